"""A centre accepts an offered place, or cancels it before the arrival.

The placement itself is made by `network.placements`, which stands above.
"""

from dataclasses import dataclass
from uuid import UUID

from network.availability.holds import give_back, reserve
from network.availability.models import Occupancy
from network.requests import queries
from network.requests.actions.asking import sent_ask
from network.requests.actions.searching import end_search, search_again
from network.requests.actions.writing import open_request, release_others
from network.requests.lifecycle import AskMove
from network.requests.models import Ask, Request
from network.requests.moves import move, write_down
from network.requests.reasons import Ending, Withdrawal
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an acceptance leaves: the ask, its request and the reserved place."""

    ask: Ask
    request: Request
    occupancy: Occupancy


def accept(scope: Scope, ask_id: UUID) -> Accepted:
    """Take the offered place: the hold becomes a reservation, every other ask is released.

    All in the caller's transaction. Raises NotFound, CannotMove, HoldLapsed, RequestClosed.
    """
    # The request first: two who accept two offers of one request at once wait here.
    request = queries.lock_request(scope, queries.own_ask(scope, ask_id).request_id)
    found = sent_ask(scope, ask_id)
    move(scope, found, AskMove.ACCEPT)
    open_request(scope, request.id)
    occupancy = reserve(scope, found.id)
    release_others(scope, request, found.id, Ending.PLACED_ELSEWHERE)
    request.accepted_ask_id = found.id
    end_search(scope, request)
    write_down(scope, request, "accept")
    return Accepted(found, request, occupancy)


def cancel(scope: Scope, ask_id: UUID, reason: Withdrawal) -> Ask:
    """Cancel an accepted place before the arrival; the request is open again.

    Raises NotFound, CannotMove.
    """
    request = queries.lock_request(scope, queries.own_ask(scope, ask_id).request_id)
    found = sent_ask(scope, ask_id)
    move(scope, found, AskMove.CANCEL, reason.value)
    give_back(scope, found.id)
    search_again(scope, request.id)
    write_down(scope, request, "cancel", reason.value)
    return found
