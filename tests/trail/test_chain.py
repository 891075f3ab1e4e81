"""Whatever is done to a trail by whoever owns its tables, it is found, and where."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from network.trail.chain import START, Anchor, Break, Link, first_break, sealed
from tests.effort import tried

KEY, OTHER = b"k" * 32, b"o" * 32
KEYS = {1: KEY}
TENANT = UUID(int=7)
SINCE = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
TAMPERINGS = tried(1000, 10_000)


def written(length: int, key: bytes = KEY) -> list[Link]:
    links: list[Link] = []
    before = START
    for seq in range(1, length + 1):
        says: dict[str, object] = {
            "at": SINCE + timedelta(minutes=seq),
            "kind": ("read", "decide", "disclose")[seq % 3],
            "member_id": UUID(int=seq),
            "categories": ["needs", "school"][: seq % 3],
            "number": f"2026-{seq:04}",
            "owner_id": None,
        }
        before = sealed(key, before, seq, says)
        links.append(Link(seq, says, 1, before))
    return links


def look(
    links: list[Link], head: tuple[int, bytes] | None, anchors: list[Anchor]
) -> tuple[int, Break] | None:
    found = first_break(links, head, anchors, KEYS.get)
    return (found.seq, found.how) if found else None


def test_a_trail_as_it_was_written_has_no_break() -> None:
    links = written(30)
    anchor = Anchor(TENANT, 20, links[19].seal)

    assert look(links, (30, links[-1].seal), [anchor]) is None
    assert look([], None, []) is None
    assert look([], (0, START), []) is None


def test_the_same_words_make_the_same_seal_however_they_come_back() -> None:
    there = {"at": SINCE, "roles": ["head", "dpo"], "owner_id": None}
    back = {"owner_id": None, "roles": ["dpo", "head"], "at": SINCE.astimezone()}

    assert sealed(KEY, START, 1, there) == sealed(KEY, START, 1, back)
    assert sealed(KEY, START, 1, there) != sealed(KEY, START, 2, there)
    assert sealed(KEY, START, 1, there) != sealed(KEY, START, 1, there | {"owner_id": ""})


def edit(links: list[Link], at: int, rng: Random) -> int:
    link = links[at]
    name = rng.choice(sorted(link.says))
    links[at] = Link(link.seq, link.says | {name: f"x{rng.random()}"}, link.key_number, link.seal)
    return at


def drop(links: list[Link], at: int, _: Random) -> int:
    del links[at]
    return at


def swap(links: list[Link], at: int, rng: Random) -> int:
    other = rng.choice([each for each in range(len(links)) if each != at])
    one, two = links[at], links[other]
    links[at] = Link(one.seq, two.says, two.key_number, two.seal)
    links[other] = Link(two.seq, one.says, one.key_number, one.seal)
    return min(at, other)


def add(links: list[Link], at: int, _: Random) -> int:
    links.insert(at, links[at])
    return at + 1


def forge(links: list[Link], at: int, _: Random) -> int:
    """Everything from there on sealed anew, with a key that the forger has made up."""
    before = links[at - 1].seal if at else START
    for place in range(at, len(links)):
        link = links[place]
        says = link.says | {"number": "2026-9999"}
        before = sealed(OTHER, before, link.seq, says)
        links[place] = Link(link.seq, says, link.key_number, before)
    return at


def other_key(links: list[Link], at: int, _: Random) -> int:
    link = links[at]
    links[at] = Link(link.seq, link.says, 2, link.seal)
    return at


def cut(links: list[Link], at: int, _: Random) -> int:
    del links[at:]
    return at


WAYS: tuple[Callable[[list[Link], int, Random], int], ...] = (
    edit,
    drop,
    swap,
    add,
    forge,
    other_key,
    cut,
)


def test_every_tampering_is_found_where_it_begins() -> None:
    rng = Random(2026)
    whole = written(40)
    head = (40, whole[-1].seal)
    anchored = [Anchor(TENANT, place, whole[place - 1].seal) for place in (10, 40)]

    for number in range(TAMPERINGS):
        links = list(whole)
        way = WAYS[number % len(WAYS)]
        first = way(links, rng.randrange(len(links)), rng) + 1

        found = first_break(links, head, anchored, KEYS.get)

        assert found is not None, (way.__name__, first)
        assert found.seq == first, (way.__name__, first, found)


def test_a_tail_cut_off_with_its_head_is_found_back_to_the_last_anchor() -> None:
    whole = written(20)
    anchor = Anchor(TENANT, 15, whole[14].seal)

    for kept in range(20):
        head = (kept, whole[kept - 1].seal if kept else START)
        found = look(whole[:kept], head, [anchor])
        assert found == ((kept + 1, Break.CUT) if kept < 15 else None)


@pytest.mark.parametrize("head", [None, (9, b"x" * 32), (11, b"x" * 32), (10, b"x" * 32)])
def test_a_head_that_says_otherwise_is_found(head: tuple[int, bytes] | None) -> None:
    assert look(written(10), head, []) == (11, Break.HEAD)
