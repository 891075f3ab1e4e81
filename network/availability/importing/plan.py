"""What taking in a list would do, before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from network.availability.importing.entries import Entry
from tenants.scope import Scope, TenantKind


class Move(StrEnum):
    """What happens to a group."""

    OPEN = "open"
    CHANGE = "change"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Step:
    """What one row of the list would do."""

    entry: Entry
    group_id: UUID | None = None
    """The group it is about; None for one that would be opened."""

    standing: Mapping[str, Any] = field(default_factory=dict)
    """The group's profile as it stands."""

    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    """By profile field: from what to what."""

    closures: int = 0
    """Places that would be closed."""

    @property
    def move(self) -> Move:
        if self.group_id is None:
            return Move.OPEN
        return Move.CHANGE if self.changes or self.closures else Move.KEEP

    @property
    def profile(self) -> dict[str, Any]:
        """The group's profile afterwards."""
        if self.group_id is None:
            return self.entry.profile()
        return {**self.standing, **{name: after for name, (_, after) in self.changes.items()}}


@dataclass(frozen=True, slots=True)
class House:
    """One institution of the list, and its groups."""

    name: str
    kind: TenantKind
    town: str
    scope: Scope | None
    """On whose behalf its groups are kept; None for one that would be admitted."""

    steps: Sequence[Step]
    resembles: str = ""
    """A name the network knows that looks like this unknown one; perhaps misspelt."""

    @property
    def admitted(self) -> bool:
        """Whether it would be admitted to the network."""
        return self.scope is None


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it, institution by institution, in the order of the list."""

    houses: Sequence[House]

    @property
    def steps(self) -> list[Step]:
        return [step for house in self.houses for step in house.steps]

    @property
    def admissions(self) -> list[House]:
        return [house for house in self.houses if house.admitted]

    @property
    def places(self) -> int:
        """How many places the groups of the list have together."""
        return sum(int(step.profile["capacity"]) for step in self.steps)

    def count(self, move: Move) -> int:
        return sum(step.move is move for step in self.steps)

    @property
    def changes_nothing(self) -> bool:
        return not self.admissions and self.count(Move.KEEP) == len(self.steps)
