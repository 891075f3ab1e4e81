"""The part of the year in which a group takes somebody in, such as 25 August to 15 June. Pure.

Month and day compare as they are written, so that 29 February is the day before 1 March in every
year: a window that opens on it opens on 1 March in a common year, one that closes with it closes
with 28 February.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MonthDay = tuple[int, int]
DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read(written: str) -> MonthDay:
    """`08-25` as (8, 25). Raises ValueError for a day that no year has."""
    month, day = (int(part) for part in written.split("-"))
    if not 1 <= month <= len(DAYS_IN) or not 1 <= day <= DAYS_IN[month - 1]:
        raise ValueError(written)
    return month, day


@dataclass(frozen=True, slots=True)
class Window:
    """From its first to its last day, both of them in it; it may span the turn of the year."""

    first: MonthDay
    last: MonthDay

    @classmethod
    def of(cls, first: str, last: str) -> "Window | None":
        """As two columns hold it; None where a group takes somebody in all year."""
        return cls(read(first), read(last)) if first and last else None

    def holds(self, on: date) -> bool:
        """Whether somebody may be taken in on the day."""
        day = (on.month, on.day)
        if self.first <= self.last:
            return self.first <= day <= self.last
        return day >= self.first or day <= self.last

    def opening(self, on: date) -> date:
        """The day itself if the window holds it, else the next one on which it opens."""
        if self.holds(on):
            return on
        this_year = _day(on.year, self.first)
        return this_year if this_year >= on else _day(on.year + 1, self.first)


def _day(year: int, month_day: MonthDay) -> date:
    """That day of the year; 1 March for a 29 February that the year does not have."""
    month, day = month_day
    return date(year, month, 1) + timedelta(days=day - 1)


def first_taken(days: Iterable[tuple[date, int]], window: Window | None) -> tuple[date, int] | None:
    """The first of the days on which places become free; not before the window opens."""
    for day, more in days:
        return (window.opening(day) if window else day), more
    return None
