"""What changes during a stay is told to those of the other side who answer for it."""

from uuid import UUID

from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.registry import job, keeping_house
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.placements import queries
from network.placements.moves import CHANGED
from tenants.errors import NotFound


@job(CHANGED)
def stay_changed(tenant_id: str, placement_id: str, step_id: str) -> None:
    """Tell them once: the number and the way there, not what has changed nor who it is about."""
    with keeping_house(tenant_id) as scope:
        try:
            placement = queries.get(scope, UUID(placement_id))
        except NotFound:
            return
        if placement.ask_id is None:
            return
        people = answering.people_of(scope, SubjectKind.ASK, placement.ask_id)
        tell(
            scope,
            answering.doers(scope, people),
            NoticeKind.PLACEMENT_CHANGED,
            number=placement.number,
            path=f"/placements/{placement.id}",
            once=f"{CHANGED} {step_id}",
        )
