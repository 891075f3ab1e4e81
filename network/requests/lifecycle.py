"""Where an ask and a request stand, whose move it is, and who may move them on. Pure.

This table is the rule, the buttons, the refusals and the diagram in the documentation; the
database holds the same rows in `ask_moves` and lets no other move through.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tenants.errors import N_, Conflict


class Party(StrEnum):
    """The two sides of an ask."""

    SENDER = "sender"
    RECIPIENT = "recipient"


class AskState(StrEnum):
    SENT = "sent"
    OPENED = "opened"
    INTERESTED = "interested"
    VISIT_ARRANGED = "visit_arranged"
    VISITED = "visited"
    WAITLISTED = "waitlisted"
    NOT_READY = "not_ready"
    ON_HOLD = "on_hold"
    OFFERED = "offered"
    LAPSED = "lapsed"  # never stored: an offer whose hold has run out
    ACCEPTED = "accepted"
    ARRIVED = "arrived"
    DEPARTED = "departed"
    NOT_ARRIVED = "not_arrived"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"


class AskMove(StrEnum):
    OPEN = "open"
    INTEREST = "interest"
    ARRANGE_VISIT = "arrange_visit"
    VISIT = "visit"
    WAITLIST = "waitlist"
    NOT_READY = "not_ready"
    PUT_ON_HOLD = "put_on_hold"
    OFFER = "offer"
    EXTEND = "extend"
    DECLINE = "decline"
    STEP_BACK = "step_back"
    REOPEN = "reopen"
    ACCEPT = "accept"
    REFUSE = "refuse"
    GIVE_UP = "give_up"
    WITHDRAW = "withdraw"
    RELEASE = "release"
    ARRIVE = "arrive"
    NOT_ARRIVE = "not_arrive"
    CANCEL = "cancel"
    DEPART = "depart"


S, M, P = AskState, AskMove, Party
Moves = dict[tuple[AskState, AskMove], tuple[Party, AskState]]

# Before an offer: the home looks, asks, meets the young person, or puts the ask on its list. A
# programme may also find somebody suitable but not ready yet, or look again on a day.
LOOKING = (
    S.SENT,
    S.OPENED,
    S.INTERESTED,
    S.VISIT_ARRANGED,
    S.VISITED,
    S.WAITLISTED,
    S.NOT_READY,
    S.ON_HOLD,
)


def _from(states: Iterable[AskState], made: AskMove, by: Party, after: AskState) -> Moves:
    return {(state, made): (by, after) for state in states}


MOVES: Moves = {
    (S.SENT, M.OPEN): (P.RECIPIENT, S.OPENED),
    **_from((S.SENT, S.OPENED), M.INTEREST, P.RECIPIENT, S.INTERESTED),
    **_from(
        (S.SENT, S.OPENED, S.INTERESTED, S.VISIT_ARRANGED, S.WAITLISTED),
        M.ARRANGE_VISIT,
        P.RECIPIENT,
        S.VISIT_ARRANGED,
    ),
    (S.VISIT_ARRANGED, M.VISIT): (P.RECIPIENT, S.VISITED),
    **_from(
        (
            S.SENT,
            S.OPENED,
            S.INTERESTED,
            S.VISIT_ARRANGED,
            S.VISITED,
            S.NOT_READY,
            S.ON_HOLD,
            S.LAPSED,
        ),
        M.WAITLIST,
        P.RECIPIENT,
        S.WAITLISTED,
    ),
    **_from(
        [state for state in LOOKING if state is not S.NOT_READY],
        M.NOT_READY,
        P.RECIPIENT,
        S.NOT_READY,
    ),
    **_from(LOOKING, M.PUT_ON_HOLD, P.RECIPIENT, S.ON_HOLD),
    **_from((*LOOKING, S.LAPSED), M.OFFER, P.RECIPIENT, S.OFFERED),
    (S.OFFERED, M.EXTEND): (P.RECIPIENT, S.OFFERED),
    **_from((*LOOKING, S.OFFERED, S.LAPSED), M.DECLINE, P.RECIPIENT, S.DECLINED),
    **_from(
        (
            S.INTERESTED,
            S.VISIT_ARRANGED,
            S.WAITLISTED,
            S.NOT_READY,
            S.ON_HOLD,
            S.OFFERED,
            S.LAPSED,
        ),
        M.STEP_BACK,
        P.RECIPIENT,
        S.OPENED,
    ),
    (S.VISITED, M.STEP_BACK): (P.RECIPIENT, S.VISIT_ARRANGED),
    (S.DECLINED, M.REOPEN): (P.RECIPIENT, S.OPENED),
    (S.OFFERED, M.ACCEPT): (P.SENDER, S.ACCEPTED),
    (S.OFFERED, M.REFUSE): (P.SENDER, S.REFUSED),
    **_from((S.SENT, S.OPENED), M.GIVE_UP, P.SENDER, S.NO_ANSWER),
    **_from((*LOOKING, S.OFFERED, S.LAPSED), M.WITHDRAW, P.SENDER, S.WITHDRAWN),
    **_from((*LOOKING, S.OFFERED, S.LAPSED), M.RELEASE, P.SENDER, S.RELEASED),
    (S.ACCEPTED, M.ARRIVE): (P.RECIPIENT, S.ARRIVED),
    (S.ACCEPTED, M.NOT_ARRIVE): (P.RECIPIENT, S.NOT_ARRIVED),
    (S.ACCEPTED, M.CANCEL): (P.SENDER, S.CANCELLED),
    (S.ARRIVED, M.DEPART): (P.RECIPIENT, S.DEPARTED),
}

# Moves that follow from another act (a placement found elsewhere) and are never picked by hand.
FOLLOWING = frozenset({AskMove.RELEASE, AskMove.OPEN})
# Answers that a programme gives and a group does not.
OF_PROGRAMMES = frozenset({AskMove.NOT_READY, AskMove.PUT_ON_HOLD})

# States in which an ask is over: both sides keep a tombstone, its content is closed.
ENDED = frozenset(
    {
        S.DECLINED,
        S.NO_ANSWER,
        S.REFUSED,
        S.WITHDRAWN,
        S.RELEASED,
        S.NOT_ARRIVED,
        S.CANCELLED,
        S.DEPARTED,
    }
)
# States in which the search still waits for an answer. At most MOST_LIVE of them a request.
SEEKING = frozenset({*LOOKING, S.OFFERED, S.LAPSED})
MOST_LIVE = 5
# States in which an ask keeps a place or a seat from others; a lapsed one did until a moment ago.
KEEPING = frozenset({S.OFFERED, S.LAPSED, S.ACCEPTED, S.ARRIVED})

# What a home answers with; until then its reply is due.
ANSWERS = frozenset(
    {
        M.INTEREST,
        M.ARRANGE_VISIT,
        M.WAITLIST,
        M.NOT_READY,
        M.PUT_ON_HOLD,
        M.OFFER,
        M.DECLINE,
    }
)

WAITS_FOR: dict[AskState, Party] = {
    **dict.fromkeys(LOOKING, P.RECIPIENT),
    S.OFFERED: P.SENDER,
    S.LAPSED: P.RECIPIENT,
    S.ACCEPTED: P.RECIPIENT,
}


def waits_for(state: AskState, question_open: bool) -> Party | None:
    """Whose move it is: an open question of the home's is the centre's to answer first."""
    if question_open and state in LOOKING:
        return Party.SENDER
    return WAITS_FOR.get(state)


class CannotMove(Conflict):
    """The lifecycle has no such move from here, or it is the other side's."""

    code = "cannot_move"


