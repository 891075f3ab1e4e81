"""The home looks how somebody fares 6, 12 and 24 months after the departure.

Also where nothing was agreed on: whether placements repeat is known only where it is asked of
everybody. Nobody who said no is sought out: "not known" and "could not be reached" are answers.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from network.aftercare import queries
from network.aftercare.later import CLOCKS, FollowUp, LivesWith, Occupied, PlacedAgain, open_stages
from network.aftercare.models import Aftercare, AftercareEvaluation
from network.aftercare.moves import AftercarePast, check_past, enter
from network.clocks import actions as clocks
from network.words import door
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Fares:
    """How somebody fares. `reached` says that it was asked of the young person or the family; else
    it is what the home knows, and `going` (1 badly to 5 very well) stays out."""

    reached: bool
    lives_with: LivesWith = LivesWith.UNKNOWN
    occupied: Occupied = Occupied.UNKNOWN
    placed_again: PlacedAgain = PlacedAgain.UNKNOWN
    going: int | None = None
    words: str = ""


def evaluate(
    scope: Scope, aftercare_id: UUID, *, stage: FollowUp, on_day: date, fares: Fares
) -> AftercareEvaluation:
    """How somebody fares at that stage; told once of each, a month before its day at the soonest.

    Raises NotFound, NotAllowed, AftercarePast, Invalid, WordsErased.
    """
    found = queries.lock(scope, aftercare_id)
    require(scope, Permission.GIVE_AFTERCARE)
    _check_stage(scope, found, stage)
    check_past(on_day, "on_day", found.left_on)
    if fares.going is not None and not fares.reached:
        raise Invalid(N_("Only who was reached can tell how it goes."), "going")
    made = _made(scope, found, stage, on_day, fares)
    if fares.words.strip():
        door.begin(scope, found.placement_id).put(made, "words", fares.words.strip())
    db.session.add(made)
    db.session.flush()
    enter(scope, found, "evaluate")
    clocks.meet(scope, CLOCKS[stage], found.id)
    return made


def _check_stage(scope: Scope, found: Aftercare, stage: FollowUp) -> None:
    told = {FollowUp(one.stage) for one in queries.evaluations_of(scope, found.id)}
    if stage in told:
        raise AftercarePast(N_("This look-back is written down already."))
    if stage not in open_stages(found.left_on, told, clock.today()):
        raise AftercarePast(N_("It is too early for this look-back."))


def _made(
    scope: Scope, found: Aftercare, stage: FollowUp, on_day: date, fares: Fares
) -> AftercareEvaluation:
    return AftercareEvaluation(
        tenant_id=scope.tenant_id,
        id=new_id(),
        aftercare_id=found.id,
        stage=stage.value,
        on_day=on_day,
        reached=fares.reached,
        lives_with=fares.lives_with.value,
        occupied=fares.occupied.value,
        placed_again=fares.placed_again.value,
        going=fares.going,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
