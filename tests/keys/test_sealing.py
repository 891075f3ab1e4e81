"""What is sealed opens with its key and in its place, and nowhere else."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.keys import sealing
from network.keys.sealing import Unreadable, place, seal, unseal

KEY = bytes(range(32))
TENANT, PERSON = UUID(int=1), UUID(int=2)
HERE = place("file_parts", "sealed", TENANT, PERSON, "identity")


@given(st.binary(max_size=2000))
def test_what_was_sealed_is_read_again(plain: bytes) -> None:
    sealed = seal(KEY, plain, HERE)

    assert unseal(KEY, sealed, HERE) == plain
    assert len(plain) < 8 or plain not in sealed


@pytest.mark.parametrize(
    "elsewhere",
    [
        place("file_parts", "sealed", TENANT, PERSON, "health"),
        place("file_parts", "sealed", TENANT, UUID(int=3), "identity"),
        place("file_parts", "sealed", UUID(int=9), PERSON, "identity"),
        place("other", "sealed", TENANT, PERSON, "identity"),
    ],
)
def test_it_does_not_open_in_another_place(elsewhere: bytes) -> None:
    with pytest.raises(Unreadable):
        unseal(KEY, seal(KEY, b"Zala", HERE), elsewhere)


def test_it_does_not_open_with_another_key_or_changed() -> None:
    sealed = seal(KEY, b"Zala", HERE)
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])

    for key, what in ((sealing.fresh_key(), sealed), (KEY, changed), (KEY, b""), (KEY, sealed[:9])):
        with pytest.raises(Unreadable):
            unseal(key, what, HERE)


def test_the_same_words_are_never_sealed_the_same_way() -> None:
    assert seal(KEY, b"Zala", HERE) != seal(KEY, b"Zala", HERE)
