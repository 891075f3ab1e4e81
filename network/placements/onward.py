"""After which departures aftercare is proposed, and to whom it falls."""

from collections.abc import Mapping

from network.aftercare import proposing
from network.aftercare.models import Aftercare
from network.aftercare.proposing import Leaving
from network.placements.lifecycle import Destination
from network.placements.models import Placement
from network.placements.reasons import OutsideKind
from tenants.scope import Scope, TenantKind

D = Destination
# Planned or not: who ran away needs it most. Not where the next house takes over (a transfer,
# another group or home, a crisis centre, a hospital): it proposes when they leave that house. Of a
# crisis centre nothing yet: its stays last days, and it asks how things went by the exit itself.
PROPOSED_AFTER: Mapping[TenantKind, frozenset[Destination]] = {
    TenantKind.INSTITUTION: frozenset(
        {
            D.HOME,
            D.RELATIVES,
            D.FOSTER_FAMILY,
            D.YOUTH_FLAT,
            D.DORMITORY,
            D.INDEPENDENT,
            D.EMPLOYMENT,
            D.ABSCONDED,
            D.UNKNOWN,
        }
    ),
    TenantKind.CRISIS_CENTRE: frozenset(),
}
# Outside the network too, some other house takes over.
TAKEN_ON = frozenset(
    {
        OutsideKind.INSTITUTION,
        OutsideKind.CRISIS_CENTRE,
        OutsideKind.CORRECTIONAL_HOME,
        OutsideKind.PSYCHIATRY,
        OutsideKind.SOCIAL_CARE,
    }
)


def is_proposed(
    kind: TenantKind | None, destination: Destination, outside: OutsideKind | None = None
) -> bool:
    """Whether a house of that kind proposes aftercare to who goes there."""
    houses = PROPOSED_AFTER.get(kind, frozenset()) if kind else frozenset()
    return destination in houses and outside not in TAKEN_ON


def propose(scope: Scope, placement: Placement) -> Aftercare | None:
    """Aftercare is proposed after a departure that has just been recorded, where it is due."""
    if placement.left_on is None or placement.destination is None:
        return None
    outside = OutsideKind(placement.outside) if placement.outside else None
    if not is_proposed(scope.kind, Destination(placement.destination), outside):
        return None
    return proposing.propose(
        scope,
        Leaving(
            placement_id=placement.id,
            asker_id=placement.asker_id,
            number=placement.number,
            reference=placement.reference,
            left_on=placement.left_on,
            responsible_id=placement.responsible_id,
            deputy_id=placement.deputy_id,
        ),
    )
