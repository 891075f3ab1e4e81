"""The codes of a transfer, and where it stands. Pure. Codes are never reused."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

TAKEN_WITHIN = timedelta(days=14)  # so long what was handed over can be taken


class CaseReason(StrEnum):
    """Why another centre takes the case."""

    MOVED = "moved"
    GUARDIANSHIP = "guardianship"
    COURT = "court"
    OTHER = "other"


class CaseRefusal(StrEnum):
    """Why the case is not handed over."""

    UNKNOWN = "unknown"
    STAYS_WITH_US = "stays_with_us"
    NOT_READY = "not_ready"
    CALL_US = "call_us"


class CaseAnswer(StrEnum):
    """What the centre answers whose case it is."""

    APPROVED = "approved"
    DECLINED = "declined"


class CaseStanding(StrEnum):
    """Where a transfer stands."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"
    LAPSED = "lapsed"


class Known(Protocol):
    """What is known of a transfer; its row is."""

    @property
    def answer(self) -> str: ...
    @property
    def answered_at(self) -> datetime | None: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...
    @property
    def taken_at(self) -> datetime | None: ...


def standing(transfer: Known, now: datetime) -> CaseStanding:
    """Where it stands; what nobody takes over within fourteen days lapses."""
    if transfer.taken_at is not None:
        return CaseStanding.TAKEN
    if transfer.withdrawn_at is not None:
        return CaseStanding.WITHDRAWN
    if transfer.answer == CaseAnswer.DECLINED:
        return CaseStanding.DECLINED
    if transfer.answered_at is None:
        return CaseStanding.ASKED
    return (
        CaseStanding.APPROVED if now < transfer.answered_at + TAKEN_WITHIN else CaseStanding.LAPSED
    )
