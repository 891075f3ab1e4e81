"""Aftercare begins with a proposal, in the transaction in which the departure is recorded."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from network.aftercare.later import CLOCKS, FollowUp, due_on
from network.aftercare.lifecycle import AftercareState
from network.aftercare.models import Aftercare
from network.aftercare.moves import of_aftercare, write_down
from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from tenants import clock
from tenants.database import db, new_id
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Leaving:
    """A stay that ends: what it is called, on which day somebody left, and who answered for it."""

    placement_id: UUID
    asker_id: UUID | None
    number: str
    reference: str
    left_on: date
    responsible_id: UUID | None
    deputy_id: UUID | None


def propose(scope: Scope, leaving: Leaving) -> Aftercare:
    """Aftercare is proposed: whoever answered for the stay decides within two weeks, and looks 6,
    12 and 24 months after the departure, whatever is decided. The caller has recorded that."""
    proposed = Aftercare(
        tenant_id=scope.tenant_id,
        id=new_id(),
        placement_id=leaving.placement_id,
        asker_id=leaving.asker_id,
        number=leaving.number,
        reference=leaving.reference,
        state=AftercareState.PROPOSED.value,
        left_on=leaving.left_on,
        proposed_on=clock.today(),
        responsible_id=leaving.responsible_id or scope.member_id,
        deputy_id=leaving.deputy_id if leaving.responsible_id else None,
    )
    db.session.add(proposed)
    db.session.flush()
    write_down(scope, proposed, "propose", leaving.left_on)
    subject = of_aftercare(proposed)
    clocks.start(scope, ClockKind.AFTERCARE_DECIDE, subject)
    for stage in FollowUp:
        day = clock.begins(due_on(leaving.left_on, stage))
        clocks.start(scope, CLOCKS[stage], subject, due_at=day)
    return proposed
