"""Sessions: words for kinds, states, marks, notes and what is done about those who stay away."""

from enum import Enum

from network.programmes.sessions.kinds import (
    AttendanceMark,
    CancelReason,
    FollowUpKind,
    LendingRefusal,
    NoteCategory,
    RoomKind,
    SessionKind,
    SessionState,
)
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    RoomKind: {
        RoomKind.ROOM: N_("room"),
        RoomKind.EQUIPMENT: N_("equipment"),
    },
    SessionKind: {
        SessionKind.GROUP: N_("with the whole group"),
        SessionKind.INDIVIDUAL: N_("with one"),
    },
    SessionState: {
        SessionState.PLANNED: N_("planned"),
        SessionState.HELD: N_("has taken place"),
        SessionState.CANCELLED: N_("was cancelled"),
    },
    CancelReason: {
        CancelReason.STAFF_ILL: N_("staff is ill"),
        CancelReason.TOO_FEW: N_("too few can come"),
        CancelReason.NO_ROOM: N_("there is no room"),
        CancelReason.WEATHER: N_("the weather"),
        CancelReason.FAMILY_ASKED: N_("the family asked for it"),
        CancelReason.OTHER_EVENT: N_("something else takes place"),
        CancelReason.PLANNED_WRONGLY: N_("it was planned by mistake"),
        CancelReason.OVER: N_("it is over for those it was for"),
    },
    LendingRefusal: {
        LendingRefusal.NEEDED: N_("we need it ourselves"),
        LendingRefusal.REPAIRS: N_("it is being repaired"),
        LendingRefusal.CLOSED: N_("the house is closed on that day"),
        LendingRefusal.PROGRAMME: N_("it does not suit this programme"),
        LendingRefusal.OTHER: N_("another reason; call us"),
    },
    AttendanceMark: {
        AttendanceMark.CAME: N_("Came"),
        AttendanceMark.LATE: N_("Late"),
        AttendanceMark.EXCUSED: N_("Excused"),
        AttendanceMark.UNEXCUSED: N_("No excuse"),
        AttendanceMark.LOGISTICS: N_("Could not get there"),
    },
    NoteCategory: {
        NoteCategory.PROGRESS: N_("Progress"),
        NoteCategory.AGREEMENT: N_("What was agreed"),
        NoteCategory.OBSERVATION: N_("What was seen"),
        NoteCategory.ORGANISATION: N_("Organisation of it"),
    },
    FollowUpKind: {
        FollowUpKind.CALLED: N_("called the young person"),
        FollowUpKind.TALKED_WITH_PARENTS: N_("talked with the parents"),
        FollowUpKind.VISIT: N_("went to see them"),
        FollowUpKind.INFORMED_ASKER: N_("told whoever asked for the programme"),
        FollowUpKind.NONE_NEEDED: N_("nothing is needed"),
    },
}
"""What coded values are called on a page, by enumeration. English message ids."""
