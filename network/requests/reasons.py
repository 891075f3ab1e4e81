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
