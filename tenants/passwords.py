"""Passwords: what is asked of them, and how they are kept."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tenants.errors import N_, Invalid

SHORTEST = 15
LONGEST = 256
EASY = 10**8
"""Guesses below which a password counts as common: lists, sequences and repetitions fall here."""

PRODUCT = ("pristan", "pristan.test")
WEIGHED = 72
"""The estimator takes no more characters than this."""

TOO_SHORT = N_("The password needs at least %(shortest)s characters: four words, for example.")
TOO_LONG = N_("The password is too long: at most %(longest)s characters.")
TOO_COMMON = N_(
    "This password is too easy to guess. Choose several words that do not belong together."
)


class _Hashing:
    """How much work a hash takes, and a hash of nobody's password that takes as much."""

    def __init__(self, passes: int, memory_kib: int) -> None:
        self.hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self.nobodys = self.hasher.hash(secrets.token_urlsafe())


# Argon2id above the least that OWASP's Password Storage Cheat Sheet asks for (19 MiB, 2 passes).
_now = _Hashing(passes=3, memory_kib=19_456)


def use_cost(passes: int, memory_kib: int) -> None:
    """Make hashes cheaper or dearer from here on; older ones are made again at the next sign-in."""
    global _now  # noqa: PLW0603 - one cost for the whole process, set once at its start
    _now = _Hashing(passes, memory_kib)


def normalised(password: str) -> str:
    """One spelling for what looks the same, however the keyboard made it (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def require_good(password: str, *known: str) -> None:
    """Raise Invalid if the password is short, over-long, or easy to guess.

    `known` is what others know about the person (name, e-mail). No rules of composition: the
    length and a list of common passwords do more (NIST SP 800-63B, 3.1.1.2).
    """
    password = normalised(password)
    if len(password) < SHORTEST:
        raise Invalid(TOO_SHORT, "password", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise Invalid(TOO_LONG, "password", longest=LONGEST)
    from zxcvbn import zxcvbn

    if zxcvbn(password[:WEIGHED], user_inputs=_words(known))["guesses"] < EASY:
        raise Invalid(TOO_COMMON, "password")


def _words(known: tuple[str, ...]) -> list[str]:
    """An e-mail address is known whole, and by the part before and after the @."""
    parts = [part for one in known for part in (one, *one.replace("@", " ").split())]
    return [*PRODUCT, *parts]


def hashed(password: str) -> str:
    """The Argon2id hash that is kept."""
    return _now.hasher.hash(normalised(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether the password is the one that was hashed. Without a hash: no, after as long a time."""
    try:
        right = _now.hasher.verify(kept or _now.nobodys, normalised(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def outdated(kept: str) -> bool:
    """Whether the hash was made at another cost than today's."""
    return _now.hasher.check_needs_rehash(kept)
