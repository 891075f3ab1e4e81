"""How things stand, as somebody of the cast sees them."""

from datetime import timedelta
from uuid import UUID

from network.availability.published import published_group
from network.requests import lists, queries
from network.requests.lifecycle import AskState, RequestState
from network.requests.models import Ask
from tenants import clock
from tests.actors import Actor


def ask_of(actor: Actor, ask_id: UUID) -> Ask:
    with actor.acting() as scope:
        return queries.get_ask(scope, ask_id)


def ask_state(actor: Actor, ask_id: UUID) -> AskState:
    """The state of one ask as of now."""
    with actor.acting() as scope:
        return lists.state_now(queries.get_ask(scope, ask_id))


def ask_states(actor: Actor, request_id: UUID) -> list[AskState]:
    """The states of all asks of a request, the newest ask first."""
    with actor.acting() as scope:
        return [lists.state_now(ask) for ask in queries.asks_of(scope, request_id)]


def request_state(actor: Actor, request_id: UUID) -> RequestState:
    with actor.acting() as scope:
        return queries.state_of(scope, queries.get_request(scope, request_id))


def free_places(actor: Actor, group_id: UUID, days: int = 0) -> int:
    """What the board says is free so many days from now."""
    with actor.acting() as scope:
        on = clock.today() + timedelta(days=days)
        return published_group(scope, group_id).counts(on).free
