"""How somebody fares some time after the departure: when the home looks, and what it may find.
Pure.

Sources: domain 1.3 and 2.3, T_AFTERCARE_EVAL: 6, 12 and 24 months after the departure.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from network.clocks.kinds import ClockKind

EARLY = timedelta(days=30)  # by so much sooner it may be told
A_YEAR = 12  # months


class FollowUp(StrEnum):
    """After how long, counted from the departure."""

    HALF_YEAR = "half_year"
    YEAR = "year"
    TWO_YEARS = "two_years"


MONTHS: dict[FollowUp, int] = {FollowUp.HALF_YEAR: 6, FollowUp.YEAR: 12, FollowUp.TWO_YEARS: 24}
# Each has a kind of clock of its own, so that one that was missed holds up no other.
CLOCKS: dict[FollowUp, ClockKind] = {
    FollowUp.HALF_YEAR: ClockKind.AFTERCARE_HALF_YEAR,
    FollowUp.YEAR: ClockKind.AFTERCARE_YEAR,
    FollowUp.TWO_YEARS: ClockKind.AFTERCARE_TWO_YEARS,
}


class LivesWith(StrEnum):
    """Where somebody lives by then."""

    FAMILY = "family"
    INDEPENDENT = "independent"
    YOUTH_FLAT = "youth_flat"
    OTHER_HOME = "other_home"
    FOSTER = "foster"
    CRISIS = "crisis"
    UNKNOWN = "unknown"


class Occupied(StrEnum):
    """Whether somebody goes to school or works by then."""

    SCHOOL = "school"
    WORK = "work"
    SCHOOL_AND_WORK = "school_and_work"
    SEEKING = "seeking"
    NEITHER = "neither"
    UNKNOWN = "unknown"


class PlacedAgain(StrEnum):
    """Whether somebody was placed in a home again since."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


def due_on(left_on: date, stage: FollowUp) -> date:
    """The day on which a stage comes."""
    return months_after(left_on, MONTHS[stage])


def months_after(day: date, months: int) -> date:
    """The day of the same number so many months later, or before for fewer than none; where that
    month is too short, its last day."""
    years, month = divmod(day.month - 1 + months, A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def open_stages(left_on: date, told: Collection[FollowUp], today: date) -> list[FollowUp]:
    """Of which stages it may be told now: their day has nearly come, and nobody has told."""
    return [
        stage for stage in FollowUp if stage not in told and today + EARLY >= due_on(left_on, stage)
    ]
