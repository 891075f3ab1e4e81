"""A centre is told of a proposal that was passed on to it, and whoever passed it on of what became
of it."""

from uuid import UUID

from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.registry import job, keeping_house
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.programmes.proposals import passing, queries

PATH = "/proposals/{}"


@job(passing.PASSED)
def proposal_passed(tenant_id: str, proposal_id: str) -> None:
    """Whoever leads the centre: nobody there answers for it yet. Nothing of whom it is about."""
    with keeping_house(tenant_id) as scope:
        found = queries.get(scope, UUID(proposal_id))
        tell(
            scope,
            answering.leaders(scope),
            NoticeKind.PROPOSAL_PASSED,
            number=found.number,
            path=PATH.format(found.id),
            once=f"{passing.PASSED} {found.id}",
        )


@job(passing.ANSWERED)
def proposal_answered(tenant_id: str, proposal_id: str) -> None:
    """Whoever answers for the request behind it."""
    with keeping_house(tenant_id) as scope:
        found = queries.get(scope, UUID(proposal_id))
        people = answering.people_of(scope, SubjectKind.REQUEST, found.request_id)
        tell(
            scope,
            answering.doers(scope, people),
            NoticeKind.PROPOSAL_ANSWERED,
            number=found.number,
            path=PATH.format(found.id),
            once=f"{passing.ANSWERED} {found.id}",
        )
