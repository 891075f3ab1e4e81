"""What stands beside the number of free places. Pure.

Free, free from a day and full follow from the places. The rest only the home can say, and it says
so until a day: assess first, emergencies only, a waiting list, closed to intake.
"""

from datetime import date
from enum import StrEnum


class Intake(StrEnum):
    """What a home says of its intake."""

    OPEN = "open"
    ASSESS_FIRST = "assess_first"
    EMERGENCY_ONLY = "emergency_only"
    WAITING_LIST = "waiting_list"
    CLOSED = "closed"


class CapacityStatus(StrEnum):
    """How a group stands on a day, the most welcoming first."""

    FREE = "free"
    ASSESS_FIRST = "assess_first"
    EMERGENCY_ONLY = "emergency_only"
    FREE_FROM = "free_from"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    CLOSED = "closed"


RANK = {status: rank for rank, status in enumerate(CapacityStatus)}
# Neither a day nor a list to wait for says more than the other about how soon somebody gets in.
RANK[CapacityStatus.WAITING_LIST] = RANK[CapacityStatus.FULL] = RANK[CapacityStatus.FREE_FROM]
WITH_ROOM = {
    Intake.OPEN: CapacityStatus.FREE,
    Intake.ASSESS_FIRST: CapacityStatus.ASSESS_FIRST,
    Intake.EMERGENCY_ONLY: CapacityStatus.EMERGENCY_ONLY,
    Intake.WAITING_LIST: CapacityStatus.WAITING_LIST,
}


def in_force(intake: str, until: date | None, on: date) -> Intake:
    """What the home has said, as of a day; `until` is the first day on which it no longer holds."""
    return Intake(intake) if until is None or on < until else Intake.OPEN


def status(intake: Intake, free: int, free_from: date | None) -> CapacityStatus:
    """How a group stands: so many places free on the day, the next ones on `free_from`."""
    if intake is Intake.CLOSED:
        return CapacityStatus.CLOSED
    if free:
        return WITH_ROOM[intake]
    if intake is Intake.WAITING_LIST:
        return CapacityStatus.WAITING_LIST
    return CapacityStatus.FREE_FROM if free_from else CapacityStatus.FULL
