"""Sessions, who came to them, and the rooms they are held in, as people and programs say them."""

from datetime import date

from marshmallow import fields, validate

from network.programmes.sessions.kinds import (
    AttendanceMark,
    CancelReason,
    FollowUpKind,
    LendingRefusal,
    NoteCategory,
    RoomKind,
    SessionKind,
)
from network.schemas.notices import hour
from network.schemas.values import LONG, NOTE, Given, Whole, day, line, one_of, text, whole

MOST_ROOMS, MOST_MARKS, MOST_DAYS = 20, 200, 400
A_DAY = 24 * 60


def days_of_a_year() -> fields.List[date]:
    """Days, each of them one of a rhythm."""
    return fields.List(day(), load_default=list, validate=validate.Length(max=MOST_DAYS))


class SessionTimes(Given):
    """A day, a time by the clock on the wall here, and how many minutes it takes."""

    on = day(required=True)
    begins = hour()
    minutes = whole(5, A_DAY, required=True)


class SessionChangeIn(SessionTimes):
    """When, where and with whom; the topic is short and never a name. The rooms are booked."""

    topic = line(load_default="")
    place = line(load_default="")
    room_ids = fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_ROOMS)
    )
    responsible_id = fields.UUID(allow_none=True, load_default=None)
    deputy_id = fields.UUID(allow_none=True, load_default=None)


class SessionPlanIn(SessionChangeIn):
    """One session of a cohort, or with one who takes part in it."""

    kind = one_of(SessionKind, load_default=SessionKind.GROUP)
    enrolment_id = fields.UUID(allow_none=True, load_default=None)


class SessionSeriesIn(SessionPlanIn):
    """The same again and again: on weekdays (0 is Monday) of every so manieth week until a day,
    but for days on which nobody works (unless `nevertheless`) and those it is to be `without`."""

    until = day(required=True)
    weekdays = fields.List(
        Whole(validate=validate.Range(0, 6)), load_default=list, validate=validate.Length(max=7)
    )
    every = whole(1, 8, load_default=1)
    skips_holidays = fields.Boolean(load_default=True)
    nevertheless = days_of_a_year()
    without = days_of_a_year()


class SessionForm(SessionSeriesIn):
    """Either of the two, as a page asks for it: without a last day it is one session. `look` shows
    first what it would come to; `seen` are the days left out that were shown."""

    cohort_id = fields.UUID(required=True)
    until = day(allow_none=True, load_default=None)
    look = fields.Boolean(load_default=False)
    seen = fields.String(load_default="")


class SessionCancelIn(Given):
    """Why it is not held."""

    reason = one_of(CancelReason, required=True)


class AttendanceIn(Given):
    """Who came, by enrolment, and what is said of all others who take part."""

    marks = fields.Dict(
        keys=fields.UUID(),
        values=one_of(AttendanceMark),
        load_default=dict,
        validate=validate.Length(max=MOST_MARKS),
    )
    others = one_of(AttendanceMark, allow_none=True, load_default=None)


class SessionNoteIn(Given):
    """What is noted of a session, and what it is about."""

    category = one_of(NoteCategory, required=True)
    body = text(LONG, required=True)


class FollowUpIn(Given):
    """What was done about somebody who stayed away."""

    done = one_of(FollowUpKind, required=True)
    words = text(NOTE, load_default="")


class RoomIn(Given):
    """A room or a piece of equipment of the house."""

    name = line(60, required=True)
    kind = one_of(RoomKind, load_default=RoomKind.ROOM)
    capacity = whole(1, 1000, allow_none=True, load_default=None)


class PutInDay(Given):
    """A day that a series leaves out, and on which it meets nevertheless."""

    on = day(required=True)


class LendingIn(Given):
    """What other houses are told of a room that is lent: where it is and what to know."""

    note = line(load_default="")


class LendingRefusalIn(Given):
    """Why a room is taken back from another house; with `rest` also what it booked later on for
    the same programme."""

    reason = one_of(LendingRefusal, required=True)
    rest = fields.Boolean(load_default=False)


class RoomBookingIn(SessionTimes):
    """A room is taken for something that is no session. No names of people."""

    purpose = line(required=True)
