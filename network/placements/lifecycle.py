"""Where a placement stands, and how it can end. Pure."""

from enum import StrEnum


class PlacementState(StrEnum):
    EXPECTED = "expected"
    RESIDENT = "resident"
    DEPARTED = "departed"
    NOT_ARRIVED = "not_arrived"
    CANCELLED = "cancelled"


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
