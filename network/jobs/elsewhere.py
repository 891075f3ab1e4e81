"""Whoever may know a young person is told that somebody asks; both houses of an emergency are told
at once."""

from uuid import UUID

from sqlalchemy import select

from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.elsewhere import asking, glass, judging, queries
from network.jobs.registry import job, keeping_house
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from tenants.database import db
from tenants.models import NetworkTenant
from tenants.scope import Scope

QUESTIONS, EMERGENCY, REVIEW = "/elsewhere/{}", "/emergencies/{}", "/emergencies/reviews/{}"
ASKED_OF_US = "/elsewhere/asked"


@job(asking.ASKED)
def asked_elsewhere(tenant_id: str, question_id: str) -> None:
    """Every other house of the network looks whether it is asked; none of them learns of another,
    and nobody of the house that asks learns which it was."""
    with keeping_house(tenant_id) as scope:
        joined = select(NetworkTenant.tenant_id).distinct()
        houses = db.session.scalars(
            joined.where(
                NetworkTenant.network_id.in_(scope.network_ids),
                NetworkTenant.tenant_id != scope.tenant_id,
            ).order_by(NetworkTenant.tenant_id)
        ).all()
    for house in houses:
        with keeping_house(house) as scope:
            _tell_responsible(scope, UUID(question_id))


def _tell_responsible(scope: Scope, question_id: UUID) -> None:
    for found in asking.receive(scope, question_id):
        people = answering.people_of(scope, SubjectKind.FILE, found.person_id)
        tell(
            scope,
            answering.doers(scope, people),
            NoticeKind.ASKED_ELSEWHERE,
            number=queries.of_us(scope, found.id).file_number,
            path=ASKED_OF_US,
            once=f"{asking.ASKED} {found.id}",
            urgent=True,
        )


@job(asking.ANSWERED)
def answered_elsewhere(tenant_id: str, question_id: str) -> None:
    """Tell whoever asked that there is an answer."""
    with keeping_house(tenant_id) as scope:
        asked = queries.question(scope, UUID(question_id))
        told = len(queries.put(scope, asked.id).answers)
        tell(
            scope,
            (asked.member_id,),
            NoticeKind.ANSWERED_ELSEWHERE,
            number=asked.number,
            path=QUESTIONS.format(asked.id),
            once=f"{asking.ANSWERED} {asked.id} {told}",
            urgent=True,
        )


@job(glass.OPENED)
def emergency_opened(tenant_id: str, emergency_id: str) -> None:
    """Tell those who watch over either house, and at the house whose file it was whoever answers
    for the file; there it is due to be judged."""
    with keeping_house(tenant_id) as scope:
        ours = judging.of_emergency(scope, UUID(emergency_id))
        for found in ours:
            judging.due(scope, found)
            people = answering.people_of(scope, SubjectKind.FILE, found.person_id)
            told = (*answering.doers(scope, people), *answering.watchers(scope))
            _tell(scope, told, NoticeKind.EMERGENCY, found.number, REVIEW.format(found.id))
        if not ours:
            made = glass.emergency(scope, UUID(emergency_id))
            path = EMERGENCY.format(made.id)
            _tell(scope, answering.watchers(scope), NoticeKind.EMERGENCY, made.number, path)


@job(judging.JUDGED)
def emergency_judged(tenant_id: str, emergency_id: str) -> None:
    """Tell whoever broke the glass that the other house has judged it."""
    with keeping_house(tenant_id) as scope:
        made = glass.emergency(scope, UUID(emergency_id))
        judged = sum(1 for each in glass.verdicts(scope, made) if each.verdict)
        path, kind = EMERGENCY.format(made.id), NoticeKind.EMERGENCY_JUDGED
        _tell(scope, (made.member_id,), kind, made.number, path, f" {judged}")


def _tell(
    scope: Scope,
    members: tuple[UUID, ...],
    kind: NoticeKind,
    number: str,
    path: str,
    which: str = "",
) -> None:
    """Urgent: in the night, too."""
    once = f"{kind} {path}{which}"
    tell(scope, members, kind, number=number, path=path, once=once, urgent=True)
