"""Numbers people can say on the telephone: year and count within one tenant."""

from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, db
from tenants.scope import Scope


class NumberSeries(Isolated, Base):
    """The last number given out of a series in a year; locked while the next is taken."""

    __tablename__ = "number_series"
    __table_args__ = (ForeignKeyConstraint(["tenant_id"], ["tenants.id"]),)

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


def next_number(scope: Scope, series: str) -> str:
    """The next of the tenant's series in this year, as 2026-0417.

    Two who take one at once wait for each other; a number is never given twice.
    """
    year = clock.today().year
    first = insert(NumberSeries).values(tenant_id=scope.tenant_id, series=series, year=year, last=1)
    last = db.session.scalar(
        first.on_conflict_do_update(
            index_elements=["tenant_id", "series", "year"],
            set_={"last": NumberSeries.last + 1},
        ).returning(NumberSeries.last)
    )
    return f"{year}-{last:04d}"
