"""Numbers people can say on the telephone: year and count within one tenant."""

from sqlalchemy.dialects.postgresql import insert

from network.requests.models import NumberSeries
from tenants import clock
from tenants.database import db
from tenants.scope import Scope


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
