"""The board as every member of a network may see it: profiles, places and dates, never who."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    DateTime,
    Double,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    Uuid,
    column,
    select,
)
from sqlalchemy import Column as C

from network.availability.profile import OccupancyKind
from network.availability.strip import Counts, Filling, PlaceState, Slot, coming_free, counts, strip
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

VIEW = Table(
    "published_groups",
    MetaData(),
    C("network_id", Uuid),
    C("tenant_id", Uuid),
    C("tenant_name", Text),
    C("tenant_kind", Text),
    C("id", Uuid),
    C("name", Text),
    C("form", Text),
    C("restriction_level", Integer),
    C("age_from", Integer),
    C("age_to", Integer),
    C("sex", Text),
    C("school_levels", ARRAY(Text)),
    C("legal_groups", ARRAY(Text)),
    C("needs_taken", ARRAY(Text)),
    C("needs_asked", ARRAY(Text)),
    C("needs_not_taken", ARRAY(Text)),
    C("town", Text),
    C("latitude", Double),
    C("longitude", Double),
    C("duty_phone", Text),
    C("note", Text),
    C("confirmed_at", DateTime(timezone=True)),
    C("confirmed_by", Text),
    C("changed_at", DateTime(timezone=True)),
    C("version", Integer),
    C("places", JSON),
    C("occupied", JSON),
)
EVERYTHING: Select[Any] = select(*VIEW.columns)
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
    places: Sequence[Slot]
    fillings: Sequence[Filling]

    def strip(self, on: date) -> list[tuple[int, PlaceState]]:
        """Number and state of each place on the day."""
        return strip(self.places, self.fillings, on, clock.today())

    def counts(self, on: date) -> Counts:
        return counts(self.strip(on))

    def coming_free(self, after: date) -> Iterator[tuple[date, int]]:
        """Days after `after` on which places become free by what is planned, and how many."""
        return coming_free(self.places, self.fillings, after, clock.today())


def published_groups(scope: Scope) -> list[PublishedGroup]:
    """Every open group of the scope's networks."""
    found = EVERYTHING.where(column("network_id").in_(scope.network_ids))
    return [_group(row) for row in db.session.execute(found)]


def published_group(scope: Scope, group_id: UUID) -> PublishedGroup:
    """One of them. Raises NotFound for any other id."""
    found = EVERYTHING.where(column("network_id").in_(scope.network_ids), column("id") == group_id)
    row = db.session.execute(found).one_or_none()
    if row is None:
        raise NotFound(N_("There is no such group."))
    return _group(row)


def published_by_ids(scope: Scope, group_ids: Sequence[UUID]) -> dict[UUID, PublishedGroup]:
    """Those of `group_ids` that stand on the board, by id."""
    found = EVERYTHING.where(
        column("network_id").in_(scope.network_ids), column("id").in_(group_ids)
    )
    return {row.id: _group(row) for row in db.session.execute(found)}


def _group(row: Sequence[Any]) -> PublishedGroup:
    """The columns of the view stand in the order of the fields; the last two are lists."""
    *facts, places, occupied = row
    slots = [Slot(number, _day(retired)) for number, retired in places]
    fillings = [
        Filling(number, KINDS[kind], date.fromisoformat(starts), _day(ends), lasting)
        for number, kind, starts, ends, lasting in occupied
    ]
    return PublishedGroup(*[*facts, slots, fillings])


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
