"""When somebody was here last: the latest look at their day that lies at least AWAY before this
one, so that a reload does not empty what is new. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

AWAY = timedelta(minutes=30)
APART = timedelta(minutes=5)  # looks nearer to each other than this count as one
FIRST = timedelta(days=7)  # how far back somebody sees who was never here, or not for long


def last_visit(looks: Sequence[datetime], now: datetime) -> datetime:
    """From when on things are new to somebody who looked at these moments, and looks now."""
    before = [at for at in looks if at <= now - AWAY]
    return max([*before, now - FIRST])


def with_look(looks: Sequence[datetime], now: datetime) -> list[datetime]:
    """The looks to be kept once there is one more: those that can still be the last visit of a
    later one."""
    since = last_visit(looks, now)
    kept = [at for at in sorted(looks) if at >= since]
    return kept if kept and now - kept[-1] < APART else [*kept, now]
