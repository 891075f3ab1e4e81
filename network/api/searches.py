"""Whether a search goes on: confirmed, reviewed, paused, taken up again, brought to a meeting."""

from uuid import UUID

from flask import Response

from network.api import requests
from network.api.areas import Area
from network.api.desk import Desk
from network.api.telling import answer, teller
from network.requests import queries
from network.requests.actions import appealing, searching
from network.schemas import requests as given
from network.schemas.answers import requests as told
from network.undoing.actions import undo_last, undoable
from network.undoing.inverses import Act
from tenants.login import acting

area = Area("searches", "Whether the search of a request goes on.")
desk = Desk(
    area,
    "/requests/<uuid:request_id>",
    requests.WRITE,
    told.Request,
    look=queries.get_request,
    tag=requests.desk.tag,
    show=requests.desk.show,
)
desk.act(
    "confirmation",
    searching.confirm_search,
    says="The search is still wanted; one that rests goes on",
)
desk.act(
    "review",
    searching.review_search,
    given.FindingIn,
    says="The quarterly review has been made: what it found",
)
desk.act(
    "pause",
    undoable(Act.PAUSE, searching.pause_search),
    given.PauseIn,
    says="The search rests; live asks stay as they are",
)
desk.act(
    "reopening",
    searching.reopen_search,
    given.FindingIn,
    says="A closed search is taken up again, and why",
)
tell = teller(told.Appeal)


@area.get("/requests/<uuid:request_id>/appeals", requests.READ, told.AppealList)
def appeals(request_id: UUID) -> Response:
    """Inter-agency meetings on a request, the newest first"""
    scope = acting()
    queries.get_request(scope, request_id)
    found = appealing.meetings_of(scope, request_id)
    items = [tell(o.appeal, called_for=o.called_for, conclusion=o.conclusion) for o in found]
    return answer({"items": items})


desk.act(
    "meeting",
    appealing.call_meeting,
    given.AppealIn,
    says="Call for an inter-agency meeting, on one decline or on the whole search",
)
desk.act(
    "meeting/outcome",
    appealing.conclude_meeting,
    given.ConclusionIn,
    says="What the meeting came to, when it was held and who sat there",
)
desk.act(
    "undoing",
    undo_last,
    says="Take back what the member has just done, while nothing has happened since",
)
