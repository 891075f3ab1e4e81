"""The part of the year in which a group takes somebody in, such as 25 August to 15 June. Pure.

Month and day compare as they are written, so that 29 February is the day before 1 March in every
year: a window that opens on it opens on 1 March in a common year, one that closes with it closes
with 28 February.
"""

from dataclasses import dataclass
from datetime import date, timedelta

MonthDay = tuple[int, int]
LEAP_DAY = (2, 29)
ROUND = 10  # years within which even 29 February comes again, around 1900 and 2100 too
A_DAY = timedelta(days=1)
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
        firsts = (_day(year, self.first) for year in range(on.year, on.year + ROUND))
        return next(first for first in firsts if first >= on and self.holds(first))

    def closing(self, on: date) -> date:
        """The day itself if the window holds it, else the last one before that it held."""
        if self.holds(on):
            return on
        ends = (_after(year, self.last) - A_DAY for year in range(on.year, on.year - ROUND, -1))
        return next(end for end in ends if end <= on and self.holds(end))


def _day(year: int, month_day: MonthDay) -> date:
    """That day of the year; 1 March for a 29 February that the year does not have."""
    month, day = month_day
    return date(year, month, 1) + timedelta(days=day - 1)


def _after(year: int, month_day: MonthDay) -> date:
    """The day after that day of the year; 1 March for a 29 February in every year."""
    return date(year, 3, 1) if month_day == LEAP_DAY else _day(year, month_day) + A_DAY
