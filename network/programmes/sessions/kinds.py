"""The words of sessions, rooms and attendance. Pure.

Marks and note categories follow how services of this kind record attendance: came or not, with a
coded reason, and notes by category (capabilities, rows 54 and 55).
"""

from collections.abc import Iterable
from enum import StrEnum
from itertools import takewhile


class RoomKind(StrEnum):
    """What can be booked."""

    ROOM = "room"
    EQUIPMENT = "equipment"


class SessionKind(StrEnum):
    """For a whole cohort, or for one who takes part."""

    GROUP = "group"
    INDIVIDUAL = "individual"


class SessionState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class CancelReason(StrEnum):
    """Why a session is not held."""

    STAFF_ILL = "staff_ill"
    TOO_FEW = "too_few"
    NO_ROOM = "no_room"
    WEATHER = "weather"
    FAMILY_ASKED = "family_asked"
    OTHER_EVENT = "other_event"
    PLANNED_WRONGLY = "planned_wrongly"
    OVER = "over"


class LendingRefusal(StrEnum):
    """Why a house takes back a room that another house has booked."""

    NEEDED = "needed"
    REPAIRS = "repairs"
    CLOSED = "closed"
    PROGRAMME = "programme"
    OTHER = "other"


class AttendanceMark(StrEnum):
    """Whether somebody came; `LOGISTICS` is nobody's fault, such as a bus that did not go."""

    CAME = "came"
    LATE = "late"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"
    LOGISTICS = "logistics"


class NoteCategory(StrEnum):
    """What a note of a session is about."""

    PROGRESS = "progress"
    AGREEMENT = "agreement"
    OBSERVATION = "observation"
    ORGANISATION = "organisation"


class FollowUpKind(StrEnum):
    """What was done about somebody who stays away."""

    CALLED = "called"
    TALKED_WITH_PARENTS = "talked_with_parents"
    VISIT = "visit"
    INFORMED_ASKER = "informed_asker"
    NONE_NEEDED = "none_needed"


PRESENT = frozenset({AttendanceMark.CAME, AttendanceMark.LATE})
# Once may be forgotten; twice in a row is a sign, and early enough to win somebody back.
MISSED_IN_A_ROW = 2


def stays_away(newest_first: Iterable[AttendanceMark]) -> bool:
    """Whether somebody was away without an excuse so often in a row that they are asked after."""
    missed = takewhile(lambda mark: mark is AttendanceMark.UNEXCUSED, newest_first)
    return len(list(missed)) >= MISSED_IN_A_ROW
