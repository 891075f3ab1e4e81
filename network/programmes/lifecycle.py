"""Where an enrolment stands, what can be recorded of it, and why it can end. Pure.

States and reasons follow how services of this kind record referrals and endings: suitable, waiting,
enrolled, deselected, with reasons in two levels (capabilities, rows 53 to 57).
"""

from dataclasses import dataclass
from enum import StrEnum

from tenants.errors import N_


class EnrolmentState(StrEnum):
    EXPECTED = "expected"
    ENROLLED = "enrolled"
    ON_HOLD = "on_hold"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    DESELECTED = "deselected"
    WITHDRAWN = "withdrawn"
    NOT_STARTED = "not_started"
    CANCELLED = "cancelled"


class EnrolmentMove(StrEnum):
    """What the house of a programme records of an enrolment. To plan another end moves nothing."""

    BEGIN = "begin"
    PLAN_END = "plan_end"
    NOT_START = "not_start"
    PAUSE = "pause"
    GO_ON = "go_on"
    COMPLETE = "complete"
    END_EARLY = "end_early"
    DESELECT = "deselect"
    WITHDRAW = "withdraw"


S, M = EnrolmentState, EnrolmentMove
TAKING_PART = (S.ENROLLED, S.ON_HOLD)
LIVE = (S.EXPECTED, *TAKING_PART)
# From where, and where to; None where it stays where it is.
MOVES: dict[EnrolmentMove, tuple[tuple[EnrolmentState, ...], EnrolmentState | None]] = {
    M.BEGIN: ((S.EXPECTED,), S.ENROLLED),
    M.PLAN_END: (TAKING_PART, None),
    M.NOT_START: ((S.EXPECTED,), S.NOT_STARTED),
    M.PAUSE: (TAKING_PART, S.ON_HOLD),
    M.GO_ON: ((S.ON_HOLD,), S.ENROLLED),
    M.COMPLETE: (TAKING_PART, S.COMPLETED),
    M.END_EARLY: (TAKING_PART, S.ENDED_EARLY),
    M.DESELECT: (TAKING_PART, S.DESELECTED),
    M.WITHDRAW: (TAKING_PART, S.WITHDRAWN),
}
_SHUT = {
    S.EXPECTED: N_("It has not begun yet."),
    S.ENROLLED: N_("It has begun already."),
    S.ON_HOLD: N_("It is on hold. Let it go on first."),
}


@dataclass(frozen=True, slots=True)
class EnrolmentAction:
    """A move as a page shows it: open now, or shut with the reason."""

    move: EnrolmentMove
    open: bool
    reason: str = ""


def refusal(state: EnrolmentState, move: EnrolmentMove) -> str:
    """Why the move is shut in this state; empty if it is open. An English message id."""
    return "" if state in MOVES[move][0] else _SHUT.get(state, N_("This enrolment has ended."))


def actions_for(state: EnrolmentState) -> list[EnrolmentAction]:
    """Everything a house can record at some time, open now or with its reason."""
    return [EnrolmentAction(move, not (why := refusal(state, move)), why) for move in MOVES]


class EndKind(StrEnum):
    """The first level of why an enrolment ended before it was complete."""

    PERSON = "person"
    FAMILY = "family"
    NEEDS = "needs"
    RULES = "rules"
    ELSEWHERE = "elsewhere"
    HOUSE = "house"


class EndReason(StrEnum):
    """The second level."""

    NO_INTEREST = "no_interest"
    NO_SHOWS = "no_shows"
    LOST_CONTACT = "lost_contact"
    PARENTS_DISAGREE = "parents_disagree"
    FAMILY_MOVED = "family_moved"
    NEEDS_MORE = "needs_more"
    NEEDS_OTHER = "needs_other"
    HEALTH = "health"
    GROUP_DOES_NOT_FIT = "group_does_not_fit"
    DANGER_TO_OTHERS = "danger_to_others"
    AGREEMENT_BROKEN = "agreement_broken"
    PLACED = "placed"
    SCHOOL_OR_WORK = "school_or_work"
    OTHER_PROGRAMME = "other_programme"
    COHORT_CANCELLED = "cohort_cancelled"
    STAFF_MISSING = "staff_missing"
    TOO_FAR = "too_far"


KIND_OF: dict[EndReason, EndKind] = {
    EndReason.NO_INTEREST: EndKind.PERSON,
    EndReason.NO_SHOWS: EndKind.PERSON,
    EndReason.LOST_CONTACT: EndKind.PERSON,
    EndReason.PARENTS_DISAGREE: EndKind.FAMILY,
    EndReason.FAMILY_MOVED: EndKind.FAMILY,
    EndReason.NEEDS_MORE: EndKind.NEEDS,
    EndReason.NEEDS_OTHER: EndKind.NEEDS,
    EndReason.HEALTH: EndKind.NEEDS,
    EndReason.GROUP_DOES_NOT_FIT: EndKind.NEEDS,
    EndReason.DANGER_TO_OTHERS: EndKind.RULES,
    EndReason.AGREEMENT_BROKEN: EndKind.RULES,
    EndReason.PLACED: EndKind.ELSEWHERE,
    EndReason.SCHOOL_OR_WORK: EndKind.ELSEWHERE,
    EndReason.OTHER_PROGRAMME: EndKind.ELSEWHERE,
    EndReason.COHORT_CANCELLED: EndKind.HOUSE,
    EndReason.STAFF_MISSING: EndKind.HOUSE,
    EndReason.TOO_FAR: EndKind.HOUSE,
}
NEED_REASON = frozenset({M.NOT_START, M.END_EARLY, M.DESELECT, M.WITHDRAW})
