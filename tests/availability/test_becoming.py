"""A place that frees up while the group takes nobody can be given when it opens again."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.availability.becoming import becoming_free
from network.availability.profile import OccupancyKind
from network.availability.strip import Filling, Slot, free_on
from network.availability.window import Window
from tests.availability.groups import published
from tests.availability.histories import HORIZON, TODAY, day, groups

A_DAY = timedelta(days=1)
SCHOOL_YEAR = Window((8, 25), (6, 15))
THREE = [Slot(1), Slot(2), Slot(3)]
windows = st.tuples(st.integers(-9, HORIZON), st.integers(0, HORIZON)).map(
    lambda at: Window(*((on.month, on.day) for on in (day(at[0]), day(sum(at)))))
)


def stay(number: int, ends: date | None) -> Filling:
    return Filling(number, OccupancyKind.STAY, date(2026, 9, 1), ends)


def seen(
    fillings: list[Filling], after: date, window: Window | None = SCHOOL_YEAR
) -> list[tuple[date, int]]:
    return list(becoming_free(THREE, fillings, after, date(2027, 6, 1), window))


def by_hand(
    slots: list[Slot], fillings: list[Filling], after: date, window: Window
) -> Iterator[tuple[date, int]]:
    """Day by day, beside the last day on which somebody could be taken in."""
    before = free_on(slots, fillings, after, TODAY) if window.holds(after) else 0
    for on in (after + ahead * A_DAY for ahead in range(1, 500)):
        if window.holds(on):
            free = free_on(slots, fillings, on, TODAY)
            if free > before:
                yield on, free - before
            before = free


@given(groups(), st.integers(-5, HORIZON), windows)
def test_they_are_the_open_days_on_which_more_can_be_given_than_on_the_last_one(
    group: tuple[list[Slot], list[Filling]], offset: int, window: Window
) -> None:
    slots, fillings = [Slot(slot.number) for slot in group[0]], group[1]

    found = list(becoming_free(slots, fillings, day(offset), TODAY, window))

    assert found == list(by_hand(slots, fillings, day(offset), window))


def test_all_who_leave_in_the_holidays_make_room_on_the_first_day_after_them() -> None:
    leaving = [stay(1, date(2027, 6, 24)), stay(2, date(2027, 7, 31)), stay(3, date(2027, 9, 10))]

    found = seen(leaving, date(2027, 6, 1))

    assert found == [(date(2027, 8, 25), 2), (date(2027, 9, 10), 1)]
    assert seen(leaving, date(2027, 6, 1), None)[0] == (date(2027, 6, 24), 1)


def test_a_place_that_is_promised_before_the_group_opens_again_is_not_foreseen() -> None:
    promised = Filling(1, OccupancyKind.RESERVATION, date(2027, 8, 20), None)
    full = [stay(2, None), stay(3, None)]

    assert seen([stay(1, date(2027, 6, 24)), promised, *full], date(2027, 6, 1)) == []


def test_what_is_free_all_along_becomes_free_only_for_whoever_asks_in_the_holidays() -> None:
    full_but_one = [stay(1, None), stay(2, None)]

    assert seen(full_but_one, date(2027, 6, 1)) == []
    assert seen(full_but_one, date(2027, 7, 1)) == [(date(2027, 8, 25), 1)]


def test_over_the_turn_of_the_year_a_winter_window_stays_open() -> None:
    winter = Window((12, 1), (2, 29))
    full = [stay(2, None), stay(3, None)]

    found = [
        seen([stay(1, ends), *full], date(2027, 12, 15), winter)
        for ends in (date(2027, 12, 31), date(2028, 1, 1), date(2028, 2, 29), date(2028, 3, 1))
    ]

    assert found == [
        [(date(2027, 12, 31), 1)],
        [(date(2028, 1, 1), 1)],
        [(date(2028, 2, 29), 1)],
        [(date(2028, 12, 1), 1)],
    ]


@pytest.mark.parametrize(
    ("leaves", "given_from"),
    [
        (date(2028, 2, 10), date(2028, 2, 29)),
        (date(2029, 2, 10), date(2029, 3, 1)),
        (date(2029, 2, 28), date(2029, 3, 1)),
    ],
)
def test_a_window_that_opens_on_a_leap_day_opens_the_day_after_in_other_years(
    leaves: date, given_from: date
) -> None:
    spring = Window((2, 29), (5, 31))
    full = [stay(2, None), stay(3, None)]

    assert seen([stay(1, leaves), *full], leaves - 9 * A_DAY, spring) == [(given_from, 1)]


def test_outside_its_part_of_the_year_a_group_gives_no_place_though_some_are_free() -> None:
    group = published("Jadro", admits_from="08-25", admits_until="06-15")

    taking = [group.taking(date(2027, 6, day)) for day in (15, 16)]

    assert taking == [2, 0]
    assert published("Sidro").taking(date(2027, 6, 16)) == 2
