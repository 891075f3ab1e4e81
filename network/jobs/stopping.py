"""Every night, and when a file is restricted: a home is told what it may use no more."""

from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.registry import job, keeping_house, rounds
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.queue import defer
from network.requests import received
from network.requests.received import STOP_USE
from tenants.caretaking import all_tenants
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.roles import HOMES
from tenants.scope import Scope

EARLY = "10 4 * * *"  # after midnight here, in summer and in winter, and before the digest


@rounds("early", EARLY)
def early() -> None:
    """A basis that was good until yesterday covers nothing today, without anybody doing a thing."""
    tenants = all_tenants()
    with acting_as(Scope.steward()), transaction():
        for tenant_id in tenants:
            defer(STOP_USE, tenant_id=tenant_id)


@job(STOP_USE)
def stop_use(tenant_id: str) -> None:
    """Tell whoever answers for an ask what of it is closed and was seen; once for each closing."""
    with keeping_house(tenant_id) as scope:
        if scope.kind not in HOMES:
            return
        for ask, parts in received.all_to_stop(scope).items():
            people = answering.people_of(scope, SubjectKind.ASK, ask.id)
            tell(
                scope,
                answering.doers(scope, people),
                NoticeKind.STOP_USE,
                number=ask.number,
                path=f"/asks/{ask.id}",
                once=f"{STOP_USE} {ask.id} {max(parts)} {len(set(parts))}",
            )
