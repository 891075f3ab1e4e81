"""Each change of a placement as a row."""

from datetime import date

from network.placements.models import Placement, PlacementStep
from tenants.database import db
from tenants.scope import Scope


def write_down(
    scope: Scope,
    placement: Placement,
    made: str,
    on_day: date | None = None,
    reason: str = "",
    detail: str = "",
) -> None:
    """One change of a placement; both sides see it. `detail` names groups or a kind of place."""
    db.session.add(
        PlacementStep(
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
    )
    db.session.flush()
