"""The order of the board: least restrictive form first, then what can be trusted and is free,
then nearness to home. What the filter leaves out is kept with its reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from network.availability.distance import distance_km
from network.availability.fit import Reason, Wanted, reasons
from network.availability.freshness import Freshness, freshness
from network.availability.profile import Form
from network.availability.published import MOST_REMEMBERED, PublishedGroup
from network.availability.strip import (
    Counts,
    Filling,
    PlaceState,
    Slot,
    coming_free,
    counts,
    strip,
)
from tenants.errors import N_

FORM_ORDER = {form: order for order, form in enumerate(Form)}
FAR = 10_000.0


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader of the board looks for, and from where."""

    wanted: Wanted
    on: date
    home: tuple[float, float] | None = None
    only_free: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One group on the board as of a day. `against` are the reasons that speak against it,
    `more_then` is how many places more are free on the day of `next_free`."""

    group: PublishedGroup
    strip: Sequence[tuple[int, PlaceState]]
    counts: Counts
    next_free: date | None
    more_then: int
    km: float | None
    freshness: Freshness
    against: Sequence[Reason]

    @property
    def id(self) -> UUID:
        return self.group.id


@dataclass(frozen=True, slots=True)
class Board:
    """Groups that fit, in order, and those that do not, each with every reason."""

    fitting: Sequence[Row]
    excluded: Sequence[Row]

    @property
    def free(self) -> int:
        return sum(row.counts.free for row in self.fitting)

    @property
    def held(self) -> int:
        return sum(row.counts.held for row in self.fitting)


def board(groups: Iterable[PublishedGroup], search: Search, now: datetime, today: date) -> Board:
    """Order the groups by the search; nothing is dropped without a reason."""
    rows = sorted((row(group, search, now, today) for group in groups), key=order)
    return Board(
        fitting=[row for row in rows if not any(r.hard for r in row.against)],
        excluded=[row for row in rows if any(r.hard for r in row.against)],
    )


def row(group: PublishedGroup, search: Search, now: datetime, today: date) -> Row:
    """One group as the search sees it."""
    states, counted, coming = _standing(
        tuple(group.places), tuple(group.fillings), search.on, today
    )
    against = reasons(group, search.wanted)
    if search.only_free and counted.free == 0:
        against = [Reason("full", N_("no free place on that day")), *against]
    return Row(
        group=group,
        strip=states,
        counts=counted,
        next_free=coming[0] if coming else None,
        more_then=coming[1] if coming else 0,
        km=_km(group, search.home),
        freshness=freshness(group.confirmed_at, now),
        against=against,
    )


@lru_cache(MOST_REMEMBERED)
def _standing(
    slots: tuple[Slot, ...], fillings: tuple[Filling, ...], on: date, today: date
) -> tuple[Sequence[tuple[int, PlaceState]], Counts, tuple[date, int] | None]:
    """Strip, counts and the next day with more free places: the same until something changes."""
    states = tuple(strip(slots, fillings, on, today))
    return states, counts(states), next(coming_free(slots, fillings, on, today), None)


def _km(group: PublishedGroup, home: tuple[float, float] | None) -> float | None:
    if home is None or group.latitude is None or group.longitude is None:
        return None
    return distance_km(home, (group.latitude, group.longitude))


def order(row: Row) -> tuple[int, bool, bool, float, str, str, str]:
    """The place of a row on the board; no two rows share one."""
    return (
        FORM_ORDER[Form(row.group.form)],
        row.freshness is Freshness.STALE,
        row.counts.free == 0,
        FAR if row.km is None else row.km,
        row.group.tenant_name,
        row.group.name,
        str(row.group.id),
    )
