"""The board as every member of a network may see it: profiles, places and dates, never who."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from network.availability.becoming import becoming_free
from network.availability.crowding import Crowd, crowd
from network.availability.profile import OccupancyKind
from network.availability.strip import Counts, Filling, PlaceState, Slot, counts, strip
from network.availability.window import Window
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

# In the driver's own words, since the board is read all day long. The columns stand in the order of
# the fields of PublishedGroup; the last two are JSON.
COLUMNS = (
    "network_id, tenant_id, tenant_name, tenant_kind, id, name, form, restriction_level, age_from,"
    " age_to, sex, school_levels, legal_groups, needs_taken, needs_asked, needs_not_taken, town,"
    " latitude, longitude, duty_phone, note, confirmed_at, confirmed_by, changed_at, version,"
    " intake, intake_until, intake_reason, intake_by, intake_set_at, admits_from, admits_until,"
    " places::text, occupied::text"
)
EVERYTHING = f"SELECT {COLUMNS} FROM published_groups WHERE network_id = ANY (%(networks)s)"  # noqa: S608 - constants
SOME = EVERYTHING + " AND id = ANY (%(ids)s)"
MOST_REMEMBERED = 2048  # groups; about 2 kB each
KINDS = {kind.value: kind for kind in OccupancyKind}


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """A group on the board. `places` are its numbered slots, `fillings` what fills them."""

    network_id: UUID
    tenant_id: UUID
    tenant_name: str
    tenant_kind: str
    id: UUID
    name: str
    form: str
    restriction_level: int
    age_from: int
    age_to: int
    sex: str
    school_levels: Sequence[str]
    legal_groups: Sequence[str]
    needs_taken: Sequence[str]
    needs_asked: Sequence[str]
    needs_not_taken: Sequence[str]
    town: str
    latitude: float | None
    longitude: float | None
    duty_phone: str
    note: str
    confirmed_at: datetime | None
    confirmed_by: str
    changed_at: datetime
    version: int
    intake: str
    intake_until: date | None
    intake_reason: str
    intake_by: str
    intake_set_at: datetime | None
    admits_from: str
    admits_until: str
    places: Sequence[Slot]
    fillings: Sequence[Filling]

    def strip(self, on: date) -> list[tuple[int, PlaceState]]:
        """Number and state of each place on the day."""
        return strip(self.places, self.fillings, on, clock.today())

    def counts(self, on: date) -> Counts:
        return counts(self.strip(on))

    def taking(self, on: date) -> int:
        """Free places that may be given on the day; none outside its part of the year."""
        shut = self.window is not None and not self.window.holds(on)
        return 0 if shut else self.counts(on).free

    def crowd(self, on: date) -> Crowd:
        """How many live there beside how many it is for."""
        return crowd(self.places, self.fillings, on, clock.today())

    @property
    def window(self) -> Window | None:
        """In which part of the year it takes somebody in; None for all of it."""
        return Window.of(self.admits_from, self.admits_until)

    def coming_free(self, after: date) -> Iterator[tuple[date, int]]:
        """Days after `after` on which more places can be given by plan, and how many more."""
        return becoming_free(self.places, self.fillings, after, clock.today(), self.window)


def published_groups(scope: Scope) -> list[PublishedGroup]:
    """Every open group of the scope's networks."""
    return _read(EVERYTHING, networks=list(scope.network_ids))


def published_group(scope: Scope, group_id: UUID) -> PublishedGroup:
    """One of them. Raises NotFound for any other id."""
    found = published_by_ids(scope, [group_id])
    if group_id not in found:
        raise NotFound(N_("There is no such group."))
    return found[group_id]


def published_by_ids(scope: Scope, group_ids: Sequence[UUID]) -> dict[UUID, PublishedGroup]:
    """Those of `group_ids` that stand on the board, by id."""
    found = _read(SOME, networks=list(scope.network_ids), ids=list(group_ids))
    return {group.id: group for group in found}


def _read(query: str, **values: list[UUID]) -> list[PublishedGroup]:
    return [_group(row) for row in db.session.connection().exec_driver_sql(query, values)]


def _group(row: Sequence[Any]) -> PublishedGroup:
    *facts, places, occupied = row
    return PublishedGroup(*[*facts, *_filled(places, occupied)])


@lru_cache(MOST_REMEMBERED)
def _filled(places: str, occupied: str) -> tuple[Sequence[Slot], Sequence[Filling]]:
    """The last two columns. Between two looks at the board few groups change."""
    slots = tuple(_slot(*slot) for slot in json.loads(places))
    fillings = tuple(
        Filling(number, KINDS[kind], date.fromisoformat(starts), _day(ends), lasting)
        for number, kind, starts, ends, lasting in json.loads(occupied)
    )
    return slots, fillings


def _slot(number: int, retired: str | None, extra_from: str | None = None, by: str = "") -> Slot:
    return Slot(number, _day(retired), _day(extra_from), by)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
