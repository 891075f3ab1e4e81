"""The part of the year in which a group takes somebody in; every day of it means one thing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.availability.window import DAYS_IN, MonthDay, Window, read

A_DAY = timedelta(days=1)
SCHOOL_YEAR = Window((8, 25), (6, 15))
days = st.dates(date(2023, 1, 1), date(2029, 12, 31))
month_days = st.integers(1, 12).flatmap(
    lambda month: st.tuples(st.just(month), st.integers(1, DAYS_IN[month - 1]))
)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2026, 8, 24), False),
        (date(2026, 8, 25), True),
        (date(2026, 12, 31), True),
        (date(2027, 6, 15), True),
        (date(2027, 6, 16), False),
    ],
)
def test_a_school_year_spans_the_turn_of_the_year(on: date, held: bool) -> None:
    assert SCHOOL_YEAR.holds(on) is held


def test_a_window_may_be_a_single_day() -> None:
    christmas = Window((12, 24), (12, 24))

    assert [christmas.holds(date(2026, 12, day)) for day in (23, 24, 25)] == [False, True, False]


@pytest.mark.parametrize(("year", "opens"), [(2027, date(2027, 3, 1)), (2028, date(2028, 2, 29))])
def test_what_opens_on_a_leap_day_opens_the_day_after_in_other_years(
    year: int, opens: date
) -> None:
    spring = Window((2, 29), (5, 31))

    assert spring.opening(date(year, 1, 1)) == opens
    assert not spring.holds(opens - timedelta(days=1))


def test_what_closes_with_a_leap_day_closes_with_february() -> None:
    winter = Window((12, 1), (2, 29))

    assert [winter.holds(on) for on in (date(2027, 2, 28), date(2027, 3, 1))] == [True, False]
    assert [winter.holds(on) for on in (date(2028, 2, 29), date(2028, 3, 1))] == [True, False]


@given(first=month_days, last=month_days, on=days)
def test_the_next_opening_is_the_first_day_that_is_held_and_the_closing_the_last_one(
    first: MonthDay, last: MonthDay, on: date
) -> None:
    window = Window(first, last)

    opens, closed = window.opening(on), window.closing(on)

    far = 366 * 4 + 1  # a window that is a leap day alone is held only once in four years
    assert opens == next(day for day in (on + n * A_DAY for n in range(far)) if window.holds(day))
    assert closed == next(day for day in (on - n * A_DAY for n in range(far)) if window.holds(day))


def test_a_group_without_a_window_takes_somebody_in_all_year() -> None:
    assert Window.of("", "") is None


@pytest.mark.parametrize("written", ["02-30", "13-01", "00-10", "04-31", "25. 8."])
def test_a_day_that_no_year_has_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        read(written)
