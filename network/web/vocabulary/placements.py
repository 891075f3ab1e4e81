"""Placements: where they stand, why somebody did not come, and where somebody goes."""

from enum import Enum

from network.placements.lifecycle import Destination, NonArrival, PlacementMove, PlacementState
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    PlacementState: {
        PlacementState.EXPECTED: N_("expected"),
        PlacementState.RESIDENT: N_("resident"),
        PlacementState.DEPARTED: N_("departed"),
        PlacementState.NOT_ARRIVED: N_("did not arrive"),
        PlacementState.CANCELLED: N_("arrival cancelled"),
    },
    PlacementMove: {
        PlacementMove.ARRIVE: N_("Record the arrival"),
        PlacementMove.NOT_ARRIVE: N_("Record a non-arrival"),
        PlacementMove.PLAN_END: N_("Set the planned end"),
        PlacementMove.DEPART: N_("Record the departure"),
    },
    NonArrival: {
        NonArrival.RAN_AWAY: N_("ran away on the way"),
        NonArrival.REFUSED: N_("refused to come"),
        NonArrival.ILLNESS: N_("illness"),
        NonArrival.COURT_CHANGE: N_("the court changed its decision"),
        NonArrival.WITH_PARENTS: N_("stays with the parents"),
        NonArrival.TRANSPORT: N_("no transport"),
        NonArrival.OTHER: N_("another reason"),
    },
    Destination: {
        Destination.HOME: N_("return to the family"),
        Destination.RELATIVES: N_("to relatives"),
        Destination.FOSTER_FAMILY: N_("to a foster family"),
        Destination.HOUSING_GROUP: N_("to a housing group"),
        Destination.YOUTH_FLAT: N_("to a youth flat"),
        Destination.INSTITUTION: N_("to another institution"),
        Destination.CRISIS_CENTRE: N_("to a crisis centre"),
        Destination.DORMITORY: N_("to a dormitory"),
        Destination.INDEPENDENT: N_("to independent living"),
        Destination.EMPLOYMENT: N_("to employment with lodging"),
        Destination.HOSPITAL: N_("to hospital"),
        Destination.ABSCONDED: N_("ran away and has not returned"),
        Destination.UNKNOWN: N_("unknown"),
    },
}
