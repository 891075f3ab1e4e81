"""The page of a request as its centre sees it: its asks, and one of them in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response

from network.clocks import queries as clocks
from network.clocks.kinds import ClockKind
from network.duties.queries import names_of
from network.notes import subjects
from network.placements.legal import unexecuted_days
from network.placements.models import Placement
from network.placements.queries import of_ask
from network.programmes.enrolments import of_ask as enrolment_of
from network.requests import around, consequences, queries, reviews, spoken, thread
from network.requests.lifecycle import (
    ENDED,
    AskMove,
    AskState,
    Party,
    RequestState,
    actions_for,
    request_state,
)
from network.requests.lists import state_now
from network.requests.models import Ask, Request, RequestStep
from network.requests.profile import RequestKind
from network.requests.reasons import UNMET_TO_CHOOSE, Closing
from network.web import (
    dues,
    happenings,
    instead,
    reasons,
    retelling,
    search_page,
    seeing,
    standing,
    talk,
)
from network.web.desk import Forms
from network.web.formats import day_short
from network.web.labels import label
from network.web.rendering import FormView, page
from network.web.words import gettext
from tenants import clock
from tenants.errors import N_, NotFound
from tenants.scope import Scope

FURTHEST = {AskState.OFFERED: 0, AskState.ACCEPTED: 0, AskState.ARRIVED: 0, AskState.LAPSED: 1}
# Saying yes stands before saying no, as people read.
BUTTONS = (
    AskMove.ACCEPT,
    AskMove.REFUSE,
    AskMove.CANCEL,
    AskMove.GIVE_UP,
    AskMove.WITHDRAW,
)
COURT = (ClockKind.COURT_FILE, ClockKind.COURT_DECIDE, ClockKind.MEASURE_END)
Step = tuple[str, str, str]
Known = Mapping[UUID, Sequence[clocks.Due]]
"""What is due on a request and its asks."""


@dataclass(frozen=True, slots=True)
class Card:
    """One ask on the page of its request."""

    ask: Ask
    stands: standing.Standing
    why: str
    chosen: bool
    due: dues.Line | None = None


def shown(
    scope: Scope,
    request: Request,
    ask_id: UUID | None = None,
    forms: Mapping[str, FormView] | None = None,
    status: int = 200,
) -> Response:
    """The request with `ask_id` chosen, else the ask that matters most; `forms` were refused."""
    asks = queries.asks_of(scope, request.id)
    chosen, state = _chosen(asks, ask_id), _state(request, asks)
    retelling.tell_of_request(request, chosen)
    steps = queries.request_steps(scope, request.id)
    placement = _placement(scope, request)
    work, said = _written(scope, request, steps, chosen)
    due = clocks.of_subjects(scope, [request.id, *(ask.id for ask in asks)])
    seen = seeing.of_request(scope, request, asks, chosen)
    answer = page(
        "requests/show.html",
        "request",
        status,
        request=request,
        state=state,
        waits=standing.of_request(state, asks, request.kind),
        seeing=seen,
        placement=placement,
        track=track(request, asks, steps, placement) if request.kind == RequestKind.PLACE else (),
        forms=Forms(forms, show_parts=FormView.known(documents=seen.papers.shown)),
        **_told(scope, request),
        meanwhile=instead.meanwhile(scope, request, asks, state),
        work=work,
        talk=said,
        **_listed(scope, asks, chosen, due),
        **_court(request, placement, due[request.id]),
        **search_page.of_search(scope, request, asks, due[request.id]),
        **_about(scope, request, chosen, due),
    )
    talk.seen(scope, work, said)
    return answer


def _placement(scope: Scope, request: Request) -> Placement | None:
    """Where the young person was placed, if it came that far; a programme places nobody."""
    if request.accepted_ask_id is None or request.kind != RequestKind.PLACE:
        return None
    return of_ask(scope, request.accepted_ask_id)


def _written(
    scope: Scope, request: Request, steps: Sequence[RequestStep], ask: Ask | None
) -> tuple[talk.Talk, talk.Talk | None]:
    """The own work on the request, and what was said of the chosen ask, if there is one."""
    work = (
        subjects.of_request(request),
        happenings.of_request(reversed(steps), spoken.reasons(scope, steps)),
    )
    if ask is None:
        return talk.on(scope, *work), None
    lines = happenings.of_ask(
        thread.timeline(scope, ask), scope.tenant_id, programme=ask.programme_id is not None
    )
    told = talk.on_each(scope, [work, (subjects.of_ask(scope, ask), lines)])
    return told[0], told[1]


def _told(scope: Scope, request: Request) -> dict[str, Any]:
    """What the request says in words, who looks together with it, how it was or may be closed."""
    return {
        "names": names_of(scope, (request.responsible_id, request.deputy_id)),
        "family": family(scope, request),
        "said": spoken.narrative(scope, request),
        "answered": instead.answered(scope, request),
        "closing": Closing(request.closing) if request.closing else None,
        "unmet_choices": [(each.value, label(each)) for each in UNMET_TO_CHOOSE],
    }


def _court(
    request: Request, placement: Placement | None, known: Sequence[clocks.Due]
) -> dict[str, Any]:
    """What the court is owed, and for how many days its final order has not been carried out."""
    arrived_on = placement.arrived_on if placement else None
    return {
        "court": [one for one in known if one.clock.kind in COURT and not clocks.ended(one.clock)],
        "unexecuted": unexecuted_days(request.order_final_on, arrived_on, clock.today()),
        "waits_for_arrival": arrived_on is None,
    }


def family(scope: Scope, request: Request) -> Sequence[Request]:
    """The requests of the brothers and sisters who look for a place together with this one."""
    if request.family_id is None:
        return ()
    return queries.family(scope, request.family_id, but=request.id)


def _chosen(asks: Sequence[Ask], ask_id: UUID | None) -> Ask | None:
    """The one that was asked for; else an offer, else one that lives, else the latest."""
    if ask_id is not None:
        found = [ask for ask in asks if ask.id == ask_id]
        if not found:
            raise NotFound(N_("There is no such ask."))
        return found[0]
    return next(iter(_in_order(asks)), None)


def _in_order(asks: Sequence[Ask]) -> list[Ask]:
    """What has got furthest first, what has ended last; the newest first among equals."""
    return sorted(asks, key=lambda ask: (ask.ended_at is not None, FURTHEST.get(state_now(ask), 2)))


def _listed(scope: Scope, asks: Sequence[Ask], chosen: Ask | None, due: Known) -> dict[str, Any]:
    """The asks, those that still see something, and the declines that a meeting can be about."""
    cards = _cards(scope, asks, chosen, due)
    declined = [one for one in cards if one.ask.state == AskState.DECLINED]
    return {
        "cards": cards,
        "declines": [(str(one.ask.id), f"{one.ask.group_name}: {one.why}") for one in declined],
    }


def _cards(scope: Scope, asks: Sequence[Ask], chosen: Ask | None, due: Known) -> list[Card]:
    named = reasons.names(ask.end_reason for ask in asks if ask.state == AskState.DECLINED)
    return [
        Card(
            ask,
            stands := standing.of_ask(scope, ask),
            named.get(ask.end_reason) or happenings.ending(stands.state, ask.end_reason),
            ask is chosen,
            dues.line(scope, around.pressing(due[ask.id]) if ask.ended_at is None else None),
        )
        for ask in _in_order(asks)
    ]


def _about(scope: Scope, request: Request, ask: Ask | None, due: Known) -> dict[str, Any]:
    """Everything of the chosen ask; nothing where nobody was asked yet."""
    if ask is None:
        return {"chosen": None}
    state = state_now(ask)
    return {
        "chosen": ask,
        "enrolment": enrolment_of(scope, ask.id) if ask.programme_id else None,
        "stands": standing.of_ask(scope, ask),
        "lives": state not in ENDED,
        "due": dues.line(scope, around.pressing(due[ask.id])),
        "questions": around.questions(scope, ask),
        **_visit(scope, ask),
        "place": around.position(scope, ask),
        "ends": consequences.of_ask(request, ask),
        "review": reviews.of_ask(scope, ask) if state is AskState.DECLINED else None,
        "again": reasons.again(ask),
        "also": reasons.listed(ask.also_because),
        "actions": sorted(
            actions_for(state, Party.SENDER, programme=ask.programme_id is not None),
            key=lambda one: (not one.open, BUTTONS.index(one.move)),
        ),
    }


def _visit(scope: Scope, ask: Ask) -> dict[str, Any]:
    visit = around.visit(scope, ask)
    return {"visit": visit, "wish_words": around.wish_words(scope, ask, visit)}


def _state(request: Request, asks: Sequence[Ask]) -> RequestState:
    accepted = [state_now(ask) for ask in asks if ask.id == request.accepted_ask_id]
    return request_state(accepted[0] if accepted else None, request.closed_at is not None)


def track(
    request: Request,
    asks: Sequence[Ask],
    steps: Sequence[RequestStep],
    placement: Placement | None,
) -> list[Step]:
    """The five steps from the written request to the day of moving in, with their days."""
    offered = _offered(asks)
    until = offered.hold_until if offered and state_now(offered) is AskState.OFFERED else None
    reached: list[tuple[str, date | datetime | None, str]] = [
        *_named(gettext("Written"), request.created_at),
        *_named(gettext("Asked"), min((ask.sent_at for ask in asks), default=None)),
        (
            gettext("Offered"),
            offered.hold_until if offered else None,
            gettext("held until %(day)s", day=day_short(until)) if until else "",
        ),
        *_named(gettext("Accepted"), _accepted(request, steps, placement)),
        *_named(gettext("Moved in"), placement.arrived_on if placement else None),
    ]
    over = request.closed_at is not None
    now = next((place for place, (_, at, _) in enumerate(reached) if at is None), len(reached))
    return [
        (name, small, "done" if place < now else "now" if place == now and not over else "")
        for place, (name, _, small) in enumerate(reached)
    ]


def _named(name: str, at: date | datetime | None) -> list[tuple[str, date | datetime | None, str]]:
    return [(name, at, day_short(at))]


def _offered(asks: Sequence[Ask]) -> Ask | None:
    """An ask whose offer stands, or was taken."""
    taken = (AskState.OFFERED, AskState.ACCEPTED, AskState.ARRIVED, AskState.DEPARTED)
    return next((ask for ask in asks if state_now(ask) in taken), None)


def _accepted(
    request: Request, steps: Sequence[RequestStep], placement: Placement | None
) -> datetime | None:
    """When the place it waits for, or was found, was accepted; nothing if that fell through."""
    if placement is None or placement.state in ("cancelled", "not_arrived"):
        return None
    return max((one.at for one in steps if one.move == "accept"), default=request.created_at)
