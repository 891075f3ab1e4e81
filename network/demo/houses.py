"""The demo's organisations at work: who acts for them, and who lives with them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from uuid import UUID

from network.demo.diary import Diary
from network.demo.groups import Plan
from tenants.scope import Role, Scope

WRITERS = (Role.CASE_WORKER, Role.CRISIS_WORKER, Role.HEAD)
ANSWERERS = (Role.COUNSELLOR, Role.CRISIS_WORKER, Role.HEAD)


@dataclass(slots=True)
class Resident:
    """Somebody who lives in a group."""

    placement_id: UUID
    group: "Group"
    since: date
    planned_end: date | None


@dataclass(slots=True, eq=False)
class Group:
    """A group of a home, and for how long the home has been silent about it at the end."""

    id: UUID
    plan: Plan
    house: "House"
    residents: list[Resident] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class House:
    """An organisation, with the scopes of its people in the order of the cast."""

    name: str
    people: list[Scope]
    groups: list[Group] = field(default_factory=list)
    given: int = 0

    def writers(self) -> list[Scope]:
        """Those who write its requests; the first writes most of them."""
        return [one for one in self.people if one.has(*WRITERS)]

    def answerers(self) -> list[Scope]:
        """Those who answer its asks, counsellors before the head."""
        return [one for one in self.people if one.has(*ANSWERERS)]

    def manager(self) -> Scope:
        """Who sets up its groups."""
        return next(one for one in self.people if one.has(Role.ADMINISTRATOR, Role.HEAD))

    def called(self, name: str) -> Scope:
        return next(one for one in self.people if one.member_name == name)

    def reference(self) -> str:
        """The next of the home's own short references, such as LI-014: never a name."""
        self.given += 1
        return f"{self.name.split()[-1][:2].upper()}-{self.given:03d}"


@dataclass(slots=True)
class World:
    """Everything that takes part, the dice, and the calendar."""

    rng: Random
    diary: Diary
    starts: datetime
    until: datetime
    homes: list[House]
    centres: list[House]

    @property
    def groups(self) -> list[Group]:
        return [group for home in self.homes for group in home.groups]

    def group(self, name: str) -> Group:
        return next(group for group in self.groups if group.plan.name == name)

    def centre(self, name: str) -> House:
        return next(centre for centre in self.centres if centre.name == name)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share
