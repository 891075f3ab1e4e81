"""On which days, and at which moments, something that repeats takes place. Pure.

What repeats is meant by the clock on the wall: five o'clock stays five o'clock when the clocks are
changed. A wall time that does not come, in the night of spring, is taken as if the clocks had not
been put forward yet; of one that comes twice, in the night of autumn, the first is meant (as RFC
5545, 3.3.5, has it). How long it takes is counted in minutes that pass.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS_OF_WEEK = 7
LONGEST = timedelta(days=366)
A_DAY = timedelta(days=1)
MOST = 400  # sessions of one series: every day of a year, and some


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On these weekdays (Monday is 0) of every `every`th week, from `starts` to `until`, both
    included. The week of `starts` is the first."""

    starts: date
    until: date
    weekdays: frozenset[int]
    every: int = 1

    def days(self, skipped: Collection[date] = ()) -> list[date]:
        """The days it falls on, in their order, but for those that are skipped."""
        monday = self.starts - timedelta(days=self.starts.weekday())
        count = (self.until - self.starts).days + 1
        days = (self.starts + timedelta(days=each) for each in range(count))
        return [
            day
            for day in days
            if day.weekday() in self.weekdays
            and (day - monday).days // DAYS_OF_WEEK % self.every == 0
            and day not in skipped
        ]


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another, in UTC."""

    starts_at: datetime
    ends_at: datetime

    def meets(self, other: "Span") -> bool:
        """Whether they overlap; one may begin when the other ends."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def span(day: date, begins: time, minutes: int, zone: ZoneInfo) -> Span:
    """When something takes place that begins by the clock on the wall of that zone."""
    starts_at = datetime.combine(day, begins.replace(fold=0), zone).astimezone(UTC)
    return Span(starts_at, starts_at + timedelta(minutes=minutes))
