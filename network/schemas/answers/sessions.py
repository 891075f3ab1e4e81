"""Sessions, rooms and attendance, as the house of the programme is told of them. No names."""

from marshmallow import fields

from network.programmes.sessions.kinds import (
    AttendanceMark,
    FollowUpKind,
    LendingRefusal,
    NoteCategory,
    RoomKind,
    SessionKind,
    SessionState,
)
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class TakenBack(Told):
    """A room of another house that it took back, and why."""

    room = fields.String(**some())
    reason = code(LendingRefusal, **some())


class ProgrammeSession(Told):
    """When and where a cohort meets, or one who takes part; the rooms by name."""

    id = fields.UUID(**some())
    programme_id = fields.UUID(**some())
    cohort_id = fields.UUID(**some())
    series_id = fields.UUID(**perhaps())
    kind = code(SessionKind, **some())
    enrolment_id = fields.UUID(**perhaps())
    programme = fields.String(**some())
    cohort = fields.String(**some())
    topic = fields.String(**some())
    place = fields.String(**some())
    rooms = fields.List(fields.String(), **some())
    taken_back = fields.List(fields.Nested(TakenBack), **some())
    starts_at = fields.DateTime(**some())
    ends_at = fields.DateTime(**some())
    state = code(SessionState, **some())
    reason = fields.String(**some())
    responsible_id = fields.UUID(**perhaps())
    deputy_id = fields.UUID(**perhaps())
    marked = fields.Integer(**some())
    version = fields.Integer(**some())


ProgrammeSessionPage = page_of(ProgrammeSession)


class SessionSeries(Told):
    """How sessions repeat, those that were planned of it, and the days to come it leaves out."""

    id = fields.UUID(**some())
    cohort_id = fields.UUID(**some())
    session_ids = fields.List(fields.UUID(), **some())
    left_out = fields.List(fields.Date(), **some())


class Attendee(Told):
    """Somebody who takes part in a session, and how they are marked; who rests need not be."""

    enrolment_id = fields.UUID(**some())
    reference = fields.String(**some())
    mark = code(AttendanceMark, **perhaps())
    rests = fields.Boolean(**some())


class AttendeeList(Told):
    items = fields.List(fields.Nested(Attendee), **some())


class AttendanceTotals(Told):
    """How many marks there are of each kind."""

    came = fields.Integer(**some())
    late = fields.Integer(**some())
    excused = fields.Integer(**some())
    unexcused = fields.Integer(**some())
    logistics = fields.Integer(**some())


class AttendedSession(Told):
    """A session of somebody, and how they were marked."""

    session_id = fields.UUID(**some())
    starts_at = fields.DateTime(**some())
    mark = code(AttendanceMark, **some())


AttendedSessionPage = page_of(
    AttendedSession, totals=fields.Nested(AttendanceTotals, required=True)
)


class SessionNote(Told):
    """What was noted of a session."""

    id = fields.UUID(**some())
    category = code(NoteCategory, **some())
    body = fields.String(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


class SessionNoteList(Told):
    items = fields.List(fields.Nested(SessionNote), **some())


class FollowUp(Told):
    """What was done about somebody who stayed away."""

    id = fields.UUID(**some())
    done = code(FollowUpKind, **some())
    words = fields.String(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


class FollowUpList(Told):
    items = fields.List(fields.Nested(FollowUp), **some())


class Room(Told):
    """A room or a piece of equipment of the house."""

    id = fields.UUID(**some())
    name = fields.String(**some())
    kind = code(RoomKind, **some())
    capacity = fields.Integer(**perhaps())
    lent = fields.Boolean(**some())
    lent_note = fields.String(**some())
    retired_at = fields.DateTime(**perhaps())


class RoomList(Told):
    items = fields.List(fields.Nested(Room), **some())


class LentRoom(Told):
    """A room or a piece of equipment that another house lends, and what to know of it."""

    id = fields.UUID(**some())
    tenant_id = fields.UUID(**some())
    tenant_name = fields.String(**some())
    name = fields.String(**some())
    kind = code(RoomKind, **some())
    capacity = fields.Integer(**perhaps())
    note = fields.String(**some())


LentRoomPage = page_of(LentRoom)


class TakenTime(Told):
    """When a lent room is taken; nobody learns for what."""

    room_id = fields.UUID(**some())
    starts_at = fields.DateTime(**some())
    ends_at = fields.DateTime(**some())


class TakenTimeList(Told):
    items = fields.List(fields.Nested(TakenTime), **some())


class RoomBooking(Told):
    """When a room is taken: by a session, or for another purpose, null where that is not kept any
    more. Where another house, the asker, has borrowed it, by which programme; who books there is
    not told. `refusal` is why it was taken back, empty where it was not."""

    id = fields.UUID(**some())
    room_id = fields.UUID(**some())
    session_id = fields.UUID(**perhaps())
    starts_at = fields.DateTime(**some())
    ends_at = fields.DateTime(**some())
    purpose = fields.String(**perhaps())
    asker_id = fields.UUID(**some())
    programme = fields.String(**some())
    refusal = fields.String(**some())
    by_name = fields.String(**some())
    released_at = fields.DateTime(**perhaps())


RoomBookingPage = page_of(RoomBooking)
