"""The order of the board: least restrictive form first, then what can be trusted and takes now,
then nearness to home. What the filter leaves out is kept with its reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from network.availability.becoming import becoming_free
from network.availability.crowding import Crowd, crowd
from network.availability.distance import distance_km
from network.availability.fit import Reason, Wanted, reasons
from network.availability.freshness import Freshness, freshness
from network.availability.intake import RANK, CapacityStatus, Intake, in_force, status
from network.availability.profile import Form
from network.availability.published import MOST_REMEMBERED, PublishedGroup
from network.availability.strip import (
    Counts,
    Filling,
    PlaceState,
    Slot,
    counts,
    strip,
)
from network.availability.timing import not_now
from network.availability.window import Window

FORM_ORDER = {form: order for order, form in enumerate(Form)}
FAR = 10_000.0


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader of the board looks for, and from where."""

    wanted: Wanted
    on: date
    home: tuple[float, float] | None = None
    only_free: bool = False
    takes_now: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One group on the board as of a day. `against` are the reasons that speak against it,
    `more_then` is how many places more are free on the day of `next_free`; `intake` is what the
    home says of the day."""

    group: PublishedGroup
    strip: Sequence[tuple[int, PlaceState]]
    counts: Counts
    next_free: date | None
    more_then: int
    crowd: Crowd
    intake: Intake
    status: CapacityStatus
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
    stands = _standing(tuple(group.places), tuple(group.fillings), search.on, today, group.window)
    intake = in_force(group.intake, group.intake_until, search.on)
    state = status(intake, stands.open_now, stands.next_free)
    return Row(
        group=group,
        strip=stands.strip,
        counts=stands.counts,
        next_free=stands.next_free,
        more_then=stands.more_then,
        crowd=stands.crowd,
        intake=intake,
        status=state,
        km=_km(group, search.home),
        freshness=freshness(group.confirmed_at, now),
        against=[*not_now(group, search, stands.counts, state), *reasons(group, search.wanted)],
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """What follows from places and fillings alone; `open_now` are the free places, none of them
    outside the part of the year in which the group takes somebody in."""

    strip: Sequence[tuple[int, PlaceState]]
    counts: Counts
    crowd: Crowd
    open_now: int
    next_free: date | None
    more_then: int


@lru_cache(MOST_REMEMBERED)
def _standing(
    slots: tuple[Slot, ...],
    fillings: tuple[Filling, ...],
    on: date,
    today: date,
    window: Window | None,
) -> _Standing:
    """How a group stands on a day: the same until something changes."""
    states = tuple(strip(slots, fillings, on, today))
    counted = counts(states)
    shut = window is not None and not window.holds(on)
    coming = next(becoming_free(slots, fillings, on, today, window), None)
    return _Standing(
        strip=states,
        counts=counted,
        crowd=crowd(slots, fillings, on, today),
        open_now=0 if shut else counted.free,
        next_free=coming[0] if coming else None,
        more_then=coming[1] if coming else 0,
    )


def _km(group: PublishedGroup, home: tuple[float, float] | None) -> float | None:
    if home is None or group.latitude is None or group.longitude is None:
        return None
    return distance_km(home, (group.latitude, group.longitude))


def order(row: Row) -> tuple[int, bool, int, float, str, str, str]:
    """The place of a row on the board; no two rows share one."""
    return (
        FORM_ORDER[Form(row.group.form)],
        row.freshness is Freshness.STALE,
        RANK[row.status],
        FAR if row.km is None else row.km,
        row.group.tenant_name,
        row.group.name,
        str(row.group.id),
    )
