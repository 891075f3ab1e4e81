"""What ends together with a request or an ask, told before it is done, and what stands in the way.

The same rules as in `actions.writing` and `actions.asking`: what seeks is released, held places are
given back, arranged visits are cancelled; what was accepted and fills the request blocks. A
programme that was accepted while one waits for a place goes on by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from network.requests.lifecycle import SEEKING, AskState
from network.requests.models import Ask, Request
from network.requests.moves import current_state


class Consequence(StrEnum):
    """What happens to an ask, to what hangs on it, or why nothing can."""

    RELEASED = "released"
    HOLD_GIVEN_BACK = "hold_given_back"
    VISIT_CANCELLED = "visit_cancelled"
    QUESTION_CLOSED = "question_closed"
    PLACE_LOST = "place_lost"
    BLOCKED = "blocked"
    GOES_ON = "goes_on"


@dataclass(frozen=True, slots=True)
class Branch:
    """One ask of the tree: what happens to it and to what hangs on it."""

    ask_id: UUID
    group_name: str
    recipient_name: str
    follows: tuple[Consequence, ...]

    @property
    def blocks(self) -> bool:
        return Consequence.BLOCKED in self.follows


def of_closing(request: Request, asks: Iterable[Ask]) -> list[Branch]:
    """What closing the request would end, ask by ask; what was accepted for it blocks."""
    return [branch for ask in asks if (branch := of_ask(request, ask)).follows]


def of_ask(request: Request, ask: Ask) -> Branch:
    """What ends with the ask; nothing if it has ended already."""
    state = current_state(ask)
    if state in (AskState.ACCEPTED, AskState.ARRIVED):
        fills = request.accepted_ask_id == ask.id
        then = Consequence.BLOCKED if fills else Consequence.GOES_ON
        return Branch(ask.id, ask.group_name, ask.recipient_name, (then,))
    if state not in SEEKING:
        return Branch(ask.id, ask.group_name, ask.recipient_name, ())
    hangs = {
        Consequence.HOLD_GIVEN_BACK: state is AskState.OFFERED,
        Consequence.VISIT_CANCELLED: state is AskState.VISIT_ARRANGED,
        Consequence.QUESTION_CLOSED: ask.question_since is not None,
        Consequence.PLACE_LOST: state is AskState.WAITLISTED,
    }
    follows = (Consequence.RELEASED, *(one for one, hangs_on in hangs.items() if hangs_on))
    return Branch(ask.id, ask.group_name, ask.recipient_name, follows)
