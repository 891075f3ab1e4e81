"""The button beside a confirmation that takes back what was just done."""

from uuid import UUID

from flask import Blueprint, Response, url_for

from network.undoing import actions
from network.undoing.inverses import Act
from network.undoing.models import RecentAct
from network.web.rendering import see_other
from tenants.database import transaction
from tenants.login import acting

bp = Blueprint("undo", __name__)
ON_STAYS = frozenset({Act.ASSIGN_STAY})
ON_REQUESTS = frozenset({Act.PAUSE, Act.CLOSE})


@bp.post("/undo/<uuid:undo_id>")
def undo(undo_id: UUID) -> Response:
    """Through the inverse act; what can no longer be taken back is answered with 409."""
    with transaction():
        where = _address(actions.undo(acting(), undo_id))
    return see_other(where, "stepped_back")


def _address(done: RecentAct) -> str:
    """Where the thing is looked at."""
    act = Act(done.act)
    if act is Act.CLOSE_PLACE:
        return url_for("closures.index", group_id=done.after["group_id"])
    if act is Act.INTAKE:
        return url_for("groups.show", group_id=done.subject_id)
    if act in ON_REQUESTS:
        return url_for("requests.show", request_id=done.subject_id)
    if act in ON_STAYS:
        return url_for("placements.show", placement_id=done.subject_id)
    return url_for("asks.show", ask_id=done.subject_id)
