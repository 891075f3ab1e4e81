"""The weeks to come, day by day, are what the strip of each of those days says."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from network.availability.outlook import A_WEEK, month_of, next_month, outlook, stretches, weeks
from network.availability.profile import OccupancyKind
from network.availability.strip import Filling, Slot, counts, strip
from network.availability.window import Window
from tests.availability.histories import HORIZON, TODAY, day, groups, overstaying

STAY = OccupancyKind.STAY


@given(groups(), st.booleans())
def test_every_day_is_counted_as_its_own_strip_counts_it(
    group: tuple[list[Slot], list[Filling]], outstayed: bool
) -> None:
    slots, fillings = group
    fillings = overstaying(fillings) if outstayed else fillings

    found = outlook(slots, fillings, day(-5), HORIZON + 10, TODAY)

    assert [each.on for each in found] == [day(at - 5) for at in range(HORIZON + 10)]
    for each in found:
        assert each.counts == counts(strip(slots, fillings, each.on, TODAY))


@given(groups())
def test_stretches_say_the_same_without_a_gap(group: tuple[list[Slot], list[Filling]]) -> None:
    days = outlook(*group, TODAY, 30, TODAY)

    found = list(stretches(days))

    assert sum(each.days for each in found) == len(days)
    assert [each.free for each in found for _ in range(each.days)] == [each.taking for each in days]
    assert all(one.free != two.free or one.places != two.places for one, two in pairwise(found))


def test_who_comes_and_who_leaves_is_counted_on_the_day() -> None:
    fillings = [
        Filling(1, STAY, day(-9), day(2), lasting=True),
        Filling(1, OccupancyKind.RESERVATION, day(2), None),
        Filling(2, STAY, day(-9), day(0), lasting=True),
    ]

    found = outlook([Slot(1), Slot(2)], fillings, TODAY, 4, TODAY)

    # Whoever outstays is not foreseen to leave.
    assert [(each.arriving, each.leaving) for each in found] == [(0, 0), (0, 0), (1, 1), (0, 0)]


def test_an_extra_place_and_a_shut_window_are_seen_on_their_days() -> None:
    extra = Slot(2, day(3), day(1), "Ana Novak")
    shut = Window(((day(0)).month, (day(0)).day), (day(1).month, day(1).day))

    found = outlook([Slot(1), extra], [], TODAY, 4, TODAY, shut)

    assert [each.extra for each in found] == [0, 1, 1, 0]
    assert [(each.counts.free, each.taking) for each in found] == [(1, 1), (2, 2), (2, 0), (1, 0)]


@given(st.dates(date(2023, 1, 1), date(2029, 12, 31)))
def test_a_month_is_whole_weeks_from_monday_on(on: date) -> None:
    first, length = month_of(on)

    found = weeks(outlook([], [], first, length, on))

    days = [each.on for week in found for each in week if each]
    assert days == [first + timedelta(days=at) for at in range(length)]
    assert next_month(first) == days[-1] + timedelta(days=1)
    assert all(len(week) == A_WEEK for week in found)
    assert all(
        each is None or each.on.weekday() == at for week in found for at, each in enumerate(week)
    )
