"""How the entries of a trail hang together, and how a break is found. Pure.

Each entry carries an HMAC (RFC 2104) over what it says and over the HMAC before it, under a key
that the database never holds: whoever owns the tables can change, swap, add and cut entries, but
cannot make the chain fit again. That the newest were cut off is seen by the anchors, which lie
elsewhere. Of a trail that was pruned a checkpoint stands where the oldest entries stood: the place
and the seal of the last of them, signed with the same key.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

Words = Mapping[str, object]
START = bytes(32)
SIGNS = b"pristan: what was pruned"  # so that no seal of an entry is ever taken for a signature


class Break(StrEnum):
    """How the chain of a tenant is broken."""

    MISSING = "missing"
    CHANGED = "changed"
    CUT = "cut"
    HEAD = "head"
    ANCHOR = "anchor"
    CHECKPOINT = "checkpoint"


@dataclass(frozen=True, slots=True)
class Link:
    """One entry: its place, what it says, with which key, and the seal it carries."""

    seq: int
    says: Words
    key_number: int
    seal: bytes


@dataclass(frozen=True, slots=True)
class Anchor:
    """Up to where a trail had come on some day, and the seal it had there."""

    tenant_id: UUID
    seq: int
    seal: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Up to where a trail was pruned: the last entry that went, its seal, before which moment all
    that went was written, and the signature with the key of that number."""

    tenant_id: UUID
    seq: int
    seal: bytes
    upto: datetime
    key_number: int
    mac: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """The first entry that is not as it was written, and how that shows."""

    seq: int
    how: Break


def sealed(key: bytes, before: bytes, seq: int, says: Words) -> bytes:
    """The seal of an entry that comes after one with the seal `before`."""
    return hmac.digest(key, before + seq.to_bytes(8, "big") + canonical(says), hashlib.sha256)


def signed(key: bytes, tenant_id: UUID, seq: int, seal: bytes, upto: datetime) -> bytes:
    """The signature under a checkpoint: nobody without the key moves it to another place, another
    trail or another year."""
    own = hmac.digest(key, SIGNS, hashlib.sha256)
    said = canonical({"tenant": tenant_id, "seq": seq, "seal": seal.hex(), "upto": upto})
    return hmac.digest(own, said, hashlib.sha256)


def canonical(says: Words) -> bytes:
    """The same bytes for the same words, whatever order they came in."""
    plain = {name: _plain(value) for name, value in says.items()}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, list | tuple | frozenset | set):
        return sorted(map(str, value))
    return None if value is None else str(value)


def first_break(
    links: Iterable[Link],
    head: tuple[int, bytes] | None,
    anchors: Collection[Anchor],
    key: Callable[[int], bytes | None],
    since: Checkpoint | None = None,
) -> Found | None:
    """Where a trail was tampered with first; None: nowhere.

    `links` come in the order of their places, `head` says where the trail has come to, `anchors`
    are those of this trail, `key` knows the keys by number, `since` stands for what was pruned.
    What comes after the first break is of no worth as proof.
    """
    if since and not _holds(key(since.key_number), since, anchors):
        return Found(since.seq, Break.CHECKPOINT)
    start = (since.seq, since.seal) if since else (0, START)
    return _first_after(start, links, head or (0, START), anchors, key)


def _first_after(
    start: tuple[int, bytes],
    links: Iterable[Link],
    head: tuple[int, bytes],
    anchors: Iterable[Anchor],
    key: Callable[[int], bytes | None],
) -> Found | None:
    place, before = start
    known = {anchor.seq: anchor.seal for anchor in anchors if anchor.seq > place}
    for link in links:
        place += 1
        if link.seq != place:
            return Found(place, Break.MISSING)
        used = key(link.key_number)
        if used is None or not _fits(used, before, link):
            return Found(place, Break.CHANGED)
        if known.pop(place, link.seal) != link.seal:
            return Found(place, Break.ANCHOR)
        before = link.seal
    if known:
        return Found(place + 1, Break.CUT)
    if head != (place, before):
        return Found(place + 1, Break.HEAD)
    return None


def _fits(key: bytes, before: bytes, link: Link) -> bool:
    return hmac.compare_digest(sealed(key, before, link.seq, link.says), link.seal)


def _holds(key: bytes | None, since: Checkpoint, anchors: Collection[Anchor]) -> bool:
    """Whether the checkpoint is signed, and no anchor of its place says otherwise."""
    said = (since.tenant_id, since.seq, since.seal, since.upto)
    return (
        key is not None
        and hmac.compare_digest(signed(key, *said), since.mac)
        and all(one.seal == since.seal for one in anchors if one.seq == since.seq)
    )
