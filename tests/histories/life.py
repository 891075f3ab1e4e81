"""One history: the dice, the model, the real thing beside it, and what was told so far."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from tenants import clock
from tenants.isolation import on_behalf_of
from tenants.scope import Scope
from tests.actors import Actor, Cast
from tests.histories.model import OTHER, Model

T = TypeVar("T")
STARTS = datetime.fromisoformat("2026-11-20T09:00:00+00:00")


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
    attempt: Callable[[Callable[[], object]], bool]
    happened: Counter[str] = field(default_factory=Counter)
    story: list[str] = field(default_factory=list)
    bases: list[UUID] = field(default_factory=list)
    cases: list[UUID] = field(default_factory=list)
    questions: list[UUID] = field(default_factory=list)
    glasses: list[UUID] = field(default_factory=list)

    def wait(self, minutes: int) -> None:
        self.model.now += timedelta(minutes=minutes)

    def some(self, among: tuple[str, ...]) -> frozenset[str]:
        return frozenset(self.rng.sample(among, self.rng.randint(1, len(among))))

    def one(self, among: list[T]) -> int:
        """The last one as often as all others together."""
        return len(among) - 1 if self.rng.random() < 0.5 else self.rng.randrange(len(among))

    def agree(self, name: str, expected: bool, act: Callable[[Scope], object], who: str) -> bool:
        """Somebody does it; whether it can be done, the model says the same."""
        as_whom = self.ground.dpo if who == "dpo" else self.ground.actor(who)

        def acting() -> None:
            with on_behalf_of(as_whom.scope) as scope:
                act(scope)

        done = self.attempt(acting)
        said = f"{self.model.now:%d. %m. %H:%M} {name} by {who}: {'done' if done else 'refused'}"
        self.story.append(said)
        self.happened[f"{name} {'done' if done else 'refused'}"] += 1
        if done != expected:
            raise Differs(f"the model says {'done' if expected else 'refused'}")
        return done

    def at(self) -> AbstractContextManager[object]:
        return clock.frozen(self.model.now)


