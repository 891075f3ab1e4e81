"""Two cohorts of the demo meet every week: their people, their room, who came and who did not."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from network.demo.diary import played_by
from network.demo.houses import World
from network.programmes import enrolling, queries
from network.programmes.models import Cohort
from network.programmes.sessions import attending, lending, noting, repeating, rooms
from network.programmes.sessions.kinds import AttendanceMark, NoteCategory, RoomKind
from tenants import clock
from tenants.scope import Scope

A_DAY = timedelta(days=1)
AFTERWARDS = timedelta(minutes=10)
AHEAD = timedelta(weeks=4)
EACH_LATE = 11  # of so many comes late
EACH_EXCUSED = 13  # of so many is excused
NOTE = "Pravila skupine smo zapisali na plakat. Naslednjič začnemo s krogom."


@dataclass(frozen=True, slots=True)
class Meeting:
    """On which weekday (Monday is 0), from when on, for how long, where, and about what."""

    weekday: int
    begins: time
    minutes: int
    room: str
    topic: str


# By the name of the programme.
MEETINGS = {
    "Jeza ima ime": Meeting(1, time(17), 90, "Modra soba", "Kako rečem ne"),
    "Most do šole": Meeting(3, time(14, 30), 60, "Knjižnica", "Jutro pred šolo"),
}


def begin(
    world: World, writer: Scope, cohort_id: UUID, name: str, taken: int, moment: datetime
) -> None:
    """On its first day those who take part come, and their sessions are planned from then to a few
    weeks from the present; of each somebody says soon afterwards who came, but for the last."""
    with played_by(writer, moment) as scope:
        today, cohort = clock.today(), queries.own_cohort(scope, cohort_id)
        people = [
            enrolling.enrol(scope, cohort_id, reference=f"{name[0]}-{at + 1:02}", began_on=today).id
            for at in range(taken)
        ]
        sessions = _planned(world, scope, cohort, MEETINGS[name])
        over = [each for each in sessions if each[1] + AFTERWARDS < world.until]
    for at, (session_id, ends_at) in enumerate(over[:-1]):
        last = len(over) - 2 - at
        act = partial(_mark, writer, session_id, _away(people, at, last))
        world.diary.at(ends_at + AFTERWARDS, act)


def _planned(
    world: World, scope: Scope, cohort: Cohort, meeting: Meeting
) -> list[tuple[UUID, datetime]]:
    """Every session, with when it is over."""
    room = rooms.add(scope, name=meeting.room, kind=RoomKind.ROOM, capacity=14)
    projector = rooms.add(scope, name="Projektor", kind=RoomKind.EQUIPMENT)
    lending.lend(scope, room.id, note="Ključ dobite pri dežurnem vzgojitelju.")
    lending.lend(scope, projector.id, note="Shranjen v pisarni; prosimo, vrnite ga isti dan.")
    _, sessions = repeating.repeat(
        scope,
        cohort.id,
        on=_first(clock.today(), meeting.weekday),
        begins=meeting.begins,
        minutes=meeting.minutes,
        until=min(world.until.date() + AHEAD, cohort.ends - A_DAY if cohort.ends else date.max),
        topic=meeting.topic,
        room_ids=[room.id],
    )
    return [(each.id, each.ends_at) for each in sessions]


def _first(today: date, weekday: int) -> date:
    return today + ((weekday - today.weekday()) % 7) * A_DAY


def _away(people: list[UUID], at: int, last: int) -> dict[UUID, AttendanceMark]:
    """Some are late or excused; whoever stands first stays away from the latest two."""
    marks = {}
    for place, one in enumerate(people):
        if (3 * at + place) % EACH_LATE == 0:
            marks[one] = AttendanceMark.LATE
        elif (at + 2 * place) % EACH_EXCUSED == 0:
            marks[one] = AttendanceMark.EXCUSED
    return marks | ({people[0]: AttendanceMark.UNEXCUSED} if last < 2 else {})  # noqa: PLR2004


def _mark(
    writer: Scope, session_id: UUID, marks: dict[UUID, AttendanceMark], moment: datetime
) -> None:
    with played_by(writer, moment) as scope:
        attending.mark(scope, session_id, marks=marks, others=AttendanceMark.CAME)
        noting.note(scope, session_id, category=NoteCategory.AGREEMENT, body=NOTE)
