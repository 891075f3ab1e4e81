"""Sessions of a programme with something of every kind: rooms, marks, notes, a calendar."""

from datetime import time, timedelta
from uuid import UUID

from network.programmes.sessions import attending, feeds, following_up, noting, planning, rooms
from network.programmes.sessions.kinds import AttendanceMark, FollowUpKind, NoteCategory
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor
from tests.programmes import held


def meet_and_mark(home: Actor, cohort_id: UUID, enrolment_id: UUID) -> tuple[UUID, UUID, UUID]:
    """One that was held today, for which somebody stayed away; a room, and a booking of it."""
    today, midnight = clock.today(), time(0)
    room_id = held.room(home)
    with home.acting() as scope, transaction():
        when = {"on": today, "begins": midnight, "minutes": 5}
        until = today + timedelta(weeks=1)
        terms = {"topic": "Beseda doma.", "room_ids": [room_id], "skips_holidays": False}
        _, [first, *_] = planning.repeat(scope, cohort_id, until=until, **when, **terms)
        marks = {enrolment_id: AttendanceMark.UNEXCUSED}
        attending.mark(scope, first.id, marks=marks)
        noting.note(scope, first.id, category=NoteCategory.PROGRESS, body="Beseda doma.")
        following_up.follow_up(scope, enrolment_id, done=FollowUpKind.CALLED, words="Beseda doma.")
        later = {"on": today + timedelta(days=2), "begins": midnight, "minutes": 60}
        booking = rooms.book(scope, room_id, purpose="Beseda doma.", **later)
        feeds.make(scope)
        feeds.make(scope, cohort_id)
        return first.id, room_id, booking.id
