"""The codes of breaches, and the settled numbers of this room. Pure.

Codes are never reused.
"""

from datetime import timedelta
from enum import StrEnum

TOLD_WITHIN = timedelta(hours=72)  # GDPR article 33 (1), from when the house became aware of it
LONGEST_DAYS = 30  # of an inspection
ENDS_SOON = timedelta(days=30)  # a legal basis; the view of the database says the same


class Risk(StrEnum):
    """What a breach may do to those whom it is about (GDPR articles 33 and 34)."""

    NONE = "none"
    RISK = "risk"
    HIGH = "high"


class BreachStep(StrEnum):
    """What was done about a breach."""

    REPORTED = "reported"
    JUDGED_NONE = "judged_none"
    JUDGED_RISK = "judged_risk"
    JUDGED_HIGH = "judged_high"
    COMMISSIONER_TOLD = "commissioner_told"
    PERSONS_TOLD = "persons_told"
    CLOSED = "closed"


JUDGED: dict[Risk, BreachStep] = {
    Risk.NONE: BreachStep.JUDGED_NONE,
    Risk.RISK: BreachStep.JUDGED_RISK,
    Risk.HIGH: BreachStep.JUDGED_HIGH,
}
