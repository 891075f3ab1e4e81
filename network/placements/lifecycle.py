"""Where a placement stands, what can be recorded of it, and how it can end. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from tenants.errors import N_


class PlacementState(StrEnum):
    EXPECTED = "expected"
    RESIDENT = "resident"
    DEPARTED = "departed"
    NOT_ARRIVED = "not_arrived"
    CANCELLED = "cancelled"


class PlacementMove(StrEnum):
    """What a home records of a placement."""

    ARRIVE = "arrive"
    NOT_ARRIVE = "not_arrive"
    PLAN_END = "plan_end"
    DEPART = "depart"


MOVES: dict[PlacementMove, PlacementState] = {
    PlacementMove.ARRIVE: PlacementState.EXPECTED,
    PlacementMove.NOT_ARRIVE: PlacementState.EXPECTED,
    PlacementMove.PLAN_END: PlacementState.RESIDENT,
    PlacementMove.DEPART: PlacementState.RESIDENT,
}
# Why a move is shut to a placement that is not in the state it needs.
SHUT: dict[PlacementState, str] = {
    PlacementState.EXPECTED: N_("The arrival was recorded already, or is no longer expected."),
    PlacementState.RESIDENT: N_("This young person does not live here now."),
}


@dataclass(frozen=True, slots=True)
class Action:
    """A move as a page shows it: open now, or shut with the reason."""

    move: PlacementMove
    open: bool
    reason: str = ""


def actions_for(state: PlacementState) -> list[Action]:
    """Everything a home can record at some time, open now or with its reason."""
    return [
        Action(move, state is needed, "" if state is needed else SHUT[needed])
        for move, needed in MOVES.items()
    ]


class NonArrival(StrEnum):
    RAN_AWAY = "ran_away"
    REFUSED = "refused"
    ILLNESS = "illness"
    COURT_CHANGE = "court_change"
    WITH_PARENTS = "with_parents"
    TRANSPORT = "transport"
    OTHER = "other"


class Destination(StrEnum):
    """Where a young person goes from a home (domain: crisis and institution exits)."""

    HOME = "home"
    RELATIVES = "relatives"
    FOSTER_FAMILY = "foster_family"
    HOUSING_GROUP = "housing_group"
    YOUTH_FLAT = "youth_flat"
    INSTITUTION = "institution"
    CRISIS_CENTRE = "crisis_centre"
    DORMITORY = "dormitory"
    INDEPENDENT = "independent"
    EMPLOYMENT = "employment"
    HOSPITAL = "hospital"
    ABSCONDED = "absconded"
    UNKNOWN = "unknown"
