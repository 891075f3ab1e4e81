"""Whoever watches over a house is told at once that a breach was reported."""

from uuid import UUID

from network.duties import answering
from network.jobs.registry import job, keeping_house
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.oversight import breaches, registers

BREACH = "/breaches/{}"


@job(breaches.REPORTED)
def breach_reported(tenant_id: str, breach_id: str) -> None:
    """Urgent: in the night, too; 72 hours run."""
    with keeping_house(tenant_id) as scope:
        found = registers.breach(scope, UUID(breach_id))
        tell(
            scope,
            answering.watchers(scope),
            NoticeKind.BREACH,
            number=found.number,
            path=BREACH.format(found.id),
            once=f"{breaches.REPORTED} {found.id}",
            urgent=True,
        )
