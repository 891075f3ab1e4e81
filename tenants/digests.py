"""Secrets we hand out and never keep: only their digests go into the database."""

import hashlib
import secrets
import unicodedata

BYTES = 32


def fresh_secret() -> str:
    """256 random bits, as 43 characters that may stand in a URL."""
    return secrets.token_urlsafe(BYTES)


def digest(secret: str) -> str:
    """What is kept of a secret. It is random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def login_key(email: str) -> str:
    """By what an account is found: the same for every spelling of an e-mail address."""
    return digest("login:" + normalised_email(email))


def normalised_email(email: str) -> str:
    return unicodedata.normalize("NFKC", email).strip().casefold()
