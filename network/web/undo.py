"""The button beside a confirmation that takes back what was just done."""

from uuid import UUID

from flask import Blueprint, Response, url_for

from network.programmes import queries
from network.undoing import actions
from network.undoing.inverses import Act
from network.undoing.models import RecentAct
from network.web.rendering import see_other
from tenants.database import transaction
from tenants.login import acting

bp = Blueprint("undo", __name__)


@bp.post("/undo/<uuid:undo_id>")
def undo(undo_id: UUID) -> Response:
    """Through the inverse act; what can no longer be taken back is answered with 409."""
    with transaction():
        where = _address(actions.undo(acting(), undo_id))
    return see_other(where, "stepped_back")


def _address(done: RecentAct) -> str:
    """Where the thing is looked at."""
    match Act(done.act):
        case Act.CLOSE_PLACE:
            endpoint, of = "closures.index", {"group_id": done.after["group_id"]}
        case Act.INTAKE:
            endpoint, of = "groups.show", {"group_id": done.subject_id}
        case Act.CHANGE_PROGRAMME | Act.SHOW_PROGRAMME | Act.PAUSE_PROGRAMME:
            endpoint, of = "programmes.show", {"programme_id": done.subject_id}
        case Act.CHANGE_COHORT:
            cohort = queries.own_cohort(acting(), done.subject_id)
            endpoint, of = "programmes.show", {"programme_id": cohort.programme_id}
        case Act.PAUSE | Act.CLOSE:
            endpoint, of = "requests.show", {"request_id": done.subject_id}
        case Act.ASSIGN_STAY:
            endpoint, of = "placements.show", {"placement_id": done.subject_id}
        case _:
            endpoint, of = "asks.show", {"ask_id": done.subject_id}
    return url_for(endpoint, **of)
