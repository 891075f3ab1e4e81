"""What is asked of a password, and how it is recognised."""

import pytest

from tenants import passwords
from tenants.errors import Invalid


@pytest.fixture(autouse=True)
def cheap() -> None:
    passwords.use_cost(passes=1, memory_kib=8)


@pytest.mark.parametrize(
    "good", ["pet zelenih konjev pleše", "rdeča streha nad morjem", "kava brez mleka ob petih"]
)
def test_a_few_words_are_a_good_password(good: str) -> None:
    passwords.require_good(good, "Ana Novak", "ana@pristan.test")


@pytest.mark.parametrize(
    ("weak", "sentence"),
    [
        ("kratko geslo", passwords.TOO_SHORT),
        ("štirinajst zna", passwords.TOO_SHORT),
        ("x" * 257, passwords.TOO_LONG),
        ("passwordpassword", passwords.TOO_COMMON),
        ("1234567890qwerty", passwords.TOO_COMMON),
        ("aaaaaaaaaaaaaaaaaaaa", passwords.TOO_COMMON),
        ("pristanpristanpristan", passwords.TOO_COMMON),
        ("ana.novak@dom-crna.si", passwords.TOO_COMMON),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(weak: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        passwords.require_good(weak, "Ana Novak", "ana.novak@dom-crna.si")

    assert (refusal.value.sentence, refusal.value.field) == (sentence, "password")


def test_a_password_is_the_same_however_the_keyboard_composes_it() -> None:
    kept = passwords.hashed("rde\u010da streha nad morjem")

    assert passwords.fits(kept, "rdec\u030ca streha nad morjem")


def test_another_password_does_not_fit() -> None:
    kept = passwords.hashed("rdeča streha nad morjem")

    assert not passwords.fits(kept, "rdeča streha pod morjem")


def test_without_a_hash_nothing_fits() -> None:
    assert not passwords.fits(None, "rdeča streha nad morjem")


def test_a_hash_of_another_cost_is_outdated() -> None:
    kept = passwords.hashed("rdeča streha nad morjem")
    assert not passwords.outdated(kept)

    passwords.use_cost(passes=2, memory_kib=16)

    assert passwords.outdated(kept)
    assert passwords.fits(kept, "rdeča streha nad morjem")
