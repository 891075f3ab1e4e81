"""Cohorts of the demo that meet every week: their room, who came and who did not. What was before
the months that are lived through is entered at once, policies and triggers on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from network.clocks.queries import work_free_days
from network.demo.diary import played_by
from network.demo.taking_part import Taking
from network.programmes.sessions import (
    attending,
    lending,
    noting,
    repeating,
    room_lists,
    rooms,
)
from network.programmes.sessions.kinds import (
    AttendanceMark,
    NoteCategory,
    RoomKind,
    SessionKind,
    SessionState,
)
from network.programmes.sessions.models import (
    Attendance,
    AttendanceChange,
    ProgrammeSession,
    Room,
    RoomBooking,
)
from network.programmes.sessions.recurring import Rhythm, span
from tenants.clock import LOCAL, local_day
from tenants.database import db, new_id
from tenants.scope import Scope

A_DAY, A_YEAR = timedelta(days=1), timedelta(days=364)
AFTERWARDS = timedelta(minutes=10)
AHEAD = timedelta(weeks=4)
EACH_LATE = 11  # of so many comes late
EACH_EXCUSED = 13  # of so many is excused
NOTE = "Pravila skupine smo zapisali na plakat. Naslednjič začnemo s krogom."


@dataclass(frozen=True, slots=True)
class Meeting:
    """On which weekday (Monday is 0), from when on, for how long, where, and about what; in some
    of them somebody stays away at last."""

    weekday: int
    begins: time
    minutes: int
    room: str
    topic: str
    misses_somebody: bool = False


# By the name of the programme.
MEETINGS = {
    "Jeza ima ime": Meeting(1, time(17), 90, "Modra soba", "Kako rečem ne", True),
    "Most do šole": Meeting(3, time(14, 30), 60, "Knjižnica", "Jutro pred šolo", True),
    "Vztrajam": Meeting(0, time(15), 90, "Učilnica", "Načrt za ta teden"),
    "Dan ob morju": Meeting(2, time(13, 30), 120, "Jedilnica", "Naloge in kosilo"),
    "Po odhodu": Meeting(4, time(18), 90, "Dnevna soba", "Kako gre doma"),
}


def plan(scope: Scope, taking: Taking, name: str) -> None:
    """The sessions of a cohort from its first day, within a year, to a few weeks from the present.
    Of each that is lived through somebody says soon afterwards who came, but for the last."""
    said, world = MEETINGS[name], taking.world
    room = _room(scope, said)
    starts = max(min(one.begins for one in taking.lives), world.until.date() - A_YEAR)
    until = min(world.until.date() + AHEAD, taking.ends - A_DAY if taking.ends else date.max)
    held = _days(said, starts, min(until, taking.first_day - A_DAY))
    _enter(scope, taking, said, room, held)
    coming = _days(said, max(starts, taking.first_day), until)
    if not coming:
        return
    _, made = repeating.repeat(
        scope,
        taking.cohort_id,
        on=coming[0],
        begins=said.begins,
        minutes=said.minutes,
        until=until,
        topic=said.topic,
        room_ids=[room.id],
    )
    over = [each for each in made if each.ends_at + AFTERWARDS < world.until]
    marked = over if until < world.until.date() else over[:-1]
    for at, each in enumerate(marked):
        last = len(over) - 2 - at if said.misses_somebody else len(over)
        act = partial(_mark, taking, each.id, local_day(each.starts_at), len(held) + at, last)
        world.diary.at(each.ends_at + AFTERWARDS, act)


def _room(scope: Scope, said: Meeting) -> Room:
    """The room of the house, taken into the list with the first cohort that meets there."""
    known = {each.name: each for each in room_lists.kept(scope)}
    if said.room in known:
        return known[said.room]
    if "Projektor" not in known:
        projector = rooms.add(scope, name="Projektor", kind=RoomKind.EQUIPMENT)
        lending.lend(scope, projector.id, note="Shranjen v pisarni; prosimo, vrnite ga isti dan.")
    room = rooms.add(scope, name=said.room, kind=RoomKind.ROOM, capacity=14)
    return lending.lend(scope, room.id, note="Ključ dobite pri dežurnem vzgojitelju.")


def _days(said: Meeting, starts: date, until: date) -> Sequence[date]:
    rhythm = Rhythm(starts, until, frozenset({said.weekday}))
    return rhythm.days(work_free_days()) if starts <= until else ()


def _enter(scope: Scope, taking: Taking, said: Meeting, room: Room, days: Sequence[date]) -> None:
    sessions = [_session(scope, taking, said, day) for day in days]
    db.session.add_all(sessions)
    db.session.flush()
    db.session.add_all(_booking(scope, room, each) for each in sessions)
    marks = [
        one for at, each in enumerate(sessions) for one in _marks(scope, taking, each, days[at], at)
    ]
    db.session.add_all(marks)
    db.session.flush()
    ended = {each.id: each.ends_at for each in sessions}
    db.session.add_all(_change(scope, one, ended[one.session_id]) for one in marks)
    db.session.flush()


def _session(scope: Scope, taking: Taking, said: Meeting, day: date) -> ProgrammeSession:
    when = span(day, said.begins, said.minutes, LOCAL)
    return ProgrammeSession(
        tenant_id=scope.tenant_id,
        id=new_id(),
        programme_id=taking.programme_id,
        cohort_id=taking.cohort_id,
        kind=SessionKind.GROUP.value,
        topic=said.topic,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        state=SessionState.HELD.value,
        responsible_id=scope.member_id,
        changed_at=when.ends_at + AFTERWARDS,
        created_at=when.starts_at - AHEAD,
    )


def _booking(scope: Scope, room: Room, session: ProgrammeSession) -> RoomBooking:
    return RoomBooking(
        tenant_id=scope.tenant_id,
        asker_id=scope.tenant_id,
        room_id=room.id,
        session_id=session.id,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
        created_at=session.created_at,
    )


def _marks(
    scope: Scope, taking: Taking, session: ProgrammeSession, day: date, at: int
) -> Iterator[Attendance]:
    people = taking.with_us(day)
    away = _away(people, at, len(people))
    for one in people:
        yield Attendance(
            tenant_id=scope.tenant_id,
            id=new_id(),
            session_id=session.id,
            enrolment_id=one,
            mark=away.get(one, AttendanceMark.CAME).value,
            created_at=session.ends_at + AFTERWARDS,
        )


def _change(scope: Scope, one: Attendance, ended_at: datetime) -> AttendanceChange:
    return AttendanceChange(
        tenant_id=scope.tenant_id,
        session_id=one.session_id,
        enrolment_id=one.enrolment_id,
        mark=one.mark,
        at=ended_at + AFTERWARDS,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )


def _away(people: Sequence[UUID], at: int, last: int) -> dict[UUID, AttendanceMark]:
    """Some are late or excused; whoever stands first stays away from the latest two."""
    marks = {}
    for place, one in enumerate(people):
        if (3 * at + place) % EACH_LATE == 0:
            marks[one] = AttendanceMark.LATE
        elif (at + 2 * place) % EACH_EXCUSED == 0:
            marks[one] = AttendanceMark.EXCUSED
    if people and last < 2:  # noqa: PLR2004
        marks[people[0]] = AttendanceMark.UNEXCUSED
    return marks


def _mark(
    taking: Taking, session_id: UUID, day: date, at: int, last: int, moment: datetime
) -> None:
    marks = _away(taking.with_us(day), at, last)
    with played_by(taking.writer, moment) as scope:
        attending.mark(scope, session_id, marks=marks, others=AttendanceMark.CAME)
        noting.note(scope, session_id, category=NoteCategory.AGREEMENT, body=NOTE)
