"""What was written about a request and between the two sides of its asks, each through its own
door: the centre with its own key, the home with the one it is lent."""

from collections.abc import Iterable
from dataclasses import dataclass

from network.requests.models import Ask, AskStep, Request, RequestStep
from network.words import door
from network.words.door import Words
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a request says in words."""

    risks: str = ""
    own_words: str = ""
    help_given: str = ""


def narrative(scope: Scope, request: Request) -> Narrative:
    """What an own request says in words; `door.ERASED` where that was erased."""
    if (request.risks, request.own_words, request.help_given) == (None, None, None):
        return Narrative()
    words = door.about(scope, request.id)
    return Narrative(*(words.of(request, each) for each in ("risks", "own_words", "help_given")))


def on_ask(scope: Scope, ask: Ask) -> Words:
    """To read what was written on an ask, or as its home to write."""
    if ask.tenant_id == scope.tenant_id:
        return door.about(scope, ask.request_id)
    return door.lent(scope, ask.tenant_id, ask.id)


def to_write(scope: Scope, ask: Ask) -> Words:
    """To write on an ask. Raises WordsErased."""
    if ask.tenant_id == scope.tenant_id:
        return door.begin(scope, ask.request_id)
    return door.lent(scope, ask.tenant_id, ask.id)


def note(words: Words, step: AskStep) -> str:
    """What was said with a move of an ask."""
    return words.open(step.note, *_of_ask(step))


def put_note(scope: Scope, ask: Ask, step: AskStep, said: str) -> None:
    """Say it with a move that is written down now."""
    if said:
        step.note = to_write(scope, ask).seal(said, *_of_ask(step))


def reasons(scope: Scope, steps: Iterable[RequestStep]) -> dict[int, str]:
    """Why each step of a request was taken: a code, or where it has none what was written."""
    return {one.id: one.reason or _said(scope, one) for one in steps}


def _said(scope: Scope, step: RequestStep) -> str:
    if step.words is None:
        return ""
    return door.about(scope, step.request_id).open(step.words, *_of_request(step))


def put_words(scope: Scope, step: RequestStep, said: str) -> None:
    """Say it with a step that is written down now."""
    if said:
        step.words = door.begin(scope, step.request_id).seal(said, *_of_request(step))


def _of_ask(step: AskStep) -> tuple[str, str, object, str, int]:
    return "ask_steps", "note", step.ask_id, step.move, door.moment(step.at)


def _of_request(step: RequestStep) -> tuple[str, str, object, str, int]:
    return "request_steps", "words", step.request_id, step.move, door.moment(step.at)
