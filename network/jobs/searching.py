"""Every morning: searches nobody confirms rest, and homes that may be asked again are named."""

from uuid import UUID

from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.registry import job, keeping_house, rounds
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.queue import defer
from network.requests import again, queries
from network.requests.actions import searching
from network.requests.lifecycle import RequestState
from network.requests.reasons import Pause
from tenants.caretaking import all_tenants
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope

LOOK_AFTER = "look_after_searches"
LET_REST = "let_search_rest"
BEFORE_WORK = "41 4 * * *"


@rounds("searches", BEFORE_WORK)
def every_search() -> None:
    """Every organisation looks after its own searches."""
    tenants = all_tenants()
    with acting_as(Scope.steward()), transaction():
        for tenant_id in tenants:
            defer(LOOK_AFTER, tenant_id=tenant_id)


@job(LOOK_AFTER)
def look_after_searches(tenant_id: str) -> None:
    """Name the homes that may be asked again; each search that was left alone is a job of its
    own, so that one that cannot rest keeps no other awake."""
    with keeping_house(tenant_id) as scope:
        for request_id in again.unconfirmed(scope):
            defer(LET_REST, tenant_id=scope.tenant_id, request_id=request_id)
        for ask in again.worth_asking(scope):
            people = answering.people_of(scope, SubjectKind.REQUEST, ask.request_id)
            tell(
                scope,
                answering.doers(scope, people),
                NoticeKind.ASK_AGAIN,
                number=ask.number,
                path=f"/requests/{ask.request_id}",
                once=f"{NoticeKind.ASK_AGAIN} {ask.id}",
            )


@job(LET_REST)
def let_search_rest(tenant_id: str, request_id: str) -> None:
    """A search that nobody confirmed rests, and its people hear of it; live asks stay."""
    with keeping_house(tenant_id) as scope:
        request = queries.lock_request(scope, UUID(request_id))
        still = request.id in again.unconfirmed(scope)
        if not still or queries.state_of(scope, request) is not RequestState.OPEN:
            return
        searching.rest(scope, request, Pause.NOT_CONFIRMED)
        people = answering.people_of(scope, SubjectKind.REQUEST, request.id)
        tell(
            scope,
            answering.doers(scope, people),
            NoticeKind.SEARCH_PAUSED,
            number=request.number,
            path=f"/requests/{request.id}",
            once=f"{NoticeKind.SEARCH_PAUSED} {request.id} {request.paused_at:%Y%m%d}",
        )
