"""What a passkey is asked to sign: kept here, known to one browser, good for once and for minutes.

WebAuthn Level 3, 13.4.3: challenges are random, made and checked by the server.
"""

import secrets
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from tenants import clock
from tenants.database import db, transaction
from tenants.digests import digest
from tenants.errors import N_, DomainError
from tenants.isolation import knocking
from tenants.models import Challenge

VALID_FOR = timedelta(minutes=5)
LENGTH = 32  # bytes
GONE = N_("That took too long, or was tried twice. Please try it once more.")


class Purpose(StrEnum):
    """For what something is signed: what was asked for one is good for no other."""

    REGISTER = "register"
    SIGN_IN = "sign_in"
    PROVE = "prove"


class ChallengeGone(DomainError):
    """There is no such challenge, it is too old, or something was signed for it already."""

    code = "challenge_gone"


def issue(purpose: Purpose, holder: str) -> bytes:
    """A new challenge for whoever is known by `holder`; the one before is good no more.

    Opens its own transaction, as it may be asked for before any scope exists.
    """
    key, challenge = _key(purpose, holder), secrets.token_bytes(LENGTH)
    kept = {"challenge": challenge, "expires_at": clock.now() + VALID_FOR}
    with knocking(key), transaction():
        db.session.execute(
            insert(Challenge)
            .values(key=key, **kept)
            .on_conflict_do_update(index_elements=["key"], set_=kept)
        )
    return challenge


def take(purpose: Purpose, holder: str) -> bytes:
    """The challenge of `holder`, which is used up by this. Raises ChallengeGone.

    Opens its own transaction: what was used up stays so, however the rest ends.
    """
    key = _key(purpose, holder)
    with knocking(key), transaction():
        found = db.session.execute(
            delete(Challenge)
            .where(Challenge.key == key)
            .returning(Challenge.challenge, Challenge.expires_at)
        ).one_or_none()
    if found is None or found.expires_at <= clock.now():
        raise ChallengeGone(GONE)
    taken: bytes = found.challenge
    return taken


def _key(purpose: Purpose, holder: str) -> str:
    return digest(f"challenge:{purpose}:{holder}")
