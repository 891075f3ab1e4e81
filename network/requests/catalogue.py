"""The reasons a home can give, as data: read here, retired by command, never deleted."""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select

from network.requests.beside import DeclineReason
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid

OTHER = "other"


def offered() -> Sequence[DeclineReason]:
    """What can be chosen today, in the order in which it is shown."""
    return db.session.scalars(
        select(DeclineReason)
        .where(or_(DeclineReason.retired_on.is_(None), DeclineReason.retired_on > clock.today()))
        .order_by(DeclineReason.position)
    ).all()


def known(codes: Iterable[str]) -> dict[str, DeclineReason]:
    """Reasons by code, retired ones too: old asks keep their words."""
    wanted = set(codes)
    rows = db.session.scalars(select(DeclineReason).where(DeclineReason.code.in_(wanted)))
    return {row.code: row for row in rows} if wanted else {}


def pick(code: str, field: str) -> DeclineReason:
    """The reason of that code, if it can be given today. Raises Invalid on `field`."""
    for reason in known([code]).values():
        if reason.retired_on is None or reason.retired_on > clock.today():
            return reason
    raise Invalid(N_("Choose a reason from the list."), field)
