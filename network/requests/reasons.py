"""Coded reasons: why a home declines, a centre refuses or withdraws, a request closes. Pure.

Codes are never reused and never deleted. Each decline belongs to the young person, the home,
the system or the quality of the request, so that statistics do not blame the wrong side.
"""

from enum import StrEnum


class Fault(StrEnum):
    """Whose side a decline belongs to."""

    YOUTH = "youth"
    HOME = "home"
    SYSTEM = "system"
    REQUEST = "request"


class DeclineKind(StrEnum):
    """First level of a decline."""

    NO_SUITABLE_PLACE = "no_suitable_place"
    NEEDS_NOT_MET = "needs_not_met"
    GROUP_IMPACT = "group_impact"
    OUTSIDE_MANDATE = "outside_mandate"
    INFORMATION = "information"
    DISAGREEMENT = "disagreement"
    PROCEDURE = "procedure"


class Decline(StrEnum):
    """Second level: what a home picks."""

    NO_PLACE = "no_place"
    SEX_OR_AGE = "sex_or_age"
    ONLY_DOUBLE_ROOM = "only_double_room"
    STAFF_SHORTAGE = "staff_shortage"
    TEMPORARY_CLOSURE = "temporary_closure"
    HEALTH = "health"
    DISABILITY = "disability"
    ADDICTION = "addiction"
    NIGHT_SUPERVISION = "night_supervision"
    SCHOOLING = "schooling"
    RISK_TO_OTHERS = "risk_to_others"
    KNOWN_CONFLICT = "known_conflict"
    AGE_SPREAD = "age_spread"
    TOO_MANY_HIGH_NEED = "too_many_high_need"
    LEGAL_GROUP = "legal_group"
    REGION = "region"
    INFORMATION_MISSING = "information_missing"
    INFORMATION_OUTDATED = "information_outdated"
    GOAL_UNCLEAR = "goal_unclear"
    LEGAL_BASIS_MISSING = "legal_basis_missing"
    YOUTH_DISAGREES = "youth_disagrees"
    PARENTS_DISAGREE = "parents_disagree"
    SENT_IN_ERROR = "sent_in_error"
    DUPLICATE = "duplicate"
    TOO_EARLY = "too_early"
    OTHER = "other"


K, F, D = DeclineKind, Fault, Decline

DECLINES: dict[Decline, tuple[DeclineKind, Fault]] = {
    **dict.fromkeys(
        (
            D.NO_PLACE,
            D.SEX_OR_AGE,
            D.ONLY_DOUBLE_ROOM,
            D.STAFF_SHORTAGE,
            D.TEMPORARY_CLOSURE,
        ),
        (K.NO_SUITABLE_PLACE, F.HOME),
    ),
    **dict.fromkeys(
        (D.HEALTH, D.DISABILITY, D.ADDICTION, D.NIGHT_SUPERVISION, D.SCHOOLING),
        (K.NEEDS_NOT_MET, F.HOME),
    ),
    **dict.fromkeys(
        (D.RISK_TO_OTHERS, D.KNOWN_CONFLICT, D.AGE_SPREAD, D.TOO_MANY_HIGH_NEED),
        (K.GROUP_IMPACT, F.HOME),
    ),
    **dict.fromkeys((D.LEGAL_GROUP, D.REGION), (K.OUTSIDE_MANDATE, F.HOME)),
    **dict.fromkeys(
        (
            D.INFORMATION_MISSING,
            D.INFORMATION_OUTDATED,
            D.GOAL_UNCLEAR,
            D.LEGAL_BASIS_MISSING,
        ),
        (K.INFORMATION, F.REQUEST),
    ),
    **dict.fromkeys((D.YOUTH_DISAGREES, D.PARENTS_DISAGREE), (K.DISAGREEMENT, F.YOUTH)),
    **dict.fromkeys((D.SENT_IN_ERROR, D.DUPLICATE, D.TOO_EARLY, D.OTHER), (K.PROCEDURE, F.SYSTEM)),
}


class Refusal(StrEnum):
    """Why a centre does not take an offered place."""

    OTHER_PLACE = "other_place"
    YOUTH_DECLINES = "youth_declines"
    PARENTS_DECLINE = "parents_decline"
    TOO_FAR = "too_far"
    NOT_SUITABLE = "not_suitable"
    COURT_DECIDED_OTHERWISE = "court_decided_otherwise"


