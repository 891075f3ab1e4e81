"""Who is away from the house, and since when. Looking, and closing what is open."""

from collections.abc import Sequence

from sqlalchemy import select

from network.placements.models import Absence, Placement
from network.placements.reasons import AbsenceOutcome
from tenants import clock
from tenants.database import db
from tenants.scope import Scope


def open_one(scope: Scope, placement: Placement) -> Absence | None:
    """The absence that lasts or is planned; there is at most one at a time."""
    return db.session.scalar(
        select(Absence).where(
            Absence.tenant_id == scope.tenant_id,
            Absence.placement_id == placement.id,
            Absence.ended_at.is_(None),
        )
    )


def of_placement(scope: Scope, placement: Placement) -> Sequence[Absence]:
    """Every absence of a stay in the own house, newest first."""
    return db.session.scalars(
        select(Absence)
        .where(Absence.tenant_id == scope.tenant_id, Absence.placement_id == placement.id)
        .order_by(Absence.id.desc())
    ).all()


def away_now(absence: Absence | None) -> bool:
    """Whether somebody is away at this moment: not one who will be."""
    return absence is not None and absence.begins_at <= clock.now()


def close(scope: Scope, placement: Placement, outcome: AbsenceOutcome) -> Absence | None:
    """Whatever absence is open has ended; nothing to do if none is."""
    found = open_one(scope, placement)
    if found is not None:
        found.ended_at, found.outcome = clock.now(), outcome.value
        db.session.flush()
    return found
