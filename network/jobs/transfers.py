"""Whoever is asked for a case is told, and whoever asked is told what was answered."""

from uuid import UUID

from sqlalchemy import select

from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.registry import job, keeping_house
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.records.models import YoungPerson
from network.transfers import actions, queries
from tenants.database import db
from tenants.scope import Scope

PATH = "/transfers/{}"


@job(actions.ASKED)
def transfer_asked(tenant_id: str, transfer_id: str) -> None:
    """Whoever answers for the file that is meant, or leads the house where nobody has one."""
    with keeping_house(tenant_id) as scope:
        asked = queries.transfer(scope, UUID(transfer_id))
        tell(
            scope,
            answering_for(scope, asked.file_number),
            NoticeKind.TRANSFER_ASKED,
            number=asked.number,
            path=PATH.format(asked.id),
            once=f"{actions.ASKED} {asked.id}",
        )


def answering_for(scope: Scope, number: str) -> tuple[UUID, ...]:
    """Who answers for the own file of that number, or leads the house where there is none."""
    file_id = db.session.scalar(
        select(YoungPerson.id).where(
            YoungPerson.tenant_id == scope.tenant_id, YoungPerson.number == number
        )
    )
    if file_id is None:
        return tuple(answering.leaders(scope))
    return tuple(answering.doers(scope, answering.people_of(scope, SubjectKind.FILE, file_id)))


@job(actions.ANSWERED)
def transfer_answered(tenant_id: str, transfer_id: str) -> None:
    """Whoever asked learns what was answered; whose case it was, that it was taken over."""
    with keeping_house(tenant_id) as scope:
        asked = queries.transfer(scope, UUID(transfer_id))
        ours = asked.tenant_id == scope.tenant_id
        tell(
            scope,
            (asked.member_id,) if ours else answering_for(scope, asked.file_number),
            NoticeKind.TRANSFER_ANSWERED if ours else NoticeKind.TRANSFER_TAKEN,
            number=asked.number,
            path=PATH.format(asked.id),
            once=f"{actions.ANSWERED} {asked.id}",
        )
