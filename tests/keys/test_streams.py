"""Long contents are sealed piece by piece, and the pieces only open together and in their order."""

import pytest

from network.keys import sealing, streams
from network.keys.streams import PIECE, TAG

WHERE = b"stored_documents/content/tenant/row"
KEY = sealing.fresh_key()


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_opens_again_however_it_comes(length: int) -> None:
    content = bytes(range(256)) * (length // 256) + b"x" * (length % 256)
    sealed = b"".join(streams.seal(KEY, content, WHERE))

    in_steps = [sealed[at : at + 1000] for at in range(0, len(sealed), 1000)]

    assert b"".join(streams.unseal(KEY, in_steps, WHERE)) == content


@pytest.fixture
def pieces() -> list[bytes]:
    return list(streams.seal(KEY, b"a" * PIECE + b"b" * PIECE + b"c" * 10, WHERE))


def refused(sealed: list[bytes], key: bytes = KEY, where: bytes = WHERE) -> bool:
    with pytest.raises(sealing.Unreadable):
        b"".join(streams.unseal(key, sealed, where))
    return True


def test_pieces_cannot_be_cut_off_swapped_repeated_or_changed(pieces: list[bytes]) -> None:
    first, second, last = pieces

    assert refused([first, second])
    assert refused([first])
    assert refused([])
    assert refused([second, first, last])
    assert refused([first, first, second, last])
    assert refused([first, last])
    assert refused([first, second, last, last])
    assert refused([first, second, last[:-1]])
    assert refused([first, bytes([second[0] ^ 1]) + second[1:], last])


def test_pieces_of_another_place_or_key_do_not_open(pieces: list[bytes]) -> None:
    assert refused(pieces, where=WHERE + b"2")
    assert refused(pieces, key=sealing.fresh_key())


def test_a_content_needs_hardly_more_room_sealed(pieces: list[bytes]) -> None:
    assert [len(piece) for piece in pieces] == [PIECE + TAG, PIECE + TAG, 10 + TAG]
