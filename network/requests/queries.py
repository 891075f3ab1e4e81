"""Ways to look at requests and asks. Isolation is the database's work; these add meaning."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from network.requests.lifecycle import RequestState, request_state, state_at
from network.requests.models import Ask, Request, RequestStep
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.gaps import ID, US, filled
from tenants.scope import Scope


def get_request(scope: Scope, request_id: UUID) -> Request:
    """A request of the scope's own tenant. Raises NotFound for any other."""
    found = db.session.get(Request, (scope.tenant_id, request_id))
    if found is None:
        raise NotFound(N_("There is no such request."))
    return found


def lock_request(scope: Scope, request_id: UUID) -> Request:
    """The same, as it is now, and ours until the transaction ends."""
    found = db.session.get(
        Request, (scope.tenant_id, request_id), with_for_update=True, populate_existing=True
    )
    if found is None:
        raise NotFound(N_("There is no such request."))
    return found


def get_ask(scope: Scope, ask_id: UUID) -> Ask:
    """An ask that the scope's tenant sent or received. Raises NotFound for any other."""
    found = db.session.scalar(_ASK, {"id": ask_id})
    if found is None or scope.tenant_id not in (found.tenant_id, found.recipient_id):
        raise NotFound(N_("There is no such ask."))
    return found


def own_ask(scope: Scope, ask_id: UUID) -> Ask:
    """An ask that the scope's tenant sent. Raises NotFound for any other."""
    found = db.session.get(Ask, (scope.tenant_id, ask_id))
    if found is None:
        raise NotFound(N_("There is no such ask."))
    return found


def lock_ask(scope: Scope, ask_id: UUID) -> Ask:
    """An ask of either side, as it is now, and ours until the transaction ends."""
    found = db.session.scalar(
        select(Ask)
        .where(Ask.id == ask_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None or scope.tenant_id not in (found.tenant_id, found.recipient_id):
        raise NotFound(N_("There is no such ask."))
    return found


def lock_asks(scope: Scope, request_id: UUID) -> Sequence[Ask]:
    """Every ask of an own request, in the order of their ids, so that nobody locks crosswise."""
    return db.session.scalars(
        select(Ask)
        .where(Ask.tenant_id == scope.tenant_id, Ask.request_id == request_id)
        .order_by(Ask.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def asks_of(scope: Scope, request_id: UUID) -> Sequence[Ask]:
    """Every ask of an own request, newest first."""
    return db.session.scalars(_ASKS, filled(scope, id=request_id)).all()


def state_of(scope: Scope, request: Request) -> RequestState:
    """Where the request stands now."""
    accepted = None
    if request.accepted_ask_id is not None:
        ask = own_ask(scope, request.accepted_ask_id)
        accepted = state_at(ask.state, ask.hold_until, clock.now())
    return request_state(accepted, request.closed_at is not None)


def family(scope: Scope, family_id: UUID, *, but: UUID | None = None) -> Sequence[Request]:
    """The unclosed own requests of the same brothers and sisters, except one."""
    return db.session.scalars(
        select(Request)
        .where(
            Request.tenant_id == scope.tenant_id,
            Request.family_id == family_id,
            Request.closed_at.is_(None),
            Request.id.is_distinct_from(but),
        )
        .order_by(Request.id)
    ).all()


def request_steps(scope: Scope, request_id: UUID) -> Sequence[RequestStep]:
    """What was done with an own request, oldest first."""
    return db.session.scalars(_STEPS, filled(scope, id=request_id)).all()


# Built once, for the pages of requests and asks.
_ASK = select(Ask).where(Ask.id == ID)
_ASKS = select(Ask).where(Ask.tenant_id == US, Ask.request_id == ID).order_by(Ask.id.desc())
_STEPS = (
    select(RequestStep)
    .where(RequestStep.tenant_id == US, RequestStep.request_id == ID)
    .order_by(RequestStep.id)
)
