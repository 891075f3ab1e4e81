"""Whether a search goes on: confirmed, reviewed, paused, taken up again, brought to a meeting."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, url_for

from network.requests import permitted, queries
from network.requests.actions import appealing, searching
from network.requests.models import Request
from network.schemas.requests import AppealIn, ConclusionIn, FindingIn, PauseIn
from network.undoing.actions import undoable
from network.undoing.inverses import Act
from network.web import request_page
from network.web.desk import Desk
from network.web.rendering import FormView
from tenants.roles import require
from tenants.scope import Scope

bp = Blueprint("searches", __name__, url_prefix="/requests")


def _own(scope: Scope, request_id: UUID) -> Request:
    """A request of the own centre, to somebody who writes such requests; 404 before 403."""
    found = queries.get_request(scope, request_id)
    require(scope, permitted.to_write(found))
    return found


def _shown(scope: Scope, found: Request, forms: Mapping[str, FormView], status: int) -> Response:
    return request_page.shown(scope, found, forms=forms, status=status)


def _address(_: Scope, found: Request) -> str:
    return url_for("requests.show", request_id=found.id)


desk = Desk(bp, "request_id", seen=_own, shown=_shown, address=_address)
desk.act("confirmation", searching.confirm_search, says="search_confirmed")
desk.act("review", searching.review_search, FindingIn, says="search_reviewed")
desk.act("pause", undoable(Act.PAUSE, searching.pause_search), PauseIn, says="search_paused")
desk.act("reopening", searching.reopen_search, FindingIn, says="search_reopened")
desk.act("meeting", appealing.call_meeting, AppealIn, says="appeal_called")
desk.act("meeting/outcome", appealing.conclude_meeting, ConclusionIn, says="appeal_concluded")
