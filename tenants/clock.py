"""The one door to time. Everything that asks what time it is asks here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Ljubljana")

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _stopped.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in Slovenia, where the homes and the young people are."""
    return local_day(now())


def begins(day: date) -> datetime:
    """The first moment of a day in Slovenia."""
    return datetime.combine(day, time(), LOCAL)


def local_day(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()


def set_time() -> datetime | None:
    """The time that was set with `frozen`, if any; the database is told of it."""
    return _stopped.get()


@contextmanager
def frozen(at: datetime) -> Iterator[datetime]:
    """Stop the clock at `at` (aware). For tests and for making demo history.

    The database follows only where it was made as a demo or test database: `app_now()`
    ignores a set time in production.
    """
    if at.tzinfo is None:
        raise ValueError("a frozen clock needs an aware time")
    token = _stopped.set(at.astimezone(UTC))
    try:
        yield at
    finally:
        _stopped.reset(token)
