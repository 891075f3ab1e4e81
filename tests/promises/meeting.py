"""Sessions of a programme with something of every kind: rooms, marks, notes, a calendar."""

from datetime import time, timedelta
from uuid import UUID

from sqlalchemy import select

from network.programmes.sessions import (
    attending,
    feeds,
    following_up,
    lending,
    noting,
    repeating,
    rooms,
)
from network.programmes.sessions.kinds import (
    AttendanceMark,
    FollowUpKind,
    LendingRefusal,
    NoteCategory,
)
from network.programmes.sessions.models import RoomBooking
from tenants import clock
from tenants.database import db, transaction
from tests.actors import Actor
from tests.programmes import held


def borrow(lender: Actor, home: Actor, cohort_id: UUID) -> tuple[UUID, UUID, UUID]:
    """A room that the one lends, one that it keeps, and a booking of the first for a session of the
    other; for another session it was taken back."""
    kept_id = held.room(lender, "Zasebna soba")
    room_id = held.lent(lender, held.room(lender, "Posojena soba"))
    for hour in (9, 11):
        held.planned(home, cohort_id, begins=time(hour), room_ids=[room_id])
    with lender.acting() as scope, transaction():
        first, second = db.session.scalars(
            select(RoomBooking)
            .where(RoomBooking.room_id == room_id)
            .order_by(RoomBooking.starts_at)
        )
        lending.refuse(scope, second.id, reason=LendingRefusal.NEEDED)
        return room_id, kept_id, first.id


def meet_and_mark(home: Actor, cohort_id: UUID, enrolment_id: UUID) -> tuple[UUID, UUID, UUID]:
    """One that was held today, for which somebody stayed away; a room, and a booking of it."""
    today, midnight = clock.today(), time(0)
    room_id = held.room(home)
    with home.acting() as scope, transaction():
        when = {"on": today, "begins": midnight, "minutes": 5}
        until = today + timedelta(weeks=1)
        terms = {"topic": "Beseda doma.", "room_ids": [room_id], "skips_holidays": False}
        _, [first, *_] = repeating.repeat(scope, cohort_id, until=until, **when, **terms)
        marks = {enrolment_id: AttendanceMark.UNEXCUSED}
        attending.mark(scope, first.id, marks=marks)
        noting.note(scope, first.id, category=NoteCategory.PROGRESS, body="Beseda doma.")
        following_up.follow_up(scope, enrolment_id, done=FollowUpKind.CALLED, words="Beseda doma.")
        later = {"on": today + timedelta(days=2), "begins": midnight, "minutes": 60}
        booking = rooms.book(scope, room_id, purpose="Beseda doma.", **later)
        feeds.make(scope)
        feeds.make(scope, cohort_id)
        return first.id, room_id, booking.id
