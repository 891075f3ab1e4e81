"""How far a confirmation can still be trusted. Pure.

Settled numbers of the product: amber after 48 hours, greyed and ranked last after 7 days.
"""

from datetime import datetime, timedelta
from enum import StrEnum

AGEING_AFTER = timedelta(hours=48)
STALE_AFTER = timedelta(days=7)


class Freshness(StrEnum):
    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"


def freshness(confirmed_at: datetime | None, now: datetime) -> Freshness:
    """How fresh "still true" is; a group never confirmed is stale."""
    if confirmed_at is None or now - confirmed_at >= STALE_AFTER:
        return Freshness.STALE
    if now - confirmed_at >= AGEING_AFTER:
        return Freshness.AGEING
    return Freshness.FRESH
