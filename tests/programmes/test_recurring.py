"""What repeats keeps to the clock on the wall, also across the nights on which it is changed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.programmes.sessions.recurring import Rhythm, Span, span
from tenants.clock import LOCAL

AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)  # the clocks go back, and forward
MONDAY = 0


def at(day: date, hour: int, minute: int = 0, minutes: int = 60) -> Span:
    return span(day, time(hour, minute), minutes, LOCAL)


@pytest.mark.parametrize("changes", [AUTUMN, SPRING])
def test_five_o_clock_stays_five_o_clock_when_the_clocks_are_changed(changes: date) -> None:
    before, after = at(changes - timedelta(days=3), 17), at(changes + timedelta(days=4), 17)

    for each in (before, after):
        assert each.starts_at.astimezone(LOCAL).time() == time(17)
    assert after.starts_at - before.starts_at != timedelta(days=7)


def test_an_hour_that_does_not_come_is_as_if_the_clocks_were_not_put_forward_yet() -> None:
    in_the_gap = at(SPRING, 2, 30)

    assert in_the_gap.starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert in_the_gap.starts_at.astimezone(LOCAL).time() == time(3, 30)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    assert at(AUTUMN, 2, 30).starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_minutes_are_those_that_pass() -> None:
    night = at(AUTUMN - timedelta(days=1), 23, minutes=6 * 60)

    assert night.ends_at - night.starts_at == timedelta(hours=6)
    assert night.ends_at.astimezone(LOCAL).time() == time(4)


def test_every_second_week_counts_from_the_week_of_the_first_day() -> None:
    wednesday = date(2026, 11, 25)
    rhythm = Rhythm(wednesday, date(2026, 12, 31), frozenset({0, 2}), every=2)

    assert [each.isoformat() for each in rhythm.days()] == [
        "2026-11-25",
        "2026-12-07",
        "2026-12-09",
        "2026-12-21",
        "2026-12-23",
    ]


def test_holidays_are_left_out() -> None:
    rhythm = Rhythm(date(2026, 12, 24), date(2026, 12, 27), frozenset(range(7)))

    assert rhythm.days({date(2026, 12, 25)}) == [
        date(2026, 12, 24),
        date(2026, 12, 26),
        date(2026, 12, 27),
    ]


@given(
    starts=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    length=st.integers(0, 365),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    every=st.integers(1, 8),
    begins=st.times(timezones=st.none()),
)
def test_every_session_is_on_its_day_and_none_is_missing(
    starts: date, length: int, weekdays: frozenset[int], every: int, begins: time
) -> None:
    until = starts + timedelta(days=length)
    days = Rhythm(starts, until, weekdays, every).days()

    assert days == sorted(set(days))
    assert all(starts <= each <= until and each.weekday() in weekdays for each in days)
    if every == 1:
        assert len(days) == sum(
            (starts + timedelta(days=each)).weekday() in weekdays for each in range(length + 1)
        )
    for day in days[:20]:
        local = span(day, begins, 60, LOCAL).starts_at.astimezone(LOCAL)
        in_a_gap = day.month == 3 and day.weekday() == 6 and day.day >= 25 and begins.hour == 2
        assert (local.date(), local.time()) == (day, begins) or in_a_gap
