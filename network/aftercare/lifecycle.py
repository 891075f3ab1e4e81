"""Where aftercare stands, what can be recorded of it, and why it is not begun or ends. Pure.

Sources: domain 1.3 (an individual plan and signed conditions for inclusion; contact about weekly,
later for instance monthly; looking back after 6, 12 and 24 months), the project's description of
following young people after they leave an institution.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from tenants.errors import N_


class AftercareState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    ENDED = "ended"


class AftercareMove(StrEnum):
    """What a home records of aftercare, beside contacts and how it looks some time later."""

    AGREE = "agree"
    DECLINE = "decline"
    CONTACT = "contact"
    SET_RHYTHM = "set_rhythm"
    PROLONG = "prolong"
    END = "end"


S, M = AftercareState, AftercareMove
LIVE = (S.PROPOSED, S.AGREED)
# Whoever said no may say yes later: the plan and the signatures are asked for all the same.
MOVES: dict[AftercareMove, tuple[tuple[AftercareState, ...], AftercareState]] = {
    M.AGREE: ((S.PROPOSED, S.DECLINED), S.AGREED),
    M.DECLINE: ((S.PROPOSED,), S.DECLINED),
    M.CONTACT: ((S.AGREED,), S.AGREED),
    M.SET_RHYTHM: ((S.AGREED,), S.AGREED),
    M.PROLONG: ((S.AGREED,), S.AGREED),
    M.END: ((S.AGREED,), S.ENDED),
}
_SHUT = {
    S.PROPOSED: N_("It is not agreed on yet."),
    S.AGREED: N_("It is agreed on already."),
    S.DECLINED: N_("It was declined."),
    S.ENDED: N_("This aftercare has ended."),
}


@dataclass(frozen=True, slots=True)
class AftercareAction:
    """A move as a page shows it: open now, or shut with the reason."""

    move: AftercareMove
    open: bool
    reason: str = ""


def refusal(state: AftercareState, move: AftercareMove) -> str:
    """Why the move is shut in this state; empty if it is open. An English message id."""
    return "" if state in MOVES[move][0] else _SHUT[state]


def actions_for(state: AftercareState) -> list[AftercareAction]:
    """Everything a home can record at some time, open now or with its reason."""
    return [AftercareAction(move, not (why := refusal(state, move)), why) for move in MOVES]


class Rhythm(StrEnum):
    """How often somebody is in touch."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


# The next contact is made before so much time has gone by.
INTERVALS: dict[Rhythm, timedelta] = {
    Rhythm.WEEKLY: timedelta(days=7),
    Rhythm.FORTNIGHTLY: timedelta(days=14),
    Rhythm.MONTHLY: timedelta(days=31),
}


class AftercareDecline(StrEnum):
    """Why nothing is agreed on."""

    YOUNG_PERSON_REFUSES = "young_person_refuses"
    PARENTS_REFUSE = "parents_refuse"
    RETURNS_TO_OTHER_HOME = "returns_to_other_home"
    OTHER_SUPPORT = "other_support"
    MOVED_AWAY = "moved_away"
    NOT_NEEDED = "not_needed"


class AftercareLonger(StrEnum):
    """Why it goes on beyond the day on which it was to end."""

    YOUNG_PERSON_WISHES = "young_person_wishes"
    GOALS_OPEN = "goals_open"
    NEW_HARDSHIP = "new_hardship"
    CHANGE_AHEAD = "change_ahead"
    NOBODY_ELSE = "nobody_else"


class AftercareEnd(StrEnum):
    """Why it ends."""

    AS_PLANNED = "as_planned"
    YOUNG_PERSON_STOPS = "young_person_stops"
    PARENTS_STOP = "parents_stop"
    CONDITIONS_NOT_KEPT = "conditions_not_kept"
    CONTACT_LOST = "contact_lost"
    PLACED_AGAIN = "placed_again"
    SUPPORT_ELSEWHERE = "support_elsewhere"
    LIVES_FAR_AWAY = "lives_far_away"
