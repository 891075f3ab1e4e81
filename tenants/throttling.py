"""Guessing is slowed down, by account and by address, for all workers together.

An attempt is counted before it is known how it ends, so that a hundred at once cannot slip
through together; a success takes its own attempt back.
"""

import ipaddress
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import text

from tenants import clock
from tenants.database import db, transaction
from tenants.digests import digest, normalised_email
from tenants.errors import N_, DomainError
from tenants.isolation import knocking

WINDOW = timedelta(minutes=15)
LONGEST = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 30
MAILS = 3


class Door(StrEnum):
    """Where somebody guesses. A program with an old token must not lock people out of sign-in."""

    SIGN_IN = "sign-in"
    LINK = "link"
    PROGRAM = "program"
    FORGOTTEN = "forgotten"
    OWN_PAGE = "own-page"


@dataclass(frozen=True, slots=True)
class Key:
    """What attempts are counted by (a digest, never the address itself), and how many are free."""

    digest: str
    limit: int


class Throttled(DomainError):
    """Too many attempts. `seconds` is how long to wait."""

    code = "throttled"

    def __init__(self, until: datetime) -> None:
        self.seconds = max(1, math.ceil((until - clock.now()).total_seconds()))
        super().__init__(WAIT, minutes=math.ceil(self.seconds / 60))


WAIT = N_(
    "There were too many attempts. For everybody's safety, wait %(minutes)s min and try again."
)

# A failure long after the last one, or after the last pause, starts a new count.
COUNT = text(
    "INSERT INTO throttles AS t (key, failures, window_started_at) VALUES (:key, 1, :now)"
    " ON CONFLICT (key) DO UPDATE SET blocked_until = NULL,"
    " failures = CASE WHEN t.window_started_at <= :stale THEN 1 ELSE t.failures + 1 END,"
    " window_started_at = CASE WHEN t.window_started_at <= :stale THEN :now"
    " ELSE t.window_started_at END"
    " WHERE t.blocked_until IS NULL OR t.blocked_until <= :now"
    " RETURNING failures"
)
BLOCK = text(
    "UPDATE throttles SET blocked_until = :until, window_started_at = :until WHERE key = :key"
)
BLOCKED = text("SELECT blocked_until FROM throttles WHERE key = :key")
CLEAR = text("DELETE FROM throttles WHERE key = :key")
TAKE_BACK = text(
    "UPDATE throttles SET failures = failures - 1,"
    " blocked_until = CASE WHEN failures > :limit THEN blocked_until END WHERE key = :key"
)


def by_account(email: str) -> Key:
    return Key(digest("account:" + normalised_email(email)), PER_ACCOUNT)


def by_second_step(account_id: UUID) -> Key:
    """Apart from the password: whoever guesses codes has that already."""
    return Key(digest(f"second:{account_id}"), PER_ACCOUNT)


def by_forgotten(email: str) -> Key:
    """Whoever asks for mails to somebody must not be able to flood them, nor lock them out."""
    return Key(digest("forgotten:" + normalised_email(email)), MAILS)


def by_address(door: Door, address: str) -> Key:
    """All of an IPv6 subscriber's addresses (the first 64 bits) count as one."""
    return Key(digest(f"address:{door}:{_subscriber(address)}"), PER_ADDRESS)


def _subscriber(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:  # noqa: PLR2004 - the version is its name
        return str(ipaddress.ip_network((known, 64), strict=False))
    return address


def attempt(*keys: Key) -> None:
    """Count one attempt by each key; raise Throttled if one of them has to wait."""
    for key in keys:
        _at(key, _count)


def forget(key: Key) -> None:
    """It was the right person: the slate is clean."""
    _at(key, lambda key: db.session.execute(CLEAR, {"key": key.digest}))


def take_back(key: Key) -> None:
    """This one attempt was right; what others tried from the same address stays counted."""
    said = {"key": key.digest, "limit": key.limit}
    _at(key, lambda _: db.session.execute(TAKE_BACK, said))


def _at(key: Key, act: Callable[[Key], object]) -> None:
    with knocking(key.digest), transaction():
        act(key)


def _count(key: Key) -> None:
    now = clock.now()
    said = {"key": key.digest, "now": now, "stale": now - WINDOW}
    failures = db.session.scalar(COUNT, said)
    if failures is None:
        raise Throttled(db.session.scalars(BLOCKED, {"key": key.digest}).one())
    if failures >= key.limit:
        db.session.execute(BLOCK, {"key": key.digest, "until": now + pause(failures, key.limit)})


def pause(failures: int, limit: int) -> timedelta:
    """How long to wait after so many failures: 1, 2, 4, 8 minutes, and never above 15."""
    doubled = min(failures - limit, 10)
    return min(timedelta(minutes=2**doubled), LONGEST)
