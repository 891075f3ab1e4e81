"""What is kept so that only the holder of a key can read it (AES-256-GCM, NIST SP 800-38D). Pure.

What was sealed belongs to one place: the table, column, tenant and row are bound to it as
associated data, so that a sealed value that somebody moves to another row does not open there.
"""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_LENGTH = 32  # bytes
NONCE_LENGTH = 12  # bytes, drawn anew each time


class Unreadable(RuntimeError):
    """What was sealed does not open: another key, another place, or it was changed."""


def fresh_key() -> bytes:
    """A key that nobody has seen."""
    return secrets.token_bytes(KEY_LENGTH)


def place(table: str, column: str, tenant_id: UUID, *row: object) -> bytes:
    """Where something sealed belongs."""
    return "/".join(map(str, (table, column, tenant_id, *row))).encode()


def seal(key: bytes, plain: bytes, where: bytes) -> bytes:
    """`plain`, readable only with the key and only in its place."""
    nonce = secrets.token_bytes(NONCE_LENGTH)
    return nonce + AESGCM(key).encrypt(nonce, plain, where)


def unseal(key: bytes, sealed: bytes, where: bytes) -> bytes:
    """What was sealed. Raises Unreadable."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], where)
    except (InvalidTag, ValueError):
        raise Unreadable("This does not open here.") from None
