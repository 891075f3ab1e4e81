"""What happens to a request is a row of its own and an entry in the trail, each time."""

from collections.abc import Sequence

from sqlalchemy import select

from network.rights.kinds import Step
from network.rights.models import RightsRequest, RightsStep
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.database import db
from tenants.scope import Scope


def take(scope: Scope, found: RightsRequest, step: Step) -> None:
    """Write down that this happened, now, by the scope's member."""
    db.session.add(
        RightsStep(
            tenant_id=scope.tenant_id,
            rights_request_id=found.id,
            step=step.value,
            by_name=scope.member_name,
        )
    )
    db.session.flush()
    about = About("rights_request", found.id, found.number)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OVERSIGHT, about, detail=f"rights_{step}")


def of(scope: Scope, found: RightsRequest) -> Sequence[RightsStep]:
    """What happened to a request, the first thing first."""
    return db.session.scalars(
        select(RightsStep)
        .where(
            RightsStep.tenant_id == scope.tenant_id,
            RightsStep.rights_request_id == found.id,
        )
        .order_by(RightsStep.id)
    ).all()
