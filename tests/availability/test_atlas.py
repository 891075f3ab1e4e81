"""A schematic map: towns lie where they lie, and larger dots have more free places."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from network.availability.atlas import HEIGHT, LARGEST, WIDTH, Spot, dots, place, radius

LJUBLJANA, KOPER, MURSKA_SOBOTA = (46.05, 14.51), (45.55, 13.73), (46.66, 16.17)
ID = UUID(int=1)


def test_what_lies_west_and_north_stands_left_and_above() -> None:
    (middle, coast, corner) = (place(*town) for town in (LJUBLJANA, KOPER, MURSKA_SOBOTA))

    assert coast[0] < middle[0] < corner[0]
    assert corner[1] < middle[1] < coast[1]


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_on_earth_stands_on_the_drawing(latitude: float, longitude: float) -> None:
    x, y = place(latitude, longitude)

    assert 0 <= x <= WIDTH
    assert 0 <= y <= HEIGHT


@given(st.integers(0, 60))
def test_more_free_places_never_make_a_smaller_dot(free: int) -> None:
    assert 0 < radius(free) <= radius(free + 1) <= LARGEST


def test_groups_of_one_town_are_one_dot_and_the_largest_is_drawn_first() -> None:
    found = dots(
        [
            Spot("Koper", *KOPER, 0, ID, "Val"),
            Spot("Ljubljana", *LJUBLJANA, 1, ID, "Jadro"),
            Spot("Ljubljana", *LJUBLJANA, 2, ID, "Sidro"),
        ]
    )

    assert [(dot.town, dot.free) for dot in found] == [("Ljubljana", 3), ("Koper", 0)]
    assert found[0].groups == ((ID, "Jadro"), (ID, "Sidro"))