class Withdrawal(StrEnum):
    """Why a centre takes an ask back, or cancels an accepted place."""

    NO_LONGER_NEEDED = "no_longer_needed"
    OTHER_SOLUTION = "other_solution"
    NEEDS_CHANGED = "needs_changed"
    SENT_IN_ERROR = "sent_in_error"
    COURT_DECIDED_OTHERWISE = "court_decided_otherwise"


class Closing(StrEnum):
    """How a request ends without a stay in the network. `unmet` and `lost_contact` are counted."""

    NO_LONGER_NEEDED = "no_longer_needed"
    OUTSIDE_NETWORK = "outside_network"
    UNMET = "unmet"
    LOST_CONTACT = "lost_contact"
    COURT_DECIDED_OTHERWISE = "court_decided_otherwise"
    ENTERED_IN_ERROR = "entered_in_error"


class Ending(StrEnum):
    """Ends of an ask that nobody picks: they follow from something else."""

    PLACED_ELSEWHERE = "placed_elsewhere"
    REQUEST_CLOSED = "request_closed"


class AskAgain(StrEnum):
    """What would change a home's answer."""

    ON_DATE = "on_date"
    PLACE_FREE = "place_free"
    DOCUMENT = "document"


class Topic(StrEnum):
    """What a home asks about before it answers."""

    NEEDS = "needs"
    SCHOOL = "school"
    HEALTH = "health"
    FAMILY = "family"
    LEGAL = "legal"
    DOCUMENTS = "documents"
    TIMING = "timing"
    OTHER = "other"


class Visitor(StrEnum):
    """Who comes to a visit, by what they are, never by name."""

    YOUNG_PERSON = "young_person"
    PARENT = "parent"
    GUARDIAN = "guardian"
    CSD = "csd"
    HOME = "home"
    SCHOOL = "school"
    ADVOCATE = "advocate"


class VisitState(StrEnum):
    ARRANGED = "arranged"
    HELD = "held"
    CANCELLED = "cancelled"


class Wish(StrEnum):
    """What the young person says of a home after the visit."""

    AGREES = "agrees"
    UNSURE = "unsure"
    DISAGREES = "disagrees"


class ReviewDecision(StrEnum):
    """How the review of a decline ended. `lapsed`: nobody looked in time, so it stands;
    `reopened`: the home thought better of it."""

    CONFIRMED = "confirmed"
    SENT_BACK = "sent_back"
    LAPSED = "lapsed"
    REOPENED = "reopened"


class Unmet(StrEnum):
    """Why a search ended without a place: the map of what the network lacks is made of these."""

    NO_PLACE = "no_place"
    NOT_ELIGIBLE = "not_eligible"
    REFUSED = "refused"
    LOST_CONTACT = "lost_contact"
    PLACED_OUTSIDE = "placed_outside"


# What a closing says of the need by itself; of the rest the centre is asked.
UNMET_BY_CLOSING: dict[Closing, Unmet | None] = {
    Closing.NO_LONGER_NEEDED: None,
    Closing.COURT_DECIDED_OTHERWISE: None,
    Closing.ENTERED_IN_ERROR: None,
    Closing.OUTSIDE_NETWORK: Unmet.PLACED_OUTSIDE,
    Closing.LOST_CONTACT: Unmet.LOST_CONTACT,
}
UNMET_TO_CHOOSE = (Unmet.NO_PLACE, Unmet.NOT_ELIGIBLE, Unmet.REFUSED)


class Pause(StrEnum):
    """Why a search rests."""

    NOT_CONFIRMED = "not_confirmed"
    ABSCONDED = "absconded"
    HOSPITAL = "hospital"
    WAITS_FOR_COURT = "waits_for_court"
    WAITS_FOR_FAMILY = "waits_for_family"


class Sitting(StrEnum):
    """Who sits at an inter-agency meeting."""

    CSD = "csd"
    HOME = "home"
    OTHER_HOME = "other_home"
    SCHOOL = "school"
    HEALTH = "health"
    COURT = "court"
    POLICE = "police"
    COORDINATION = "coordination"
    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    ADVOCATE = "advocate"


class AppealOutcome(StrEnum):
    """What an inter-agency meeting came to."""

    HOME_RECONSIDERS = "home_reconsiders"
    OTHER_HOME = "other_home"
    OTHER_MEASURE = "other_measure"
    DECLINE_STANDS = "decline_stands"
    WITHDRAWN = "withdrawn"
