"""How a placement goes, told by each side for itself."""

from collections.abc import Sequence
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.placements import deadlines, outcomes, queries
from network.placements.models import Placement, PlacementOutcome
from network.placements.moves import write_down
from network.placements.reasons import Going, Lacking
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


def tell_outcome(
    scope: Scope,
    placement_id: UUID,
    *,
    going: Going,
    lacking: Sequence[Lacking] = (),
    words: str = "",
) -> PlacementOutcome:
    """One side tells how it goes, 30 or 90 days after the arrival; the other side reads it.

    Raises NotFound, NotAllowed, WrongState, Invalid.
    """
    placement = queries.lock(scope, placement_id)
    home = placement.tenant_id == scope.tenant_id
    require(scope, Permission.MANAGE_PLACEMENTS if home else Permission.WRITE_REQUESTS)
    after = outcomes.to_tell(placement, outcomes.told_by(scope, placement), clock.today())
    _check(going, lacking)
    outcome = _told(scope, placement, after)
    outcome.going, outcome.lacking = going.value, list(lacking)
    outcomes.to_write(scope, placement).put(outcome, "words", words)
    db.session.add(outcome)
    db.session.flush()
    write_down(scope, placement, "outcome", clock.today(), going.value)
    if subject := deadlines.of_side(scope, placement):
        clocks.meet(scope, ClockKind.OUTCOME, subject.id)
    deadlines.ask_how_it_goes(scope, placement)
    return outcome


def _check(going: Going, lacking: Sequence[Lacking]) -> None:
    if going is Going.AS_HOPED and lacking:
        raise Invalid(N_("If something is lacking, it goes partly as hoped, or not."), "going")
    if going is not Going.AS_HOPED and not lacking:
        raise Invalid(N_("Choose what is lacking."), "lacking")


def _told(scope: Scope, placement: Placement, after: int) -> PlacementOutcome:
    return PlacementOutcome(
        tenant_id=placement.tenant_id,
        id=new_id(),
        placement_id=placement.id,
        asker_id=placement.asker_id,
        after_days=after,
        by_tenant_id=scope.tenant_id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
