"""Working days: an ordinary week, a Friday afternoon, Christmas Eve, and nights that change."""

from datetime import UTC, date, datetime, time
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.clocks.working_time import OFFICE_HOURS, NeverOpen, WorkingTime

LJUBLJANA = ZoneInfo("Europe/Ljubljana")
HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 1, 2)}
OFFICE = WorkingTime(OFFICE_HOURS, HOLIDAYS, LJUBLJANA)


def local(year, month, day, hour=0, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=LJUBLJANA).astimezone(UTC)


def due(sent: datetime, days: int) -> datetime:
    return OFFICE.after(OFFICE.begins(sent), Fraction(days))


@pytest.mark.parametrize(
    ("sent", "days", "until"),
    [
        # A Tuesday morning: the same time tomorrow.
        (local(2026, 11, 24, 10), 1, local(2026, 11, 25, 10)),
        # Exactly 13.00 still counts, a minute later no more.
        (local(2026, 11, 24, 13), 1, local(2026, 11, 25, 13)),
        (local(2026, 11, 24, 13, 1), 1, local(2026, 11, 25, 16)),
        # Before the house opens it counts from the opening.
        (local(2026, 11, 24, 5), 1, local(2026, 11, 24, 16)),
        # Friday 16.30: from Monday morning.
        (local(2026, 11, 27, 16, 30), 1, local(2026, 11, 30, 16)),
        (local(2026, 11, 27, 16, 30), 5, local(2026, 12, 4, 16)),
        # 24 December in the afternoon: Christmas, Independence Day, a Sunday, then Monday.
        (local(2026, 12, 24, 15), 1, local(2026, 12, 28, 16)),
        (local(2026, 12, 24, 9), 1, local(2026, 12, 28, 9)),
        # The nights on which clocks change lie on Sundays; Friday to Monday all the same.
        (local(2026, 3, 27, 10), 1, local(2026, 3, 30, 10)),
        (local(2026, 10, 23, 10), 1, local(2026, 10, 26, 10)),
        # A leap day is a day.
        (local(2028, 2, 28, 10), 1, local(2028, 2, 29, 10)),
        (local(2028, 2, 28, 10), 2, local(2028, 3, 1, 10)),
    ],
)
def test_a_deadline_in_working_days(sent, days, until):
    assert due(sent, days) == until


def test_a_house_that_is_open_on_the_night_of_the_change_counts_that_day_as_one():
    always = WorkingTime(dict.fromkeys(range(7), (time(0), time(23, 59))), set(), LJUBLJANA)
    saturday_noon = local(2026, 10, 24, 12)

    until = always.after(saturday_noon, Fraction(1))

    # The Sunday lasts 25 hours: the same part of it lies later by the clock's own measure.
    assert local(2026, 10, 25, 11) < until < local(2026, 10, 25, 13)
    assert always.between(saturday_noon, until) == pytest.approx(1)


def test_a_calendar_without_a_working_day_is_refused():
    with pytest.raises(NeverOpen):
        WorkingTime({}, set(), LJUBLJANA).begins(local(2026, 11, 24, 10))


moments = st.integers(1_735_700_000, 1_893_400_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)  # 2025 to 2029
spans = st.fractions(Fraction(1, 100), Fraction(30), max_denominator=100)


@given(moments, spans)
def test_what_is_due_lies_exactly_that_far_away(sent, days):
    starts = OFFICE.begins(sent)

    until = OFFICE.after(starts, days)

    assert until > starts >= sent
    assert abs(OFFICE.between(starts, until) - days) < Fraction(1, 10**6)


@given(moments, spans, spans)
def test_a_pause_neither_gives_nor_takes_time(sent, first, second):
    starts = OFFICE.begins(sent)
    paused = OFFICE.after(starts, first)

    until = OFFICE.after(paused, second)

    assert abs(OFFICE.between(starts, until) - (first + second)) < Fraction(1, 10**6)


@given(moments, moments)
def test_whatever_is_sent_later_is_never_due_earlier(one, other):
    earlier, later = sorted((one, other))

    assert OFFICE.begins(earlier) <= OFFICE.begins(later)
