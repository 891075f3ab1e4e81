"""Dealing anew finds room whenever there is any, and never puts two on one place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from network.availability.deal import Span, deal
from tests.effort import tried

FIRST = date(2026, 11, 1)
DAYS = 8


def span(key: str, starts: int, ends: int | None) -> Span[str]:
    last = None if ends is None else FIRST + timedelta(days=ends)
    return Span(key, FIRST + timedelta(days=starts), last)


@st.composite
def spans(draw: st.DrawFn, name: str, most: int) -> list[Span[str]]:
    found = []
    for index in range(draw(st.integers(0, most))):
        starts = draw(st.integers(0, DAYS - 1))
        ends = draw(st.one_of(st.none(), st.integers(starts + 1, DAYS)))
        found.append(span(f"{name}{index}", starts, ends))
    return found


@st.composite
def houses(draw: st.DrawFn) -> dict[int, list[Span[str]]]:
    """Up to three places, on each of which some spans cannot move and do not meet."""
    house: dict[int, list[Span[str]]] = {}
    for number in range(1, draw(st.integers(0, 3)) + 1):
        house[number] = []
        for each in draw(spans(f"fixed{number}-", 3)):
            if not any(each.meets(other) for other in house[number]):
                house[number].append(each)
    return house


def fits(house: Mapping[int, Sequence[Span[str]]], where: Mapping[Span[str], int]) -> bool:
    return all(
        not each.meets(other)
        for each, number in where.items()
        for other in [*house[number], *(o for o, n in where.items() if n == number and o != each)]
    )


def every_deal(
    house: Mapping[int, Sequence[Span[str]]], movable: Sequence[Span[str]]
) -> Iterator[dict[Span[str], int]]:
    """All ways to put the movable spans on places: slow, and plainly right."""
    for numbers in product(house, repeat=len(movable)):
        yield dict(zip(movable, numbers, strict=True))


@settings(max_examples=tried(150, 2000))
@given(houses(), spans("movable", 4))
def test_a_deal_is_found_exactly_when_there_is_one(
    house: dict[int, list[Span[str]]], movable: list[Span[str]]
) -> None:
    dealt = deal(house, movable)

    assert (dealt is not None) == any(fits(house, where) for where in every_deal(house, movable))
    if dealt is not None:
        assert dealt.keys() == {each.key for each in movable}
        assert fits(house, {each: dealt[each.key] for each in movable})


def test_two_short_stays_on_two_places_make_room_for_a_long_one() -> None:
    house: dict[int, list[Span[str]]] = {1: [], 2: []}
    early, late, long = span("early", 0, 3), span("late", 4, 6), span("long", 0, 6)

    dealt = deal(house, [early, late, long])

    assert dealt is not None
    assert dealt["early"] == dealt["late"] != dealt["long"]


def test_a_day_with_more_spans_than_places_has_no_deal() -> None:
    assert deal({1: []}, [span("a", 0, 3), span("b", 2, 4)]) is None


def test_the_day_one_leaves_another_may_come() -> None:
    assert deal({1: [span("fixed", 0, 3)]}, [span("next", 3, None)]) == {"next": 1}


def test_no_places_hold_nothing_and_nothing_needs_no_place() -> None:
    assert deal({}, []) == {}
    assert deal({}, [span("a", 0, 1)]) is None


def test_a_big_house_is_dealt_without_delay() -> None:
    house: dict[int, list[Span[str]]] = {number: [] for number in range(1, 31)}
    movable = [span(f"{k}-{number}", k, k + 1) for k in range(8) for number in range(30)]

    assert deal(house, movable) is not None
    assert deal(house, [*movable, span("one too many", 3, 4)]) is None
