"""What is kept of somebody who takes part in programmes: enrolments, sessions, who came, notes, and
the work of advisers. For a report of what is kept (GDPR article 15)."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import or_, select

from network.programmes.cases import queries as cases
from network.programmes.cases.kinds import GoalReached, MetWhere, MetWhom, MobileKind, NextStep
from network.programmes.cases.models import CaseGoal, MobileCase
from network.programmes.kinds import ProgrammeKind
from network.programmes.lifecycle import EndReason, EnrolmentState
from network.programmes.models import Enrolment, EnrolmentStep, Programme
from network.programmes.sessions import noting
from network.programmes.sessions.kinds import AttendanceMark, FollowUpKind, NoteCategory
from network.programmes.sessions.models import (
    Attendance,
    AttendanceChange,
    NoShowFollowUp,
    ProgrammeSession,
    SessionNote,
)
from network.requests.models import Ask
from network.rights.entries import Entry, code, step, why
from network.rights.items import Section
from network.words import door
from tenants.database import db
from tenants.scope import Scope


def enrolments(scope: Scope, own: Sequence[UUID], asks: Sequence[Ask]) -> Sequence[Enrolment]:
    """Those of the file in the own house, and those that came of its asks elsewhere."""
    of_asks = (Enrolment.asker_id == scope.tenant_id) & Enrolment.ask_id.in_(
        [one.id for one in asks]
    )
    of_house = (Enrolment.tenant_id == scope.tenant_id) & Enrolment.id.in_(own)
    chosen = select(Enrolment).where(or_(of_house, of_asks)).order_by(Enrolment.id)
    return db.session.scalars(chosen).all()


def entries(scope: Scope, found: Sequence[Enrolment]) -> Iterator[Entry]:
    """Everything of them; of those with another house, what that house lets be seen."""
    for one in found:
        yield _enrolment(one)
        yield from _steps(one)
        yield from _work(scope, one)
        if one.tenant_id == scope.tenant_id:
            yield from _sessions(scope, one)
            yield from _corrected(scope, one)
            yield from _asked_after(scope, one)


def _enrolment(one: Enrolment) -> Entry:
    programme = db.session.get(Programme, (one.tenant_id, one.programme_id))
    kind = code(ProgrammeKind, programme.kind) if programme else ""
    days = (one.expected_on, one.began_on, one.ended_on or one.planned_end)
    codes = (one.number, kind, *days, code(EndReason, one.reason))
    at = one.created_at
    return Entry(Section.ENROLMENT, one.id, code(EnrolmentState, one.state), codes, at=at)


def _steps(one: Enrolment) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(EnrolmentStep)
        .where(EnrolmentStep.tenant_id == one.tenant_id, EnrolmentStep.enrolment_id == one.id)
        .order_by(EnrolmentStep.id)
    )
    for row in rows:
        codes = (row.on_day, why(EnrolmentStep, row.move, row.reason))
        name, key = step(EnrolmentStep, row.move), f"{one.id}-{row.id}"
        yield Entry(Section.ENROLMENT, key, name, codes, at=row.at, who=row.by_name)


def _sessions(scope: Scope, one: Enrolment) -> Iterator[Entry]:
    """Those at which they were marked, and those with them alone, with what was noted."""
    met, mark = ProgrammeSession, Attendance
    rows = db.session.execute(
        select(met, mark.mark)
        .outerjoin(
            mark,
            (mark.tenant_id == met.tenant_id)
            & (mark.session_id == met.id)
            & (mark.enrolment_id == one.id),
        )
        .where(met.tenant_id == scope.tenant_id, met.cohort_id == one.cohort_id)
        .where(or_(mark.id.is_not(None), met.enrolment_id == one.id))
        .order_by(met.starts_at, met.id)
    ).all()
    notes = _notes(scope, [session for session, _ in rows])
    for session, marked in rows:
        codes = (session.starts_at, code(AttendanceMark, marked) or session.topic)
        name = f"SessionState.{session.state}"
        yield Entry(Section.SESSION, f"{one.id}-{session.id}", name, codes)
        yield from notes.get(session.id, ())


def _notes(scope: Scope, sessions: Sequence[ProgrammeSession]) -> dict[UUID, list[Entry]]:
    by_id = {one.id: one for one in sessions}
    rows = db.session.scalars(
        select(SessionNote)
        .where(SessionNote.tenant_id == scope.tenant_id, SessionNote.session_id.in_(by_id))
        .order_by(SessionNote.created_at, SessionNote.id)
    ).all()
    said = noting.said(scope, [(row, by_id[row.session_id]) for row in rows])
    found: dict[UUID, list[Entry]] = {}
    for row in rows:
        name, at = code(NoteCategory, row.category), row.created_at
        entry = Entry(Section.SESSION, row.id, name, (), said[row.id], at, row.by_name)
        found.setdefault(row.session_id, []).append(entry)
    return found


def _corrected(scope: Scope, one: Enrolment) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(AttendanceChange)
        .where(
            AttendanceChange.tenant_id == scope.tenant_id,
            AttendanceChange.enrolment_id == one.id,
            AttendanceChange.before != "",
        )
        .order_by(AttendanceChange.id)
    )
    for row in rows:
        codes = (code(AttendanceMark, row.before), "→", code(AttendanceMark, row.mark))
        yield Entry(Section.SESSION, f"mark-{row.id}", "", codes, at=row.at, who=row.by_name)


def _asked_after(scope: Scope, one: Enrolment) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(NoShowFollowUp)
        .where(NoShowFollowUp.tenant_id == scope.tenant_id, NoShowFollowUp.enrolment_id == one.id)
        .order_by(NoShowFollowUp.id)
    ).all()
    words = door.about(scope, one.id)
    for row in rows:
        name, at = code(FollowUpKind, row.done), row.created_at
        yield Entry(Section.SESSION, row.id, name, (), words.of(row, "words"), at, row.by_name)


def _work(scope: Scope, one: Enrolment) -> Iterator[Entry]:
    case = cases.of_enrolment(scope, one.id)
    if case is None:
        return
    codes = (case.opened_on, case.closed_on, code(NextStep, case.next_step))
    name = code(MobileKind, case.kind)
    yield Entry(Section.CASE, case.id, name, codes, at=case.created_at)
    if case.tenant_id == scope.tenant_id:
        yield from _goals(scope, case)
        yield from _visits(scope, case)
        yield from _reported(scope, case)


def _goals(scope: Scope, case: MobileCase) -> Iterator[Entry]:
    when = dict(
        db.session.execute(
            select(CaseGoal.id, CaseGoal.created_at).where(
                CaseGoal.tenant_id == scope.tenant_id, CaseGoal.case_id == case.id
            )
        ).all()
    )
    for goal in cases.goals_of(scope, case):
        days = (goal.school_on, goal.parents_on, goal.young_person_on)
        codes = (*days, code(GoalReached, goal.reached))
        yield Entry(Section.CASE, goal.id, "", codes, goal.words, when[goal.id])


def _visits(scope: Scope, case: MobileCase) -> Iterator[Entry]:
    before: UUID | None = None
    while True:
        page = cases.visits_of(scope, case, before)
        for met in page.rows:
            visit = met.visit
            who = (code(MetWhom, each) for each in visit.present)
            codes = (visit.day, f"{visit.minutes} min", *who)
            name, at = code(MetWhere, visit.place), visit.created_at
            yield Entry(Section.CASE, visit.id, name, codes, met.notes, at, visit.by_name)
        if page.after is None:
            return
        before = page.after


def _reported(scope: Scope, case: MobileCase) -> Iterator[Entry]:
    report = cases.report_of(scope, case)
    if report is not None:
        words = "\n".join(filter(None, report.sections.values()))
        key = f"{case.id}-report"
        yield Entry(Section.CASE, key, "", (), words, case.created_at, report.by_name)
