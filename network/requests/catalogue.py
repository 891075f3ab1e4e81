"""The reasons a home can give, as data: read here, retired by command, never deleted."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, or_, select, update

from network.requests.beside import DeclineReason
from tenants import clock
from tenants.database import Base, db
from tenants.errors import N_, Invalid, NotFound
from tenants.gaps import TODAY
from tenants.preparation import as_owner

OTHER = "other"
_ROWS = Base.metadata.tables[DeclineReason.__tablename__]


def offered() -> Sequence[DeclineReason]:
    """What can be chosen today, in the order in which it is shown."""
    return db.session.scalars(_OFFERED, {"today": clock.today()}).all()


def known(codes: Iterable[str]) -> dict[str, DeclineReason]:
    """Reasons by code, retired ones too: old asks keep their words."""
    wanted = set(codes)
    rows = db.session.scalars(_KNOWN, {"codes": list(wanted)}) if wanted else ()
    return {row.code: row for row in rows}


_OFFERED = (
    select(DeclineReason)
    .where(or_(DeclineReason.retired_on.is_(None), DeclineReason.retired_on > TODAY))
    .order_by(DeclineReason.position)
)
_KNOWN = select(DeclineReason).where(
    DeclineReason.code.in_(bindparam("codes", type_=Text, expanding=True))
)


def pick(code: str, field: str) -> DeclineReason:
    """The reason of that code, if it can be given today. Raises Invalid on `field`."""
    for reason in known([code]).values():
        if reason.retired_on is None or reason.retired_on > clock.today():
            return reason
    raise Invalid(N_("Choose a reason from the list."), field)


def all_of(connection: Connection) -> Sequence[Row[Any]]:
    """Every reason there ever was, in order; for whoever runs the deployment."""
    return connection.execute(select(_ROWS).order_by(_ROWS.c.position)).all()


def retire(connection: Connection, code: str, on: date | None) -> None:
    """Offer a reason no more from that day on; again, without one. Raises NotFound.

    Connect as an administrator who may act as the owner: the application only reads the table.
    """
    with as_owner(connection, _ROWS.name):
        changed = connection.execute(
            update(_ROWS).where(_ROWS.c.code == code).values(retired_on=on)
        )
    if not changed.rowcount:
        raise NotFound(N_("There is no such reason."))
