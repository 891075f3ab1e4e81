"""Working time: how long a deadline runs that counts working days only. Pure.

A working day counts as one, however long the house is open on it, and a part of it as that part:
one working day from Tuesday 10.00 ends on Wednesday at the same part of the day. What arrives
after 13.00, or on a day nobody works, counts from the next working morning.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

LATEST_START = time(13)
A_DAY = timedelta(days=1)
FARTHEST = 3660  # days; a calendar without any working day must end the search for one

Opening = tuple[time, time]
OFFICE: Opening = (time(8), time(16))
WEEKDAYS = range(5)
OFFICE_HOURS: Mapping[int, Opening] = dict.fromkeys(WEEKDAYS, OFFICE)


class NeverOpen(ValueError):
    """The calendar has no working day within ten years: nothing can be due on it."""


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When a house works: opening hours by weekday (Monday is 0), on all but the `holidays`.

    Hours are those of the wall clock in `zone`, so a day on which the clocks change is a day like
    any other.
    """

    hours: Mapping[int, Opening]
    holidays: Collection[date]
    zone: ZoneInfo

    def opening(self, day: date) -> tuple[datetime, datetime] | None:
        """From when to when the house works on that day, in UTC; None if it does not."""
        hours = None if day in self.holidays else self.hours.get(day.weekday())
        return None if hours is None else (self._at(day, hours[0]), self._at(day, hours[1]))

    def begins(self, moment: datetime) -> datetime:
        """When a deadline starts to run that was set at `moment`: then, or the next morning."""
        local = moment.astimezone(self.zone)
        today = self.opening(local.date())
        if today and local.time() <= LATEST_START and moment < today[1]:
            return max(moment, today[0])
        return next(self._openings(local.date() + A_DAY))[0]

    def after(self, moment: datetime, days: Fraction) -> datetime:
        """The moment at which `days` (more than none) working days have passed since `moment`."""
        left = days
        for opens, closes in self._openings(moment.astimezone(self.zone).date()):
            here = _part(max(moment, opens), closes, opens, closes)
            if left <= here:
                return closes - _span(here - left, closes - opens)
            left -= here
        raise NeverOpen("no working day within ten years")

    def between(self, start: datetime, end: datetime) -> Fraction:
        """How many working days lie between two moments; 0 if `end` is not after `start`."""
        passed = Fraction(0)
        for opens, closes in self._openings(start.astimezone(self.zone).date()):
            if opens >= end:
                break
            passed += _part(max(start, opens), min(end, closes), opens, closes)
        return passed

    def _openings(self, first: date) -> Iterator[tuple[datetime, datetime]]:
        for offset in range(FARTHEST):
            if opening := self.opening(first + offset * A_DAY):
                yield opening
        raise NeverOpen("no working day within ten years")

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)


def _part(start: datetime, end: datetime, opens: datetime, closes: datetime) -> Fraction:
    """Which part of a working day lies between `start` and `end`."""
    whole = closes - opens
    return max(Fraction(0), Fraction(_micros(end - start), _micros(whole)))


def _span(part: Fraction, whole: timedelta) -> timedelta:
    return timedelta(microseconds=round(part * _micros(whole)))


def _micros(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
