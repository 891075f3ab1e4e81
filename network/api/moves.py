"""How either side moves an ask on: each act is a resource of the ask."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from flask import Response

from network.api.areas import Area
from network.api.asks import WRITE, show_ask, tag
from network.api.performing import perform
from network.placements import actions as placing
from network.requests import queries
from network.requests.actions import answering, asking
from network.requests.models import Ask
from network.schemas import asks as given
from network.schemas.answers import asks as told
from network.schemas.values import Given
from tenants.scope import Scope

View = TypeVar("View", bound=Callable[..., Response])
area = Area("moves", "How either side moves an ask on: each act is a resource of the ask.")


def move(path: str, takes: type[Given] | None = None) -> Callable[[View], View]:
    """An endpoint that moves an ask on and answers with the ask."""
    return area.act("PUT", f"/asks/<uuid:ask_id>/{path}", WRITE, told.Ask, takes, versioned=True)


@move("offer", given.OfferIn)
def offer(values: dict[str, Any], ask_id: UUID) -> Response:
    """The home offers a place and holds it for some hours"""
    return _received(ask_id, lambda scope: answering.offer(scope, ask_id, **values))


@move("decline", given.DeclineIn)
def decline(values: dict[str, Any], ask_id: UUID) -> Response:
    """The home says no, with a coded reason; "other" needs a note"""
    return _received(
        ask_id,
        lambda scope: answering.decline(scope, ask_id, values["reason"], note=values["note"]),
    )


@move("assignment", given.AssignIn)
def assign(values: dict[str, Any], ask_id: UUID) -> Response:
    """Who answers this ask in the home"""
    return _received(ask_id, lambda scope: answering.assign(scope, ask_id, **values))


@move("acceptance")
def accept(ask_id: UUID) -> Response:
    """The centre takes the offered place; every other ask of the request is released"""
    return _sent(ask_id, lambda scope: placing.accept(scope, ask_id))


@move("refusal", given.RefuseIn)
def refuse(values: dict[str, Any], ask_id: UUID) -> Response:
    """The centre does not take the offered place"""
    return _sent(ask_id, lambda scope: asking.refuse(scope, ask_id, values["reason"]))


@move("withdrawal", given.WithdrawIn)
def withdraw(values: dict[str, Any], ask_id: UUID) -> Response:
    """The centre takes the ask back"""
    return _sent(ask_id, lambda scope: asking.withdraw(scope, ask_id, values["reason"]))


@move("cancellation", given.CancelIn)
def cancel(values: dict[str, Any], ask_id: UUID) -> Response:
    """The centre gives an accepted place back before the arrival"""
    return _sent(ask_id, lambda scope: placing.cancel(scope, ask_id, values["reason"]))


@move("level")
def raise_level(ask_id: UUID) -> Response:
    """The centre shows the home school level, risks and own words: level 1"""
    return _sent(ask_id, lambda scope: asking.raise_level(scope, ask_id))


def _received(ask_id: UUID, make: Callable[[Scope], object]) -> Response:
    return _moved(ask_id, make, answering.received_ask)


def _sent(ask_id: UUID, make: Callable[[Scope], object]) -> Response:
    return _moved(ask_id, make, _lock_sent)


def _lock_sent(scope: Scope, ask_id: UUID) -> Ask:
    """The request before the ask, as accepting does: two who lock both never wait crosswise."""
    queries.lock_request(scope, queries.own_ask(scope, ask_id).request_id)
    return asking.sent_ask(scope, ask_id)


def _moved(
    ask_id: UUID, make: Callable[[Scope], object], lock: Callable[[Scope, UUID], Ask]
) -> Response:
    def made(scope: Scope) -> UUID:
        make(scope)
        return ask_id

    return perform(
        made,
        show_ask,
        look=lambda scope: queries.get_ask(scope, ask_id),
        tag=lambda scope: tag(lock(scope, ask_id)),
    )