@dataclass(frozen=True, slots=True)
class Action:
    """A move as a page shows it: open to this party now, or shut with the reason."""

    move: AskMove
    open: bool
    reason: str = ""


def state_at(stored: str, hold_until: datetime | None, now: datetime) -> AskState:
    """The state as it is at `now`: an offer whose hold has run out has lapsed, swept or not."""
    state = AskState(stored)
    if state is AskState.OFFERED and hold_until is not None and hold_until <= now:
        return AskState.LAPSED
    return state


def next_state(state: AskState, move: AskMove, by: Party) -> AskState:
    """The state after `move`.

    Raises CannotMove with the sentence that `refusal` gives.
    """
    if reason := refusal(state, move, by):
        raise CannotMove(reason, state=state.value, move=move.value)
    return MOVES[state, move][1]


def refusal(state: AskState, move: AskMove, by: Party) -> str:
    """Why `by` cannot make `move` in `state`; empty if it can. An English message id."""
    if (state, move) in MOVES:
        party, _ = MOVES[state, move]
        return "" if party is by else _NOT_YOURS[party]
    if state is AskState.LAPSED and move in (AskMove.ACCEPT, AskMove.REFUSE):
        return N_("The hold on the place has run out. Ask the home to offer it again.")
    if state in ENDED and move is not AskMove.REOPEN:
        return N_("This ask has ended.")
    return _TOO_EARLY.get(move, N_("This ask is past that step."))


_NOT_YOURS = {
    Party.SENDER: N_("Only the centre that asked can do this."),
    Party.RECIPIENT: N_("Only the home that was asked can do this."),
}
_TOO_EARLY = {
    AskMove.INTEREST: N_("You have answered this ask already."),
    AskMove.VISIT: N_("A visit can be recorded once it is arranged."),
    AskMove.EXTEND: N_("There is no hold to extend."),
    AskMove.STEP_BACK: N_("There is no step to take back."),
    AskMove.REOPEN: N_("Only an ask that you declined can be opened again."),
    AskMove.GIVE_UP: N_("The home has answered this ask."),
    AskMove.ACCEPT: N_("There is no offer to accept yet, or it was accepted already."),
    AskMove.REFUSE: N_("There is no offer to refuse."),
    AskMove.ARRIVE: N_("An arrival can be recorded once the offer is accepted."),
    AskMove.NOT_ARRIVE: N_("A non-arrival can be recorded once the offer is accepted."),
    AskMove.CANCEL: N_("There is no accepted place to cancel."),
    AskMove.DEPART: N_("A departure can be recorded after the arrival."),
    AskMove.WITHDRAW: N_("The place is accepted. Cancel the arrival instead."),
}


def actions_for(state: AskState, by: Party, *, programme: bool = False) -> list[Action]:
    """Every move that is this party's to make at some time, open now or with its reason; those of
    a `programme` where one was asked."""
    hidden = FOLLOWING if programme else FOLLOWING | OF_PROGRAMMES
    theirs = dict.fromkeys(m for (_, m), (p, _) in MOVES.items() if p is by and m not in hidden)
    return [Action(m, not (why := refusal(state, m, by)), why) for m in theirs]


class RequestState(StrEnum):
    """Where a request stands; derived from its accepted ask and its own closing."""

    OPEN = "open"
    AWAITING = "awaiting"
    PLACED = "placed"
    CLOSED = "closed"


def request_state(accepted: AskState | None, closed: bool) -> RequestState:
    """From the state of the ask it accepted last (if any) and whether the centre closed it."""
    if closed:
        return RequestState.CLOSED
    if accepted is AskState.ACCEPTED:
        return RequestState.AWAITING
    if accepted is AskState.ARRIVED:
        return RequestState.PLACED
    if accepted is AskState.DEPARTED:
        return RequestState.CLOSED
    return RequestState.OPEN
