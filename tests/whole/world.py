"""A small network in which anybody may do anything: two centres, two homes, three groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID
from zlib import crc32

from sqlalchemy import Engine, text

from network.requests.lifecycle import MOVES, AskMove, AskState, state_at
from tenants import clock
from tenants.database import new_id
from tests import factories
from tests.actors import Actor, Cast

T = TypeVar("T")
ASKS = text(
    "SELECT id, tenant_id, recipient_id, request_id, group_id, state, hold_until, ended_at"
    " FROM asks WHERE request_id = ANY (:requests) ORDER BY id"
)
STAYS = text(
    "SELECT id, tenant_id, asker_id, ask_id, group_id, state FROM placements"
    " WHERE group_id = ANY (:groups) ORDER BY id"
)
PLACES = (1, 3, 3)  # of the three groups; the second home has the last one


@dataclass(frozen=True)
class AskRow:
    id: UUID
    tenant_id: UUID
    recipient_id: UUID
    request_id: UUID
    group_id: UUID
    stored: str
    hold_until: datetime | None
    ended_at: datetime | None

    @property
    def state(self) -> AskState:
        return state_at(self.stored, self.hold_until, clock.now())


@dataclass(frozen=True)
class StayRow:
    id: UUID
    tenant_id: UUID
    asker_id: UUID | None
    ask_id: UUID | None
    group_id: UUID
    state: str


@dataclass
class World:
    """What there is, as it stands in the database; `pick` numbers choose among it."""

    cast: Cast
    other_centre: Actor
    owner: Engine
    groups: list[UUID] = field(default_factory=list)
    requests: list[tuple[Actor, UUID]] = field(default_factory=list)
    rash: bool = False  # whether people also try what cannot be done
    name: str = field(default_factory=lambda: str(new_id())[-8:])

    def __post_init__(self) -> None:
        homes = (self.cast.institution, self.cast.institution, self.cast.stranger)
        for number, (home, places) in enumerate(zip(homes, PLACES, strict=True)):
            named = f"{self.name} {number}"
            self.groups.append(factories.group(home, places, name=named))

    @property
    def people(self) -> tuple[Actor, ...]:
        """Everybody who might see something."""
        cast = self.cast
        centres = (cast.centre, self.other_centre)
        return (*centres, cast.institution, cast.stranger, cast.coordination, cast.outsider)

    def at(self, tenant_id: UUID | None) -> Actor:
        return next(one for one in self.people if one.tenant_id == tenant_id)

    def home_of(self, group_id: UUID) -> Actor:
        return self.cast.stranger if group_id == self.groups[2] else self.cast.institution

    def asks(self) -> list[AskRow]:
        return [AskRow(*row) for row in self.look(ASKS)]

    def stays(self) -> list[StayRow]:
        return [StayRow(*row) for row in self.look(STAYS)]

    def look(self, query: Any, **bound: object) -> Sequence[Any]:
        """Behind the policies; only at this world."""
        known = {"requests": [each for _, each in self.requests], "groups": self.groups}
        with self.owner.connect() as connection:
            return connection.execute(query, known | bound).all()

    def ask_for(self, pick: int, move: AskMove) -> AskRow:
        """An ask for which the move is open now; where people are rash, any if there is none."""
        asks = self.asks()
        return self.fit_or_any([each for each in asks if (each.state, move) in MOVES], asks, pick)

    def stay_in(self, pick: int, state: str) -> StayRow:
        """The same for a stay in that state."""
        stays = self.stays()
        return self.fit_or_any([each for each in stays if each.state == state], stays, pick)

    def fit_or_any(self, fit: Sequence[T], everything: Sequence[T], pick: int) -> T:
        return chosen(fit or (everything if self.rash else ()), pick)


class Nothing(Exception):
    """There is nothing yet with which this could be done."""


def chosen(among: Iterable[T], pick: int) -> T:
    found = list(among)
    if not found:
        raise Nothing
    return found[pick % len(found)]


def mixed(names: Iterable[str], pick: int) -> list[str]:
    """In an order that `pick` gives, and gives again."""
    return sorted(names, key=lambda name: crc32(f"{pick} {name}".encode()))
