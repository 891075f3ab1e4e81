"""What was asked for on behalf of a young person, as their file tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.records import door
from network.requests.lifecycle import AskState, RequestState, request_state
from network.requests.models import Ask, Request
from network.requests.profile import RequestKind
from tenants.database import db
from tenants.scope import Scope

AT_MOST = 50  # requests; more than anybody's file has


@dataclass(frozen=True, slots=True)
class OfFile:
    """A request of a file, and where it stands."""

    request: Request
    state: RequestState


def requests_of(scope: Scope, person_id: UUID) -> Sequence[OfFile]:
    """The requests that are linked to an own file, the newest first. Raises NotFound for whoever
    does not open it."""
    door.person(scope, person_id)
    rows = db.session.execute(
        select(Request, Ask.state)
        .outerjoin(Ask, (Ask.tenant_id == Request.tenant_id) & (Ask.id == Request.accepted_ask_id))
        .where(Request.tenant_id == scope.tenant_id, Request.person_id == person_id)
        .order_by(Request.id.desc())
        .limit(AT_MOST)
    ).all()
    return [OfFile(request, _state(request, accepted)) for request, accepted in rows]


def _state(request: Request, accepted: str | None) -> RequestState:
    chosen = None if accepted is None else AskState(accepted)
    return request_state(chosen, request.closed_at is not None)


def open_for_programmes(scope: Scope, person_id: UUID) -> Request | None:
    """The request for a programme that is open for a file already, if there is one: one goes on
    with it instead of writing another. Raises NotFound."""
    found = (
        one.request
        for one in requests_of(scope, person_id)
        if one.state is RequestState.OPEN and one.request.kind == RequestKind.PROGRAMME
    )
    return next(found, None)
