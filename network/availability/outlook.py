"""The next weeks of a group, day by day: what is free, who is expected, who is to leave. Pure.

Counts only, as everybody in the network may see them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from network.availability.profile import OccupancyKind
from network.availability.strip import Counts, Filling, Slot, counts, strip
from network.availability.window import Window

AHEAD = 90  # days that can be overlooked
A_DAY, A_WEEK = timedelta(days=1), 7
COMING = (OccupancyKind.RESERVATION, OccupancyKind.HOLD)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a group. `extra` are the places over its capacity, `arriving` and `leaving` how
    many begin or are planned to end that day; outside its part of the year it is not `open`."""

    on: date
    counts: Counts
    extra: int
    arriving: int
    leaving: int
    open: bool

    @property
    def taking(self) -> int:
        """Free places that may be given on the day."""
        return self.counts.free if self.open else 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row on which the same is free; `last` is one of them, `at` the first one's number
    from the beginning."""

    first: date
    last: date
    at: int
    places: int
    free: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def outlook(
    slots: Sequence[Slot],
    fillings: Sequence[Filling],
    first: date,
    days: int,
    today: date,
    window: Window | None = None,
) -> list[Day]:
    """So many days from the first one on, as known today."""
    changes = _changes(slots, fillings, today)
    found: list[Day] = []
    known: tuple[Counts, int] | None = None
    for at in range(days):
        on = first + at * A_DAY
        if known is None or on in changes:
            extra = sum(slot.is_extra and slot.stands(on) for slot in slots)
            known = counts(strip(slots, fillings, on, today)), extra
        held = window is None or window.holds(on)
        found.append(Day(on, *known, *_moves(fillings, on, today), open=held))
    return found


def stretches(days: Sequence[Day]) -> Iterator[Stretch]:
    """The same in fewer words: from day to day, how many of how many places are free."""
    at = 0
    for (places, free), same in groupby(days, lambda day: (day.counts.places, day.taking)):
        here = list(same)
        yield Stretch(here[0].on, here[-1].on, at, places, free)
        at += len(here)


def weeks(days: Sequence[Day]) -> list[list[Day | None]]:
    """A month as a calendar shows it: weeks from Monday on, None before its first day and after
    its last."""
    before = [None] * days[0].on.weekday() if days else []
    cells: list[Day | None] = [*before, *days]
    cells += [None] * (-len(cells) % A_WEEK)
    return [cells[at : at + A_WEEK] for at in range(0, len(cells), A_WEEK)]


def month_of(on: date) -> tuple[date, int]:
    """The first day of the month in which the day lies, and how many days it has."""
    first = on.replace(day=1)
    return first, (next_month(first) - first).days


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first + 31 * A_DAY).replace(day=1)


def _changes(slots: Sequence[Slot], fillings: Sequence[Filling], today: date) -> set[date]:
    days = {day for each in fillings for day in (each.starts, each.ends) if day}
    days |= {day for each in slots for day in (each.extra_from, each.retired_on) if day}
    return days | {today}


def _moves(fillings: Sequence[Filling], on: date, today: date) -> tuple[int, int]:
    arriving = sum(f.starts == on and f.kind in COMING for f in fillings)
    leaving = sum(
        f.ends == on and f.kind is OccupancyKind.STAY and not f.overstays(today) for f in fillings
    )
    return arriving, leaving
