"""Free places are what is left: never typed, right on every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.availability.profile import OccupancyKind
from network.availability.strip import (
    SOON,
    Filling,
    PlaceState,
    Slot,
    coming_free,
    counts,
    strip,
)
from tests.availability.histories import HORIZON, TODAY, day, groups, overstaying

STAY, HOLD = OccupancyKind.STAY, OccupancyKind.HOLD
RESERVATION, CLOSURE = OccupancyKind.RESERVATION, OccupancyKind.CLOSURE
ONE = [Slot(1)]


def state(*fillings: Filling, on: date = TODAY) -> PlaceState:
    ((_, found),) = strip(ONE, fillings, on, TODAY)
    return found


@given(groups(), st.integers(-30, HORIZON + 5))
def test_free_is_what_no_stay_hold_reservation_or_closure_fills(
    group: tuple[list[Slot], list[Filling]], offset: int
) -> None:
    slots, fillings = group
    on = day(offset)

    found = counts(strip(slots, fillings, on, TODAY))

    standing = {slot.number for slot in slots if slot.stands(on)}
    filling = [
        f
        for f in fillings
        if f.number in standing and f.starts <= on and (f.ends is None or on < f.ends)
    ]
    by_kind = {kind: sum(f.kind is kind for f in filling) for kind in OccupancyKind}
    assert found.places == len(standing)
    assert found.free == len(standing) - sum(by_kind.values())
    assert found.held == by_kind[HOLD] + by_kind[RESERVATION]
    assert found.closed == by_kind[CLOSURE]
    assert found.busy == by_kind[STAY]


@given(groups(), st.integers(0, HORIZON))
def test_who_outstays_keeps_the_place_and_nobody_promised_it_loses_one(
    group: tuple[list[Slot], list[Filling]], offset: int
) -> None:
    slots, fillings = [Slot(slot.number) for slot in group[0]], overstaying(group[1])
    on = day(offset)

    found = strip(slots, fillings, on, TODAY)

    needed = 0
    for number, seen in found:
        here = [f for f in fillings if f.number == number and f.fills(on, TODAY)]
        # A closure on a place that is still lived on closes nothing else.
        needed += len([f for f in here if f.kind is not CLOSURE]) or bool(here)
        assert bool(here) <= (seen is not PlaceState.FREE)
    assert counts(found).free == max(0, len(slots) - needed)


@given(groups(), st.integers(-5, HORIZON))
def test_the_days_that_become_free_are_those_on_which_the_count_rises(
    group: tuple[list[Slot], list[Filling]], offset: int
) -> None:
    slots = [Slot(slot.number) for slot in group[0]]
    after = day(offset)

    def free(on: date) -> int:
        return counts(strip(slots, group[1], on, TODAY)).free

    def risen(on: date) -> int:
        return free(on) - free(on - timedelta(days=1))

    days = [after + timedelta(days=ahead) for ahead in range(1, HORIZON + 10)]
    assert list(coming_free(slots, group[1], after, TODAY)) == [
        (on, risen(on)) for on in days if risen(on) > 0
    ]


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        (STAY, PlaceState.BUSY),
        (HOLD, PlaceState.HELD),
        (RESERVATION, PlaceState.HELD),
        (CLOSURE, PlaceState.CLOSED),
    ],
)
def test_each_kind_has_its_own_look(kind: OccupancyKind, seen: PlaceState) -> None:
    assert state(Filling(1, kind, TODAY, None)) is seen


@pytest.mark.parametrize(
    ("days", "seen"), [(1, PlaceState.SOON), (SOON.days, PlaceState.SOON), (15, PlaceState.BUSY)]
)
def test_a_stay_that_ends_within_fourteen_days_frees_up_soon(days: int, seen: PlaceState) -> None:
    assert state(Filling(1, STAY, day(-9), day(days))) is seen


def test_the_day_of_leaving_is_the_first_free_day() -> None:
    stay = Filling(1, STAY, day(0), day(3))

    assert [state(stay, on=day(offset)) for offset in (-1, 0, 2, 3)] == [
        PlaceState.FREE,
        PlaceState.SOON,
        PlaceState.SOON,
        PlaceState.FREE,
    ]


def test_an_overstay_is_busy_and_never_said_to_free_up_soon() -> None:
    stay = Filling(1, STAY, day(-30), day(-1), lasting=True)

    assert {state(stay, on=day(offset)) for offset in (-10, 0, 40)} == {PlaceState.BUSY}
    assert list(coming_free(ONE, [stay], TODAY, TODAY)) == []


def test_who_was_promised_an_outstayed_place_is_kept_another_one() -> None:
    stay = Filling(1, STAY, day(-30), day(-1), lasting=True)
    promised = Filling(1, RESERVATION, day(0), None)
    slots = [Slot(1), Slot(2), Slot(3)]

    assert strip(slots, [promised, stay], TODAY, TODAY) == [
        (1, PlaceState.BUSY),
        (2, PlaceState.HELD),
        (3, PlaceState.FREE),
    ]
    assert state(stay, promised) is PlaceState.BUSY


def test_a_place_that_is_retired_counts_up_to_the_day_before() -> None:
    slots = [Slot(1), Slot(2, retired_on=day(5))]

    assert [len(strip(slots, [], day(offset), TODAY)) for offset in (0, 4, 5)] == [2, 2, 1]


def test_a_stay_without_a_planned_end_is_never_foreseen_to_end() -> None:
    assert list(coming_free(ONE, [Filling(1, STAY, day(0), None)], TODAY, TODAY)) == []


def test_what_follows_without_a_gap_frees_nothing() -> None:
    leaving, coming = Filling(1, STAY, day(0), day(4)), Filling(1, RESERVATION, day(4), day(9))

    assert list(coming_free(ONE, [leaving, coming], TODAY, TODAY)) == [(day(9), 1)]
