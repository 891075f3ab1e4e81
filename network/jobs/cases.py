"""A finished piece of work of advisers or of a mobile team is told to those who asked for it."""

from uuid import UUID

from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.registry import job, keeping_house
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.programmes import enrolments
from network.programmes.cases.closing import CLOSED
from tenants.errors import NotFound


@job(CLOSED)
def case_closed(tenant_id: str, enrolment_id: str) -> None:
    """Tell them once: the number and the way there, not what is proposed nor who it is about."""
    with keeping_house(tenant_id) as scope:
        try:
            enrolment = enrolments.get(scope, UUID(enrolment_id))
        except NotFound:
            return
        if enrolment.ask_id is None:
            return
        people = answering.people_of(scope, SubjectKind.ASK, enrolment.ask_id)
        tell(
            scope,
            answering.doers(scope, people),
            NoticeKind.CASE_CLOSED,
            number=enrolment.number,
            path=f"/enrolments/{enrolment.id}/case",
            once=f"{CLOSED} {enrolment.id}",
        )
