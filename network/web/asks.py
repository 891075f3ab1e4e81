"""Asks: what a home received and answers, and what a centre decides about its own."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, request, url_for

from network.placements import actions as placements
from network.requests import lists, queries
from network.requests.actions import answering, asking, declining, messages
from network.requests.lifecycle import AskState, Party
from network.requests.models import Ask
from network.requests.moves import party_of
from network.schemas.asks import (
    AssignIn,
    CancelIn,
    DeclineIn,
    MessageIn,
    OfferIn,
    RefuseIn,
    WithdrawIn,
)
from network.web import ask_page, request_page, standing
from network.web.acts import cursor
from network.web.desk import Desk
from network.web.rendering import FormView, page
from tenants.database import transaction
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("asks", __name__, url_prefix="/asks")
WRITES, ANSWERS = Permission.WRITE_REQUESTS, Permission.ANSWER_ASKS
NEEDED = {Party.SENDER: WRITES, Party.RECIPIENT: ANSWERS}


@bp.get("")
def index() -> Response:
    """What the home received: what lives, or what has ended."""
    scope = acting()
    require(scope, ANSWERS)
    ended = request.args.get("ended") == "yes"
    found = lists.received(scope, live=not ended, before=cursor())
    return page(
        "asks/index.html",
        ended=ended,
        asks=[(ask, standing.of_ask(scope, ask)) for ask in found.rows],
        after=found.after,
        first=cursor() is None,
    )


@bp.get("/<uuid:ask_id>")
def show(ask_id: UUID) -> Response:
    """The home's page of an ask, which counts as opened from then on. A centre is led to its
    request, with this ask chosen."""
    scope = acting()
    ask = _seen(scope, ask_id)
    if party_of(scope, ask) is Party.SENDER:
        return make_response(redirect(address(scope, ask), 303))
    if lists.state_now(ask) is AskState.SENT:
        with transaction():
            answering.open_ask(scope, ask_id)
    return ask_page.shown(scope, ask)


def address(scope: Scope, ask: Ask) -> str:
    """Where the scope's side of an ask looks at it."""
    if party_of(scope, ask) is Party.SENDER:
        return url_for("requests.show", request_id=ask.request_id, ask=ask.id, _anchor="ask")
    return url_for("asks.show", ask_id=ask.id)


def _seen(scope: Scope, ask_id: UUID) -> Ask:
    """The ask, to somebody of either side whose roles let them look: first what is not there,
    then what is not theirs."""
    ask = queries.get_ask(scope, ask_id)
    require(scope, NEEDED[party_of(scope, ask)])
    return ask


def _shown(scope: Scope, ask: Ask, forms: Mapping[str, FormView], status: int) -> Response:
    """The page on which the scope's side sees the ask."""
    if party_of(scope, ask) is Party.RECIPIENT:
        return ask_page.shown(scope, ask, forms, status)
    request = queries.get_request(scope, ask.request_id)
    return request_page.shown(scope, request, ask.id, forms, status)


desk = Desk(bp, "ask_id", seen=_seen, shown=_shown, address=address)
desk.act("offer", answering.offer, OfferIn, says="offered", needs=ANSWERS)
desk.act("decline", declining.decline, DeclineIn, says="declined", needs=ANSWERS)
desk.act("assignment", answering.assign, AssignIn, says="saved", needs=ANSWERS)
desk.act("acceptance", placements.accept, says="accepted", needs=WRITES)
desk.act("refusal", asking.refuse, RefuseIn, says="refused", needs=WRITES)
desk.act("withdrawal", asking.withdraw, WithdrawIn, says="withdrawn", needs=WRITES)
desk.act("cancellation", placements.cancel, CancelIn, says="withdrawn", needs=WRITES)
desk.act("level", asking.raise_level, says="raised", needs=WRITES)
desk.act("messages", messages.say, MessageIn, says="message_sent", name="message")
