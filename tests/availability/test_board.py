"""The order of the board: least restrictive, then trusted and free, then near; nothing dropped."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.availability.board import FORM_ORDER, Board, Row, Search, board
from network.availability.distance import distance_km
from network.availability.fit import Wanted
from network.availability.freshness import Freshness
from network.availability.profile import Form, OccupancyKind
from network.availability.published import PublishedGroup
from network.availability.strip import Filling
from tenants import clock
from tests.availability.groups import NOON, published

TODAY = clock.local_day(NOON)
LJUBLJANA, KOPER = (46.051, 14.506), (45.548, 13.73)


def seen(*groups: PublishedGroup, now: Any = NOON, **search: Any) -> Board:
    wanted = search.pop("wanted", Wanted())
    return board(groups, Search(wanted, search.pop("on", TODAY), **search), now, TODAY)


def names(found: Board) -> list[str]:
    return [row.group.name for row in found.fitting]


def full(places: int = 1, **ends: Any) -> dict[str, Any]:
    stays = [
        Filling(number, OccupancyKind.STAY, TODAY, ends.get("ends"))
        for number in range(1, places + 1)
    ]
    return {"places": places, "fillings": tuple(stays)}


def test_the_least_restrictive_form_comes_first_however_near_another_is() -> None:
    near = published("near", form="intensive_group", latitude=46.051, longitude=14.506)
    far = published("far", form="youth_flat", latitude=45.548, longitude=13.73)

    assert names(seen(near, far, home=LJUBLJANA)) == ["far", "near"]


def test_within_a_form_the_nearer_group_comes_first() -> None:
    koper = published("koper", latitude=KOPER[0], longitude=KOPER[1])
    ljubljana = published("ljubljana", latitude=LJUBLJANA[0], longitude=LJUBLJANA[1])
    nowhere = published("nowhere", latitude=None, longitude=None)

    found = seen(koper, nowhere, ljubljana, home=LJUBLJANA)

    assert names(found) == ["ljubljana", "koper", "nowhere"]
    assert [row.km and round(row.km) for row in found.fitting] == [0.0, 82, None]


def test_what_is_free_comes_before_what_is_full_and_stale_comes_last() -> None:
    old = published("old", confirmed_at=NOON - timedelta(days=7))
    never = published("never", confirmed_at=None)
    taken = published("taken", **full())
    ageing = published("ageing", confirmed_at=NOON - timedelta(days=6))

    assert names(seen(old, never, taken, ageing)) == ["ageing", "taken", "never", "old"]


def test_a_search_for_free_places_tells_of_the_full_ones_why_not() -> None:
    found = seen(published("full", age_from=16, **full()), only_free=True, wanted=Wanted(age=15))

    assert found.fitting == []
    assert [reason.code for reason in found.excluded[0].against] == ["full", "age"]


def test_a_row_says_how_many_places_become_free_when() -> None:
    leaves = TODAY + timedelta(days=5)
    (row,) = seen(published(**full(2, ends=leaves))).fitting

    assert (row.next_free, row.more_then, row.counts.free) == (leaves, 2, 0)
    (row,) = seen(published(**full())).fitting
    assert (row.next_free, row.more_then) == (None, 0)


def test_the_sums_are_those_of_what_fits() -> None:
    held = Filling(1, OccupancyKind.HOLD, TODAY, None)
    found = seen(
        published("here", places=3, fillings=(held,)),
        published("elsewhere", places=9, sex="boys"),
        published("full", **full()),
        wanted=Wanted(age=15),
    )

    assert (found.free, found.held) == (11, 1)


@st.composite
def any_group(draw: st.DrawFn) -> PublishedGroup:
    age = draw(st.sampled_from([None, 0, 47, 48, 167, 168, 900]))
    located = draw(st.booleans())
    return published(
        draw(st.sampled_from("ABC")),
        form=draw(st.sampled_from(Form)),
        age_from=draw(st.integers(10, 16)),
        latitude=draw(st.floats(45.4, 46.9)) if located else None,
        longitude=draw(st.floats(13.4, 16.6)) if located else None,
        confirmed_at=None if age is None else NOON - timedelta(hours=age),
        **draw(st.sampled_from([{"places": 2}, full()])),
    )


@given(st.lists(any_group(), max_size=12), st.randoms(), st.booleans())
def test_the_order_holds_for_any_groups_and_drops_none(
    groups: list[PublishedGroup], random: Any, only_free: bool
) -> None:
    search = {"home": LJUBLJANA, "wanted": Wanted(age=14), "only_free": only_free}
    found = seen(*groups, **search)
    random.shuffle(groups)

    assert seen(*groups, **search) == found
    assert {row.id for row in [*found.fitting, *found.excluded]} == {group.id for group in groups}
    assert all(row.against for row in found.excluded)
    for first, second in pairwise(found.fitting):
        assert before(first, second)


def before(first: Row, second: Row) -> bool:
    """Whether `first` may stand above `second`: the first rule that tells them apart decides."""
    for rule in (
        lambda row: FORM_ORDER[Form(row.group.form)],
        lambda row: row.freshness is Freshness.STALE,
        lambda row: row.counts.free == 0,
        lambda row: row.km if row.km is not None else float("inf"),
    ):
        if rule(first) != rule(second):
            return rule(first) < rule(second)
    return True


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (LJUBLJANA, LJUBLJANA, 0),
        (LJUBLJANA, KOPER, 82),
        ((46.557, 15.646), KOPER, 186),  # Maribor
        ((0.0, 0.0), (0.0, 180.0), 20015),
    ],
)
def test_distances_are_those_on_the_globe(
    a: tuple[float, float], b: tuple[float, float], km: int
) -> None:
    assert round(distance_km(a, b)) == round(distance_km(b, a)) == km
