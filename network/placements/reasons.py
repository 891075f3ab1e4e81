"""Coded reasons and kinds of what happens during a stay. Pure. Codes are never reused."""

from enum import StrEnum


class LegalKind(StrEnum):
    """On what a stay rests (Family Code; criminal law for juveniles; after 18 one's own word)."""

    EMERGENCY_REMOVAL = "emergency_removal"
    INTERIM_ORDER = "interim_order"
    LASTING_MEASURE = "lasting_measure"
    EXTENDED = "extended"
    ENDED = "ended"
    VOLUNTARY = "voluntary"
    CRIMINAL_MEASURE = "criminal_measure"
    YOUNG_ADULT_AGREEMENT = "young_adult_agreement"


class AbsenceKind(StrEnum):
    WEEKEND_LEAVE = "weekend_leave"
    HOLIDAY_LEAVE = "holiday_leave"
    ABSCONDED = "absconded"
    HOSPITAL = "hospital"
    FAMILY_MATTER = "family_matter"
    OTHER = "other"


LEAVES = (AbsenceKind.WEEKEND_LEAVE, AbsenceKind.HOLIDAY_LEAVE)
INTERRUPTIONS = tuple(kind for kind in AbsenceKind if kind not in LEAVES)


class AbsenceOutcome(StrEnum):
    RETURNED = "returned"
    CANCELLED = "cancelled"
    NOT_RETURNED = "not_returned"
    DEPARTED = "departed"


class ReportedTo(StrEnum):
    """Who was told that somebody is away without leave."""

    POLICE = "police"
    CSD = "csd"
    PARENTS = "parents"
    COURT = "court"


class MoveReason(StrEnum):
    """Why somebody changes the group inside a house."""

    MORE_INDEPENDENT = "more_independent"
    MORE_SUPPORT = "more_support"
    GROUP_CONFLICT = "group_conflict"
    SAFETY = "safety"
    SCHOOL = "school"
    OWN_WISH = "own_wish"
    HOUSE_CHANGES = "house_changes"


class Transfer(StrEnum):
    PLANNED = "planned"
    EMERGENCY = "emergency"


class TransferReason(StrEnum):
    """Why somebody goes on to another house. Some of these say that the placement broke down."""

    NEARER_HOME = "nearer_home"
    SCHOOL = "school"
    LESS_RESTRICTIVE = "less_restrictive"
    MORE_SUPPORT = "more_support"
    SAFETY = "safety"
    BROKE_DOWN_HOUSE = "broke_down_house"
    BROKE_DOWN_YOUTH = "broke_down_youth"
    COURT_DECISION = "court_decision"


class ExtensionReason(StrEnum):
    GOALS_NOT_YET_MET = "goals_not_yet_met"
    SCHOOL_YEAR = "school_year"
    MEASURE_EXTENDED = "measure_extended"
    NO_PLACE_TO_GO = "no_place_to_go"
    OWN_WISH = "own_wish"


class OverstayReason(StrEnum):
    NEXT_PLACE_NOT_FREE = "next_place_not_free"
    COURT_NOT_DECIDED = "court_not_decided"
    FAMILY_NOT_READY = "family_not_ready"
    SCHOOL_TERM = "school_term"
    HEALTH = "health"


class OutsideKind(StrEnum):
    """What kind of place outside the network somebody went to; never its name."""

    INSTITUTION = "institution"
    CRISIS_CENTRE = "crisis_centre"
    FOSTER_FAMILY = "foster_family"
    CORRECTIONAL_HOME = "correctional_home"
    PSYCHIATRY = "psychiatry"
    SOCIAL_CARE = "social_care"
    DORMITORY = "dormitory"
    PRIVATE_PROVIDER = "private_provider"
    OTHER = "other"


class Country(StrEnum):
    """Where a place outside the network is (ISO 3166; XX, free for users there, is any other)."""

    SLOVENIA = "SI"
    AUSTRIA = "AT"
    ITALY = "IT"
    HUNGARY = "HU"
    CROATIA = "HR"
    BOSNIA = "BA"
    SERBIA = "RS"
    GERMANY = "DE"
    OTHER = "XX"


class Going(StrEnum):
    """How a placement goes, some time after the arrival."""

    AS_HOPED = "as_hoped"
    PARTLY = "partly"
    NOT_AS_HOPED = "not_as_hoped"


class Lacking(StrEnum):
    """What it lacks where it does not go as hoped."""

    TRUST = "trust"
    PEERS = "peers"
    SCHOOL = "school"
    FAMILY_CONTACT = "family_contact"
    HEALTH = "health"
    SAFETY = "safety"
    LEISURE = "leisure"
    SUPPORT_FROM_CENTRE = "support_from_centre"
    ANOTHER_PLACE = "another_place"


class Presence(StrEnum):
    """Where somebody of the house is at this moment."""

    PRESENT = "present"
    ON_LEAVE = "on_leave"
    AWAY = "away"
    EXPECTED = "expected"


class LeavingSign(StrEnum):
    """What tells that somebody may leave on a day."""

    PLANNED_END = "planned_end"
    MEASURE_END = "measure_end"
    MAJORITY = "majority"
    SCHOOL_END = "school_end"
