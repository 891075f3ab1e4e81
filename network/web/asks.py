"""Asks: what a home received and answers, and what a centre decides about its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, request, url_for
from marshmallow import Schema

from network.placements import actions as placements
from network.requests import lists, queries
from network.requests.actions import answering, asking, messages
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
from network.schemas.values import Given
from network.web import ask_page, request_page, standing
from network.web.acts import Refused, carried_out, cursor
from network.web.rendering import FormView, page, see_other
from tenants.database import transaction
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

bp = Blueprint("asks", __name__, url_prefix="/asks")
NEEDED = {Party.SENDER: Permission.WRITE_REQUESTS, Party.RECIPIENT: Permission.ANSWER_ASKS}


@bp.get("")
def index() -> Response:
    """What the home received: what lives, or what has ended."""
    scope = acting()
    require(scope, Permission.ANSWER_ASKS)
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


@bp.post("/<uuid:ask_id>/offer")
def offer(ask_id: UUID) -> Response:
    return _done(ask_id, "offer", OfferIn(), answering.offer, "offered", Permission.ANSWER_ASKS)


@bp.post("/<uuid:ask_id>/decline")
def decline(ask_id: UUID) -> Response:
    def act(scope: Scope, ask_id: UUID, *, reason: Any, note: str) -> object:
        return answering.decline(scope, ask_id, reason, note=note)

    return _done(ask_id, "decline", DeclineIn(), act, "declined", Permission.ANSWER_ASKS)


@bp.post("/<uuid:ask_id>/assignment")
def assign(ask_id: UUID) -> Response:
    return _done(ask_id, "assign", AssignIn(), answering.assign, "saved", Permission.ANSWER_ASKS)


@bp.post("/<uuid:ask_id>/acceptance")
def accept(ask_id: UUID) -> Response:
    return _done(ask_id, "accept", Given(), placements.accept, "accepted")


@bp.post("/<uuid:ask_id>/refusal")
def refuse(ask_id: UUID) -> Response:
    return _done(ask_id, "refuse", RefuseIn(), asking.refuse, "refused")


@bp.post("/<uuid:ask_id>/withdrawal")
def withdraw(ask_id: UUID) -> Response:
    return _done(ask_id, "withdraw", WithdrawIn(), asking.withdraw, "withdrawn")


@bp.post("/<uuid:ask_id>/cancellation")
def cancel(ask_id: UUID) -> Response:
    return _done(ask_id, "cancel", CancelIn(), placements.cancel, "withdrawn")


@bp.post("/<uuid:ask_id>/level")
def raise_level(ask_id: UUID) -> Response:
    return _done(ask_id, "level", Given(), asking.raise_level, "raised")


@bp.post("/<uuid:ask_id>/messages")
def say(ask_id: UUID) -> Response:
    return _done(ask_id, "message", MessageIn(), messages.say, "message_sent", None)


def _done(
    ask_id: UUID,
    form: str,
    schema: Schema,
    act: Callable[..., object],
    flash: str,
    needed: Permission | None = Permission.WRITE_REQUESTS,
) -> Response:
    """Look the ask up, act, and show it again; a refused form comes back as it was typed."""
    scope = acting()
    _seen(scope, ask_id)
    if needed is not None:
        require(scope, needed)
    try:
        carried_out(schema, lambda **given: act(scope, ask_id, **given))
    except Refused as refusal:
        return _again(scope, ask_id, {form: refusal.form}, refusal.status)
    return see_other(address(scope, queries.get_ask(scope, ask_id)), flash)


def _seen(scope: Scope, ask_id: UUID) -> Ask:
    """The ask, to somebody of either side whose roles let them look: first what is not there,
    then what is not theirs."""
    ask = queries.get_ask(scope, ask_id)
    require(scope, NEEDED[party_of(scope, ask)])
    return ask


def _again(scope: Scope, ask_id: UUID, forms: dict[str, FormView], status: int) -> Response:
    ask = queries.get_ask(scope, ask_id)
    if party_of(scope, ask) is Party.RECIPIENT:
        return ask_page.shown(scope, ask, forms, status)
    request = queries.get_request(scope, ask.request_id)
    return request_page.shown(scope, request, ask_id, forms, status)
