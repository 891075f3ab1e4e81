"""Nobody lives in two places: the same file of the same centre is placed once at a time."""

from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from network.placements.models import Placement
from network.placements.queries import LIVE
from network.requests.models import Ask, Request
from network.requests.queries import own_ask
from tenants.database import db
from tenants.errors import N_, Conflict
from tenants.scope import Scope


class StillPlaced(Conflict):
    """Another request of the centre has the same file reference, and is placed or expected."""

    code = "still_placed"


def refuse_second(scope: Scope, ask_id: UUID) -> None:
    """Raises StillPlaced with the number of the other request, NotFound for no ask of ours.

    Asked where the centre accepts: it knows the file, the home does not and learns nothing. Two
    who accept for one file at once wait here for each other, at the requests of that file.
    """
    request_id = own_ask(scope, ask_id).request_id
    file = select(_file()).where(Request.tenant_id == scope.tenant_id, Request.id == request_id)
    same = select(Request.id).where(
        Request.tenant_id == scope.tenant_id, _file() == file.scalar_subquery()
    )
    ids = db.session.scalars(same.order_by(Request.id).with_for_update()).all()
    number = db.session.scalar(
        select(Placement.number)
        .join(Ask, (Ask.tenant_id == Placement.asker_id) & (Ask.id == Placement.ask_id))
        .where(
            Placement.asker_id == scope.tenant_id,
            Placement.state.in_(LIVE),
            Ask.request_id.in_(ids),
            Ask.request_id != request_id,
        )
        .limit(1)
    )
    if number is not None:
        raise StillPlaced(
            N_(
                "This young person still has a place by your request %(number)s. First the"
                " departure is recorded there, or the arrival cancelled."
            ),
            number=number,
        )


def _file() -> ColumnElement[str]:
    """However it is spaced and written, it is the same file."""
    return func.lower(func.regexp_replace(Request.file_reference, r"\s", "", "g"))
