"""The codes of answers, of reasons to break the glass, and of what is thought of it. Pure.

Codes are never reused.
"""

from datetime import timedelta
from enum import StrEnum

from tenants.errors import N_

ASKED_FOR = timedelta(days=7)  # so long a question is answered, and a glass may be broken for it
OPEN_FOR = timedelta(minutes=60)  # product, settled numbers
JUDGED_WITHIN = timedelta(hours=72)
MOST_QUESTIONS, PERIOD = 20, timedelta(hours=1)  # of one member
KNOWN = N_("Another member of the network may know this young person: ask.")


class Answer(StrEnum):
    """What the house that is asked answers."""

    CALL_US = "call_us"
    DECLINED = "declined"


class Danger(StrEnum):
    """Why the glass is broken (GDPR article 6 (1) d: vital interests)."""

    LIFE = "life"
    ABSCONDED_FOUND = "absconded_found"
    ACUTE_MEDICAL = "acute_medical"
    OTHER = "other"


class Verdict(StrEnum):
    """What the house whose file was opened thinks of it."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
