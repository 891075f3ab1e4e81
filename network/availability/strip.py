"""What each place of a group is on a day, derived from what fills it. Pure.

The invariant of the board: on every day, free = capacity + extra - stays - holds - reservations -
closures. Nothing here is ever typed in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from network.availability.profile import OccupancyKind

SOON = timedelta(days=14)


class PlaceState(StrEnum):
    FREE = "free"
    HELD = "held"
    SOON = "soon"  # filled, and free again within 14 days
    BUSY = "busy"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Slot:
    """A numbered place; `retired_on` is the first day on which it is no longer there.

    An extra place, over the capacity, stands from `extra_from` on, by the word of a head.
    """

    number: int
    retired_on: date | None = None
    extra_from: date | None = None
    authorised_by: str = ""

    @property
    def is_extra(self) -> bool:
        return self.extra_from is not None

    def stands(self, on: date) -> bool:
        if self.extra_from is not None and on < self.extra_from:
            return False
        return self.retired_on is None or on < self.retired_on


@dataclass(frozen=True, slots=True)
class Filling:
    """A live occupancy as the board knows it: which place, what kind, from when to when.

    `ends` is the first free day, None for an open end. `lasting` marks a stay nobody has ended:
    it keeps its place beyond `ends` (an overstay).
    """

    number: int
    kind: OccupancyKind
    starts: date
    ends: date | None
    lasting: bool = False

    def fills(self, on: date, today: date) -> bool:
        """Whether the place is filled on a day, as known on `today`.

        A stay that has outlived its planned end is filled today and on every day up to it. For
        later days nobody knows; the plan says it should be free, but the child is still there:
        it stays filled until somebody records the departure.
        """
        if on < self.starts:
            return False
        return self.ends is None or on < self.ends or self.overstays(today)

    def overstays(self, today: date) -> bool:
        return self.lasting and self.ends is not None and self.ends <= today


@dataclass(frozen=True, slots=True)
class Counts:
    """How the places of a group stand on one day."""

    places: int
    free: int
    held: int
    closed: int

    @property
    def busy(self) -> int:
        return self.places - self.free - self.held - self.closed


def strip(
    slots: Iterable[Slot], fillings: Sequence[Filling], on: date, today: date
) -> list[tuple[int, PlaceState]]:
    """Number and state of every place that stands on the day, in the order of the numbers.

    Whoever was promised a place on which somebody outstays will need another one: it is shown as
    held, so that it is not promised a second time. So is one for whoever still lives on an extra
    place that is over.
    """
    filled = _filled(fillings, on, today)
    found: list[tuple[int, PlaceState]] = []
    displaced = 0
    for slot in slots:
        if slot.stands(on):
            here = filled.pop(slot.number, ())
            found.append((slot.number, _state(here, on, today)))
            if len(here) > 1:
                displaced += _needing(here[1:])
    displaced += sum(map(_needing, filled.values()))
    return _held_instead(found, displaced) if displaced else found


def _needing(fillings: Sequence[Filling]) -> int:
    """How many need a place; a closure of one that is not there closes nothing."""
    return sum(filling.kind is not OccupancyKind.CLOSURE for filling in fillings)


def _filled(fillings: Iterable[Filling], on: date, today: date) -> dict[int, list[Filling]]:
    """What fills which place on the day; where it is more than one thing, the earliest first."""
    found: dict[int, list[Filling]] = {}
    for filling in fillings:
        if filling.fills(on, today):
            found.setdefault(filling.number, []).append(filling)
    for here in found.values():
        if len(here) > 1:
            here.sort(key=lambda filling: filling.starts)
    return found


def _held_instead(
    states: list[tuple[int, PlaceState]], displaced: int
) -> list[tuple[int, PlaceState]]:
    """The first free places are kept for those who cannot have theirs."""
    free = [number for number, state in states if state is PlaceState.FREE][:displaced]
    return [(number, PlaceState.HELD if number in free else state) for number, state in states]


def _state(here: Sequence[Filling], on: date, today: date) -> PlaceState:
    if not here:
        return PlaceState.FREE
    filling = here[0]
    if filling.kind is OccupancyKind.CLOSURE:
        return PlaceState.CLOSED
    if filling.kind in (OccupancyKind.HOLD, OccupancyKind.RESERVATION):
        return PlaceState.HELD
    ends = filling.ends
    frees = ends is not None and on < ends <= on + SOON and not filling.overstays(today)
    return PlaceState.SOON if frees else PlaceState.BUSY


def counts(states: Iterable[tuple[int, PlaceState]]) -> Counts:
    """How many places there are, and how many of them are free, held, closed."""
    found = [state for _, state in states]
    return Counts(
        places=len(found),
        free=found.count(PlaceState.FREE),
        held=found.count(PlaceState.HELD),
        closed=found.count(PlaceState.CLOSED),
    )


def coming_free(
    slots: Sequence[Slot], fillings: Sequence[Filling], after: date, today: date
) -> Iterator[tuple[date, int]]:
    """The days after `after` on which more places are free than on the day before, by what is
    planned, and how many more."""
    days = {filling.ends for filling in fillings} | {slot.extra_from for slot in slots}
    for day in sorted(day for day in days if day is not None and day > after):
        before = free_on(slots, fillings, day - timedelta(days=1), today)
        more = free_on(slots, fillings, day, today) - before
        if more > 0:
            yield day, more


def free_on(slots: Sequence[Slot], fillings: Sequence[Filling], on: date, today: date) -> int:
    """How many places are free, as the strip has it. The board asks this twice for every group,
    so the strip is drawn only where somebody may be displaced."""
    filled = [filling.number for filling in fillings if filling.fills(on, today)]
    taken = set(filled)
    standing = {slot.number for slot in slots if slot.stands(on)}
    if len(taken) < len(filled) or not taken <= standing:
        return counts(strip(slots, fillings, on, today)).free
    return len(standing) - len(taken)
