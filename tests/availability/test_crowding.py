"""Seven where six may live is shown as what it is, with who answers for it."""

from datetime import timedelta

from network.availability.crowding import Crowd, crowd
from network.availability.profile import OccupancyKind
from network.availability.strip import Filling, PlaceState, Slot, coming_free, counts, strip
from tests.availability.histories import TODAY, day

STAY = OccupancyKind.STAY
EXTRA = Slot(3, day(10), day(0), "Ana Novak")
SLOTS = [Slot(1), Slot(2), EXTRA]
TWO = [Filling(number, STAY, day(-9), None) for number in (1, 2)]
THIRD = Filling(3, STAY, day(0), day(10), lasting=True)


def test_an_extra_place_that_is_lived_on_is_over_occupancy_with_a_name() -> None:
    found = crowd(SLOTS, [*TWO, THIRD], TODAY, TODAY)

    assert found == Crowd(3, 2, 1, ("Ana Novak",), day(10))
    assert found.over


def test_an_extra_place_counts_from_its_first_day_to_the_day_before_its_end() -> None:
    free = [counts(strip(SLOTS, TWO, day(at), TODAY)).free for at in (-1, 0, 9, 10)]

    assert free == [0, 1, 1, 0]
    assert list(coming_free(SLOTS, TWO, day(-2), TODAY)) == [(day(0), 1)]
    assert not crowd(SLOTS, TWO, TODAY, TODAY).over


def test_who_stays_on_an_extra_place_that_is_over_takes_the_next_free_one_off_the_board() -> None:
    later = TODAY + timedelta(days=12)
    one = TWO[:1]

    states = dict(strip(SLOTS, [*one, THIRD], later, later))

    assert states == {1: PlaceState.BUSY, 2: PlaceState.HELD}
    assert crowd(SLOTS, [*TWO, THIRD], later, later) == Crowd(3, 2, 0, (), None)
