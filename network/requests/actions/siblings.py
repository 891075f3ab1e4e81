"""Brothers and sisters look for a place together: requests of one centre, never of two."""

from uuid import UUID

from sqlalchemy import select

from network.requests import permitted, queries
from network.requests.actions.writing import open_request
from network.requests.lifecycle import RequestState
from network.requests.models import Request
from network.requests.moves import write_down
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.roles import require
from tenants.scope import Scope


def join(scope: Scope, request_id: UUID, *, number: str) -> Request:
    """Let an open request look together with the open one of that number, and with everybody who
    looks together with either. Raises NotFound, NotAllowed, RequestClosed, Invalid."""
    require(scope, permitted.to_write(queries.get_request(scope, request_id)))
    other_id = _numbered(scope, number)
    if other_id == request_id:
        raise Invalid(N_("A request cannot look together with itself."), "number")
    for id_ in sorted((request_id, other_id)):  # so that two who do it never lock crosswise
        queries.lock_request(scope, id_)
    request, other = open_request(scope, request_id), queries.get_request(scope, other_id)
    if queries.state_of(scope, other) is not RequestState.OPEN:
        raise Invalid(N_("There is no open request with this number."), "number")
    family_id = request.family_id or other.family_id or new_id()
    for each in (request, other, *_families(scope, request, other)):
        each.family_id = family_id
    for each in (request, other):
        write_down(scope, each, "join")
    return request


def part(scope: Scope, request_id: UUID) -> Request:
    """Let an open request look for a place alone again. Raises NotFound, NotAllowed,
    RequestClosed."""
    request = open_request(scope, request_id)
    request.family_id = None
    write_down(scope, request, "part")
    return request


def _numbered(scope: Scope, number: str) -> UUID:
    found = db.session.scalar(
        select(Request.id).where(Request.tenant_id == scope.tenant_id, Request.number == number)
    )
    if found is None:
        raise Invalid(N_("There is no open request with this number."), "number")
    return found


def _families(scope: Scope, *requests: Request) -> list[Request]:
    known = {request.family_id for request in requests if request.family_id is not None}
    return [one for family_id in known for one in queries.family(scope, family_id)]
