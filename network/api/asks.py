"""Asks: one request put to one group, seen and moved on by either side."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from network.api import etags
from network.api.areas import Area
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.requests import around, catalogue, lists, permitted, queries, thread
from network.requests.actions import answering
from network.requests.actions.messages import say
from network.requests.lifecycle import Party, actions_for, waits_for
from network.requests.models import Ask
from network.requests.moves import current_state, party_of
from network.schemas import asks as given
from network.schemas.answers import asks as told
from network.schemas.answers.asks import Side
from network.schemas.values import one_of
from tenants.credentials import ApiScope
from tenants.database import transaction
from tenants.login import acting
from tenants.roles import may
from tenants.scope import Scope

area = Area("asks", "One request put to one group, as either side sees it.")
READ, WRITE = ApiScope.ASKS_READ, ApiScope.ASKS_WRITE
tell = teller(told.Ask)
tell_event = teller(told.Event)
tell_message = teller(told.Message)
tell_paper = teller(told.SentPaper)
tell_disclosure = teller(told.Disclosure)
tell_around = teller(told.Around)
tell_reason = teller(told.Reason)
tell_question = teller(told.Question)
tell_visit = teller(told.Visit)
tell_position = teller(told.Position)
LISTS = {Side.SENT: lists.sent, Side.RECEIVED: lists.received}
DISCLOSED_LATER = {"school_level": None, "risks": None, "own_words": None, "why": None}


class ListIn(Onward):
    """Asks sent or received; live ones, ended ones or all."""

    side = one_of(Side, required=True)
    live = fields.Boolean(load_default=None, allow_none=True)


@area.get("/asks", READ, told.AskPage, query=ListIn)
def index(values: dict[str, Any]) -> Response:
    """Asks that were sent or received, newest first"""
    scope = acting()
    found = LISTS[values["side"]](scope, live=values["live"], before=values["after"])
    return page([told_ask(scope, each) for each in found.rows], found.after)


@area.get("/asks/<uuid:ask_id>", READ, told.Ask)
def show(ask_id: UUID) -> Response:
    """One ask; when somebody of the home looks who may answer, it counts as opened"""
    scope = acting()
    with transaction():
        answering.open_ask(scope, ask_id)
        return show_ask(scope, ask_id)


@area.get("/asks/<uuid:ask_id>/disclosure", READ, told.Disclosure)
def disclosure(ask_id: UUID) -> Response:
    """What the home sees of the request, while the ask lives"""
    scope = acting()
    found = thread.disclosed(scope, queries.get_ask(scope, ask_id))
    return answer(tell_disclosure(None, **(DISCLOSED_LATER | found)))


@area.get("/asks/<uuid:ask_id>/around", READ, told.Around)
def beside(ask_id: UUID) -> Response:
    """Questions and answers, the visit, the place on the waiting list, and what is due by when"""
    scope = acting()
    ask = queries.get_ask(scope, ask_id)
    due = around.dues(scope, [ask]).get(ask.id)
    visit, place = around.visit(scope, ask), around.position(scope, ask)
    return answer(
        tell_around(
            None,
            questions=[tell_question(each) for each in around.questions(scope, ask)],
            visit=tell_visit(visit, wish_words=around.wish_words(scope, ask, visit))
            if visit
            else None,
            waiting=tell_position(place) if place else None,
            due=due and due.clock.kind,
            due_at=due and due.clock.due_at,
            due_state=due and due.state,
        )
    )


@area.get("/decline-reasons", READ, told.ReasonList)
def reasons() -> Response:
    """Why a home may decline: what can be chosen today"""
    return answer({"items": [tell_reason(each) for each in catalogue.offered()]})


@area.get("/asks/<uuid:ask_id>/timeline", READ, told.Timeline)
def timeline(ask_id: UUID) -> Response:
    """Everything between the two sides, newest first"""
    scope = acting()
    found = thread.timeline(scope, queries.get_ask(scope, ask_id))
    return answer({"items": [tell_event(event) for event in found]})


@area.get("/asks/<uuid:ask_id>/messages", READ, told.MessageList)
def messages(ask_id: UUID) -> Response:
    """What the two sides wrote to each other, oldest first; to the home while the ask lives"""
    scope = acting()
    found = thread.messages(scope, queries.get_ask(scope, ask_id))
    return answer({"items": [tell_said(said) for said in found]})


@area.act("POST", "/asks/<uuid:ask_id>/messages", WRITE, told.Message, given.MessageIn, status=201)
def write_message(values: dict[str, Any], ask_id: UUID) -> Response:
    """Write to the other side, while the ask lives"""

    def told_again(scope: Scope, message_id: UUID) -> Response:
        said = thread.message(scope, queries.get_ask(scope, ask_id), message_id)
        return answer(tell_said(said))

    return perform(
        lambda scope: say(scope, ask_id, **values).id,
        told_again,
        look=lambda scope: queries.get_ask(scope, ask_id),
        status=201,
    )


def tell_said(said: thread.Said) -> Told:
    """A message with its papers."""
    return tell_message(said, papers=[tell_paper(one) for one in said.papers])


def show_ask(scope: Scope, ask_id: UUID) -> Response:
    ask = queries.get_ask(scope, ask_id)
    return answer(told_ask(scope, ask), tag=tag(ask))


def told_ask(scope: Scope, ask: Ask) -> Told:
    """An ask as the caller's side may see it, with the moves open to it now."""
    party, state = party_of(scope, ask), current_state(ask)
    sent = party is Party.SENDER
    moves = (
        actions_for(state, party, programme=ask.programme_id is not None)
        if may(scope, permitted.on_ask(scope, ask))
        else []
    )
    return tell(
        ask,
        side=Side.SENT if sent else Side.RECEIVED,
        sender_id=ask.tenant_id,
        request_id=ask.request_id if sent else None,
        state=state,
        waits_for=waits_for(state, ask.question_since is not None),
        moves=[action.move for action in moves if action.open],
        responsible_id=None if sent else ask.recipient_responsible_id,
        deputy_id=None if sent else ask.recipient_deputy_id,
    )


def tag(ask: Ask) -> str:
    return etags.of_version(ask.version, current_state(ask))
