"""Somebody took part in a programme of the home's: there is a canary wherever one can write."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from network.notes import actions as noting
from network.notes.models import Note
from network.notes.queries import said as notes_said
from network.plans import filing, own, queries
from network.programmes import asking, ending, enrolling
from network.programmes.cases import closing, working
from network.programmes.cases import queries as cases
from network.programmes.cases.kinds import MetWhere, MobileKind, NextStep
from network.programmes.lifecycle import EndReason
from network.programmes.sessions import attending, following_up
from network.programmes.sessions import noting as session_notes
from network.programmes.sessions import queries as sessions
from network.programmes.sessions.kinds import (
    AttendanceMark,
    FollowUpKind,
    NoteCategory,
    SessionKind,
)
from network.records import door
from tenants import clock
from tenants.database import db, transaction
from tenants.scope import Scope
from tests.actors import Actor, Cast
from tests.programmes import held, programmes
from tests.programmes.programmes import asked
from tests.promises.planned import plan
from tests.rights.asking import House

CANARY = "Kanarcek"


@dataclass(frozen=True)
class Lived:
    """On what it was written, and the session that was with a group."""

    ask_id: UUID
    enrolment_id: UUID
    session_id: UUID
    one_session_id: UUID


def began(cast: Cast, house: House, reference: str = "P1") -> Lived:
    """The centre asked; they have taken part since today, and advisers are at work."""
    home = cast.institution
    programme_id, cohort_id = programmes.published(home, kind="mobile_team", name=reference)
    ask_id = asked(cast.centre, programme_id)
    with home.acting() as scope, transaction():
        noting.note_on_ask(scope, ask_id, CANARY)
        asking.offer(scope, ask_id)
    with cast.centre.acting() as scope, transaction():
        enrolment_id = enrolling.accept(scope, ask_id).id
    with home.acting() as scope, transaction():
        enrolling.begin(scope, enrolment_id, began_on=clock.today(), reference=reference)
        working.open_case(scope, enrolment_id, kind=MobileKind.ADVICE)
        working.set_goal(scope, enrolment_id, words=CANARY)
        met = {"day": clock.today(), "place": MetWhere.SCHOOL, "minutes": 60}
        working.record_visit(scope, enrolment_id, notes=CANARY, **met)  # type: ignore[arg-type]
    group, alone = _met(home, cohort_id, enrolment_id)
    plan(home, enrolment_id, CANARY)
    return Lived(ask_id, enrolment_id, group, alone)


def _met(home: Actor, cohort_id: UUID, enrolment_id: UUID) -> list[UUID]:
    made: list[UUID] = []
    alone: dict[str, Any] = {"kind": SessionKind.INDIVIDUAL, "enrolment_id": enrolment_id}
    nobody: dict[str, Any] = {}
    for who in (nobody, alone):
        session_id = held.begun(home, cohort_id, days_ago=0, begins=held.MIDNIGHT, **who)
        made.append(session_id)
        with home.acting() as scope, transaction():
            attending.mark(scope, session_id, marks={enrolment_id: AttendanceMark.UNEXCUSED})
            session_notes.note(scope, session_id, category=NoteCategory.PROGRESS, body=CANARY)
    with home.acting() as scope, transaction():
        following_up.follow_up(scope, enrolment_id, done=FollowUpKind.CALLED, words=CANARY)
    return made


def finished(cast: Cast, lived: Lived) -> None:
    """The report of the advisers, then the end."""
    with cast.institution.acting() as scope, transaction():
        said = {"situation": CANARY, "work": CANARY, "proposal": CANARY}
        closing.close_case(scope, lived.enrolment_id, next_step=NextStep.CLOSE, **said)
    ended(cast, lived)


def ended(cast: Cast, lived: Lived) -> None:
    """They have left, whatever advisers still do."""
    with cast.institution.acting() as scope, transaction():
        ending.end_early(scope, lived.enrolment_id, clock.today(), EndReason.LOST_CONTACT)


def filed(house: House, lived: Lived) -> None:
    """It is said whose it is."""
    with house.worker.acting() as scope, transaction():
        number = door.person(scope, house.person_id).number
        filing.link_file(scope, lived.enrolment_id, file_number=number)


def words_of(cast: Cast, lived: Lived) -> dict[str, str]:
    """What the home reads today of each kind of thing that was written."""
    with cast.institution.acting() as scope:
        case = cases.get(scope, lived.enrolment_id)
        report = cases.report_of(scope, case)
        read = queries.read(scope, own.plan(scope, lived.enrolment_id))
        notes = db.session.scalars(select(Note).where(Note.subject_id == lived.ask_id)).all()
        [visit] = cases.visits_of(scope, case).rows
        [done] = following_up.followed_up(scope, lived.enrolment_id)
        return {
            "goal": cases.goals_of(scope, case)[0].words,
            "visit": visit.notes,
            "report": report.sections["work"] if report else "",
            "plan": read.goals[0].goal,
            "followed up": done[1],
            "ask": " ".join(notes_said(scope, notes).values()),
            "session": _noted(scope, lived.session_id),
            "session of one": _noted(scope, lived.one_session_id),
        }


def _noted(scope: Scope, session_id: UUID) -> str:
    found = session_notes.notes_of(scope, sessions.get(scope, session_id))
    return " ".join(said for _, said in found)
