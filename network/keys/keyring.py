"""What the deployment's secrets are for, and how they are written down. Pure.

A line a key: what it is for, its number, and 32 random bytes in base64: `trail 1 m3Xo...=`. New
keys are added below; an old one stays as long as anything was made with it.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LENGTH = 32  # bytes
HEAD = "# The keys of one deployment of Pristan. Keep a copy where no copy of the database lies.\n"


class Use(StrEnum):
    """What a key is for; each has keys of its own."""

    MASTER = "master"
    TRAIL = "trail"
    MATCH = "match"


class KeyringError(RuntimeError):
    """The keys are missing, open to others, or not those of this database."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys by what they are for and their number. Never shown."""

    keys: Mapping[tuple[Use, int], bytes] = field(repr=False)

    @classmethod
    def fresh(cls) -> "Keyring":
        """One new key for everything."""
        return cls({(use, 1): secrets.token_bytes(LENGTH) for use in Use})

    def lacks(self) -> list[Use]:
        """What there is no key for: an older Pristan did not need it yet."""
        return [use for use in Use if not any(each is use for each, _ in self.keys)]

    def newest(self, use: Use) -> int:
        """The number of the key to use from now on."""
        return max((number for each, number in self.keys if each is use), default=0)

    def key(self, use: Use, number: int) -> bytes:
        """One key. Raises KeyringError if it is not there."""
        found = self.keys.get((use, number))
        if found is None:
            raise KeyringError(f"The key '{use} {number}' is missing from the keys.")
        return found

    def mark(self, use: Use, number: int) -> bytes:
        """By what a database knows this key again, without learning anything of it."""
        return hmac.digest(self.key(use, number), b"pristan: this very key", hashlib.sha256)


def read(text: str) -> Keyring:
    """The keys as they are written down. Raises KeyringError with the line that makes no sense."""
    lines = [line.strip() for line in text.splitlines()]
    keys = dict(
        _key(number, line) for number, line in enumerate(lines, 1) if line and line[0] != "#"
    )
    return Keyring(keys)


def _key(line_number: int, line: str) -> tuple[tuple[Use, int], bytes]:
    try:
        use, number, written = line.split()
        key = base64.b64decode(written, validate=True)
        if len(key) != LENGTH or int(number) < 1:
            raise ValueError(line_number)
        return (Use(use), int(number)), key
    except (ValueError, binascii.Error):
        raise KeyringError(f"Line {line_number} of the keys is not a key.") from None


def written(keyring: Keyring) -> str:
    """The keys as lines, with a word to whoever finds them."""
    return HEAD + "".join(_line(*each, key) for each, key in sorted(keyring.keys.items()))


def new_line(use: Use, number: int) -> str:
    """A new key, as it is to be written below the others."""
    return _line(use, number, secrets.token_bytes(LENGTH))


def _line(use: Use, number: int, key: bytes) -> str:
    return f"{use} {number} {base64.b64encode(key).decode()}\n"
