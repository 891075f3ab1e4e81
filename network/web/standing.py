"""Whose move it is, in words and tone: the same on every page that shows an ask or a request."""

from collections.abc import Sequence
from dataclasses import dataclass

from network.requests.lifecycle import LOOKING, AskState, Party, RequestState, waits_for
from network.requests.lists import state_now
from network.requests.models import Ask
from network.requests.moves import party_of
from network.requests.profile import RequestKind
from network.web import retelling
from network.web.formats import day_short, moment
from network.web.labels import label
from network.web.words import gettext
from tenants.errors import N_
from tenants.scope import Scope

S, P = AskState, Party

TONES: dict[AskState, str] = {
    S.SENT: "info",
    S.OPENED: "info",
    S.INTERESTED: "info",
    S.VISIT_ARRANGED: "info",
    S.VISITED: "info",
    S.WAITLISTED: "hold",
    S.NOT_READY: "hold",
    S.ON_HOLD: "hold",
    S.OFFERED: "free",
    S.LAPSED: "hold",
    S.ACCEPTED: "pri",
    S.ARRIVED: "pri",
}
# To the side that must move, and to the side that waits for it.
SAID: dict[tuple[AskState, Party], str] = {
    (S.SENT, P.RECIPIENT): N_("Your answer is awaited"),
    (S.SENT, P.SENDER): N_("Waiting for the home's answer"),
    (S.OPENED, P.RECIPIENT): N_("Your answer is awaited"),
    (S.OPENED, P.SENDER): N_("Waiting for the home's answer"),
    (S.INTERESTED, P.RECIPIENT): N_("You are interested: arrange a visit, offer or decline"),
    (S.INTERESTED, P.SENDER): N_("The home is interested and looks further"),
    (S.VISIT_ARRANGED, P.RECIPIENT): N_("Visit on %(visit)s; record it afterwards"),
    (S.VISIT_ARRANGED, P.SENDER): N_("Visit in the home on %(visit)s"),
    (S.VISITED, P.RECIPIENT): N_("The visit took place: offer or decline"),
    (S.VISITED, P.SENDER): N_("The visit took place: waiting for the home's answer"),
    (S.WAITLISTED, P.RECIPIENT): N_("On your waiting list: offer when a place is free"),
    (S.WAITLISTED, P.SENDER): N_("On the home's waiting list"),
    (S.NOT_READY, P.RECIPIENT): N_("It fits, but something is needed first"),
    (S.NOT_READY, P.SENDER): N_(
        "It fits, but the organisation says that something is needed first"
    ),
    (S.ON_HOLD, P.RECIPIENT): N_("On hold: look at it again on %(review)s"),
    (S.ON_HOLD, P.SENDER): N_("On hold: the organisation looks at it again on %(review)s"),
    (S.OFFERED, P.SENDER): N_("Your decision, held until %(until)s"),
    (S.OFFERED, P.RECIPIENT): N_("Waiting for the centre's decision, held until %(until)s"),
    (S.LAPSED, P.RECIPIENT): N_("The hold has run out: offer again or decline"),
    (S.LAPSED, P.SENDER): N_("The hold has run out: waiting for a new offer"),
    (S.ACCEPTED, P.RECIPIENT): N_("Record the arrival, expected on %(day)s"),
    (S.ACCEPTED, P.SENDER): N_("Waiting for the arrival, expected on %(day)s"),
}

# The same where a programme was asked for.
OF_PROGRAMME: dict[tuple[AskState, Party], str] = {
    (S.WAITLISTED, P.RECIPIENT): N_("On your waiting list: offer when a seat is free"),
    (S.WAITLISTED, P.SENDER): N_("On the waiting list of the programme"),
    (S.ACCEPTED, P.RECIPIENT): N_("Record the first day, expected on %(day)s"),
    (S.ACCEPTED, P.SENDER): N_("Begins on %(day)s"),
}

# Where no ask of a request lives, and after that.
OF_REQUEST: dict[RequestState, str] = {
    RequestState.OPEN: N_("Nobody is asked: choose homes"),
    RequestState.AWAITING: N_("Waiting for the arrival"),
    RequestState.PLACED: N_("Lives in the home"),
    RequestState.CLOSED: N_("Closed"),
}
OF_REQUEST_FOR_PROGRAMME: dict[RequestState, str] = {
    RequestState.OPEN: N_("Nobody is asked: choose a programme"),
    RequestState.AWAITING: N_("Waiting for the first day"),
    RequestState.PLACED: N_("Takes part"),
}
ASKED: dict[Party, str] = {
    P.SENDER: N_("The home asks you a question"),
    P.RECIPIENT: N_("Waiting for the centre's answer to your question"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an ask is as its reader sees it, and what it is `called`. `waits` is empty when nobody
    has to move."""

    state: AskState
    called: str
    tone: str
    waits: str
    mine: bool


def of_ask(scope: Scope, ask: Ask) -> Standing:
    """The state as of now, and whose move it is, to the scope's side of the ask."""
    state, party = state_now(ask), party_of(scope, ask)
    asked = ask.question_since is not None and state in LOOKING
    said = SAID if ask.programme_id is None else SAID | OF_PROGRAMME
    sentence = ASKED[party] if asked else said.get((state, party), "")
    facts = {
        "until": moment(ask.hold_until),
        "day": day_short(ask.offered_from),
        "visit": moment(ask.visit_at),
        "review": day_short(ask.review_on),
    }
    with retelling.telling_of(ask.programme_id is not None):
        return Standing(
            state=state,
            called=label(state),
            tone=TONES.get(state, ""),
            waits=gettext(sentence) % facts if sentence else "",
            mine=waits_for(state, asked) is party,
        )


@dataclass(frozen=True, slots=True)
class Waits:
    """Whose move a request as a whole waits for."""

    text: str
    mine: bool


def of_request(
    state: RequestState, asks: Sequence[Ask], kind: str = RequestKind.PLACE.value
) -> Waits:
    """What an own request of that kind waits for, from its state and its asks."""
    states = {state_now(ask) for ask in asks}
    live = any(ask.ended_at is None for ask in asks)
    return waits(state, offered=S.OFFERED in states, live=live, kind=kind)


def waits(
    state: RequestState, *, offered: bool, live: bool, kind: str = RequestKind.PLACE.value
) -> Waits:
    """The same, for a list that only counts the asks."""
    if state is RequestState.OPEN and offered:
        return Waits(gettext("Your decision on an offer"), True)
    if state is RequestState.OPEN and live:
        return Waits(gettext("Waiting for an answer"), False)
    said = OF_REQUEST | (OF_REQUEST_FOR_PROGRAMME if kind == RequestKind.PROGRAMME else {})
    return Waits(gettext(said[state]), state is RequestState.OPEN)
