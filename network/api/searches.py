"""Whether a search goes on: confirmed, reviewed, paused, taken up again, brought to a meeting."""

from network.api import requests
from network.api.areas import Area
from network.api.desk import Desk
from network.requests import queries
from network.requests.actions import appealing, searching
from network.schemas import requests as given
from network.schemas.answers import requests as told

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
    searching.pause_search,
    given.PauseIn,
    says="The search rests; live asks stay as they are",
)
desk.act(
    "reopening",
    searching.reopen_search,
    given.FindingIn,
    says="A closed search is taken up again, and why",
)
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
