"""Long contents, sealed piece by piece under a key of their own (AES-256-GCM). Pure.

To each piece are bound its place, its number and whether it is the last, as in STREAM (Hoang,
Reyhanitabar, Rogaway, Vizár 2015), so that pieces cannot be cut off, swapped or repeated. Since a
key seals one content only, the number of the piece is its nonce.
"""

from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from network.keys.sealing import NONCE_LENGTH, Unreadable

PIECE = 256 * 1024  # bytes of content
TAG = 16  # bytes that the seal of a piece adds


def seal(key: bytes, content: bytes, where: bytes) -> Iterator[bytes]:
    """The sealed pieces of `content`; `key` must never have sealed anything else."""
    cipher, whole = AESGCM(key), memoryview(content)
    for number, start in enumerate(range(0, max(len(whole), 1), PIECE)):
        last = start + PIECE >= len(whole)
        piece = whole[start : start + PIECE]
        yield cipher.encrypt(_nonce(number, last), piece, _bound(where, number, last))


def unseal(key: bytes, sealed: Iterable[bytes], where: bytes) -> Iterator[bytes]:
    """The pieces of what was sealed, however they come. Raises Unreadable, at the latest at the
    end: until then it is not known whether that is all."""
    cipher, number = AESGCM(key), 0
    pieces = _pieces(sealed)
    held = next(pieces, b"")
    for following in pieces:
        yield _unsealed(cipher, held, where, number, last=False)
        held, number = following, number + 1
    yield _unsealed(cipher, held, where, number, last=True)


def _unsealed(cipher: AESGCM, piece: bytes, where: bytes, number: int, *, last: bool) -> bytes:
    try:
        return cipher.decrypt(_nonce(number, last), piece, _bound(where, number, last))
    except (InvalidTag, ValueError):
        raise Unreadable("This does not open here.") from None


def _pieces(sealed: Iterable[bytes]) -> Iterator[bytes]:
    """What comes in any lengths, in the lengths in which it was sealed."""
    held = bytearray()
    for arrived in sealed:
        held += arrived
        while len(held) >= PIECE + TAG:
            yield bytes(held[: PIECE + TAG])
            del held[: PIECE + TAG]
    if held:
        yield bytes(held)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(NONCE_LENGTH - 1, "big") + bytes([last])


def _bound(where: bytes, number: int, last: bool) -> bytes:
    return where + b"/%d/%s" % (number, b"last" if last else b"more")
