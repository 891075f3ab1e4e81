"""Whatever is done to a trail by whoever owns its tables, it is found, and where."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from network.trail.chain import (
    START,
    Anchor,
    Break,
    Checkpoint,
    Link,
    first_break,
    sealed,
    signed,
)
from tests.effort import tried

KEY, OTHER = b"k" * 32, b"o" * 32
KEYS = {1: KEY}
TENANT = UUID(int=7)
SINCE = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
TAMPERINGS = tried(350, 10_000)


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


def pruned(whole: list[Link], gone: int, key: bytes = KEY) -> Checkpoint:
    """What stands for the first so many entries."""
    seal = whole[gone - 1].seal
    return Checkpoint(TENANT, gone, seal, SINCE, 1, signed(key, TENANT, gone, seal, SINCE))


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


def forge(links: list[Link], at: int, rng: Random) -> int:
    """Everything from there on sealed anew, with a key that the forger has made up."""
    before = links[at - 1].seal if at else rng.randbytes(32)
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


@pytest.mark.parametrize("gone", [0, 15])
def test_every_tampering_is_found_where_it_begins(gone: int) -> None:
    """Of a whole trail and of one whose oldest entries were pruned."""
    rng = Random(2026)
    everything = written(40)
    since = pruned(everything, gone) if gone else None
    whole = everything[gone:]
    head = (40, whole[-1].seal)
    anchored = [Anchor(TENANT, place, everything[place - 1].seal) for place in (10, 30, 40)]

    for number in range(TAMPERINGS):
        links = list(whole)
        way = WAYS[number % len(WAYS)]
        first = gone + way(links, rng.randrange(len(links)), rng) + 1

        found = first_break(links, head, anchored, KEYS.get, since)

        assert found is not None, (way.__name__, first)
        assert found.seq == first, (way.__name__, first, found)


def test_a_pruned_trail_holds_from_its_checkpoint_on() -> None:
    whole = written(20)
    head, old = (20, whole[-1].seal), Anchor(TENANT, 3, whole[2].seal)

    def found(since: Checkpoint | None, links: list[Link]) -> tuple[int, Break] | None:
        broken = first_break(links, head, [old], KEYS.get, since)
        return (broken.seq, broken.how) if broken else None

    assert found(pruned(whole, 8), whole[8:]) is None
    assert first_break([], head, [old], KEYS.get, pruned(whole, 20)) is None
    assert found(None, whole[8:]) == (1, Break.MISSING)
    assert found(pruned(whole, 7), whole[8:]) == (8, Break.MISSING)
    assert found(pruned(whole, 8, OTHER), whole[8:]) == (8, Break.CHECKPOINT)


@pytest.mark.parametrize("name", ["tenant_id", "seq", "seal", "upto", "key_number", "mac"])
def test_whatever_is_changed_of_a_checkpoint_is_found(name: str) -> None:
    whole = written(20)
    since = pruned(whole, 8)
    other = {
        "tenant_id": UUID(int=8),
        "seq": 9,
        "seal": whole[8].seal,
        "upto": SINCE + timedelta(days=365),
        "key_number": 2,
        "mac": whole[7].seal,
    }

    changed = replace(since, **{name: other[name]})  # type: ignore[arg-type]
    found = first_break(whole[changed.seq :], (20, whole[-1].seal), [], KEYS.get, changed)

    assert found is not None
    assert found.how is Break.CHECKPOINT


def test_a_checkpoint_that_an_anchor_contradicts_is_found() -> None:
    whole, other = written(20), written(20, OTHER)
    anchor = Anchor(TENANT, 8, other[7].seal)

    found = first_break(whole[8:], (20, whole[-1].seal), [anchor], KEYS.get, pruned(whole, 8))

    assert found is not None
    assert (found.seq, found.how) == (8, Break.CHECKPOINT)


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
