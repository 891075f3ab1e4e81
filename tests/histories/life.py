"""One history: the dice, the model, the real thing beside it, and what was told so far."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from tenants import clock
from tenants.isolation import enter
from tenants.scope import Scope
from tests.actors import Actor, Cast
from tests.histories.model import OTHER, Model

T = TypeVar("T")
Attempt = Callable[[Callable[[], object], bool], bool]
"""Does it, and says whether it was done; told whether that is to be expected."""
STARTS = datetime.fromisoformat("2026-11-20T09:00:00+00:00")

# How much time goes by before the next act, in minutes.
PASSES = (*[1] * 20, 50, 60 * 24, 60 * 24 * 3)


@dataclass(frozen=True)
class Ground:
    """From where every history begins: a file, a request for it, two homes that were asked."""

    cast: Cast
    other: Actor
    dpo: Actor
    request_id: UUID
    person_id: UUID
    file_number: str
    asks: dict[str, UUID]
    documents: dict[str, UUID]
    restriction_id: UUID
    erasure_id: UUID

    def actor(self, name: str) -> Actor:
        if name == OTHER:
            return self.other
        found: Actor = getattr(self.cast, name)
        return found


class Differs(AssertionError):
    """The product and the model disagree."""


@dataclass
class Life:
    ground: Ground
    rng: Random
    model: Model
    attempt: Attempt
    happened: Counter[str] = field(default_factory=Counter)
    story: list[str] = field(default_factory=list)
    bases: list[UUID] = field(default_factory=list)
    cases: list[UUID] = field(default_factory=list)
    questions: list[UUID] = field(default_factory=list)
    glasses: list[UUID] = field(default_factory=list)

    def some(self, among: tuple[str, ...]) -> frozenset[str]:
        return frozenset(self.rng.sample(among, self.rng.randint(1, len(among))))

    def one(self, among: list[T]) -> int:
        """The last one as often as all others together."""
        return len(among) - 1 if self.rng.random() < 0.5 else self.rng.randrange(len(among))

    def agree(self, name: str, expected: bool, act: Callable[[Scope], object], who: str) -> bool:
        """Somebody does it; whether it can be done, the model says the same."""
        as_whom = self.ground.dpo if who == "dpo" else self.ground.actor(who)

        def acting() -> None:
            enter(as_whom.scope)
            act(as_whom.scope)

        self.story.append(f"{self.model.now:%d. %m. %H:%M} {name} by {who}")
        done = self.attempt(acting, expected)
        ended = "done" if done else "refused"
        self.story[-1] += f": {ended}"
        self.happened[f"{name} {ended}"] += 1
        if done != expected:
            raise Differs(f"the model says {'done' if expected else 'refused'}")
        return done


def begun(ground: Ground, seed: int, attempt: Attempt) -> Life:
    """A history that has yet to be lived through; the same one for the same seed."""
    return Life(ground, Random(seed), Model(STARTS, {"centre": STARTS}), attempt)


def lived(life: Life, acts: Sequence[Callable[[Life], None]]) -> Iterator[bool]:
    """Does one act after the other, each at its time; tells whether it was the last."""
    to_do = list(acts)
    while to_do:
        act = to_do.pop(0)
        life.model.now += timedelta(minutes=life.rng.choice(PASSES))
        with clock.frozen(life.model.now):
            act(life)
        if life.model.erased:
            to_do.clear()
        yield not to_do


@contextmanager
def told_when_it_fails(life: Life, seed: int) -> Iterator[None]:
    """Whoever reads the failure reads the whole story."""
    try:
        yield
    except BaseException as error:
        error.add_note("\n".join([f"History {seed}:", *life.story]))
        raise
