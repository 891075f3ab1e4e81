"""Each change of a placement as a row."""

from datetime import date
from uuid import UUID

from network.consent.kinds import Basis
from network.placements.models import Placement, PlacementStep
from network.queue import defer
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.database import db
from tenants.scope import Scope

CHANGED = "stay_changed"
# What the other side is told of at once. Coming and going move the ask, which tells of itself.
TOLD = frozenset({"away", "back", "legal_state", "extend", "authorise_overstay", "move_group"})


def write_down(
    scope: Scope,
    placement: Placement,
    made: str,
    on_day: date | None = None,
    reason: str = "",
    detail: str = "",
) -> None:
    """One change of a placement; both sides see it. `detail` names groups or a kind of place."""
    step = PlacementStep(
        tenant_id=placement.tenant_id,
        placement_id=placement.id,
        asker_id=placement.asker_id,
        move=made,
        on_day=on_day,
        reason=reason,
        detail=detail,
        by_tenant_id=scope.tenant_id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    db.session.add(step)
    db.session.flush()
    home = scope.tenant_id == placement.tenant_id
    other = placement.asker_id if home else placement.tenant_id
    about = About("placement", placement.id, placement.number, other)
    basis = Basis.STATUTORY_TASK
    trail.enter(scope, EntryKind.DECIDE, Purpose.CARE, about, basis=basis, detail=made)
    if made in TOLD and other is not None:
        step_id = UUID(int=step.id)
        defer(CHANGED, tenant_id=other, placement_id=placement.id, step_id=step_id)
