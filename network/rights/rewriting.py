"""Marks and notes of sessions are corrected as was granted: what stood there before is kept, as it
is of a file (GDPR article 16)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from network.programmes.models import EnrolmentFile
from network.programmes.sessions import attending, noting
from network.programmes.sessions.kinds import AttendanceMark
from network.programmes.sessions.models import Attendance, ProgrammeSession, SessionNote
from network.records import door
from network.rights import actions, reporting, steps
from network.rights.corrected import MARKS, NOTES, place
from network.rights.kinds import Right, Step
from network.rights.models import Rectification, RightsRequest
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.scope import Scope

MOST = 200
NOTHING_NEW = N_("Nothing is different from what stands there.")


@dataclass(frozen=True, slots=True)
class Correctable:
    """What of sessions stands of somebody, the latest first: marks and notes, at most MOST each."""

    marks: Sequence[tuple[ProgrammeSession, AttendanceMark]]
    notes: Sequence[tuple[SessionNote, str]]


def correctable(scope: Scope, person_id: UUID) -> Correctable:
    """What can be corrected, for whoever opens the file. Raises NotFound, NotAllowed."""
    door.person(scope, person_id)
    of, mark, theirs = ProgrammeSession, Attendance, _enrolments(scope, person_id)
    marked = db.session.execute(
        select(of, mark.mark)
        .join(mark, (mark.tenant_id == of.tenant_id) & (mark.session_id == of.id))
        .where(of.tenant_id == scope.tenant_id, mark.enrolment_id.in_(theirs))
        .order_by(of.starts_at.desc(), of.id)
        .limit(MOST)
    ).all()
    rows = db.session.execute(
        select(SessionNote, of)
        .join(of, (of.tenant_id == SessionNote.tenant_id) & (of.id == SessionNote.session_id))
        .where(SessionNote.tenant_id == scope.tenant_id, _took_part(scope, person_id))
        .order_by(SessionNote.created_at.desc(), SessionNote.id)
        .limit(MOST)
    ).all()
    said = noting.said(scope, [(note, session) for note, session in rows])
    marks = [(session, AttendanceMark(each)) for session, each in marked]
    return Correctable(marks, [(note, said[note.id]) for note, _ in rows])


def correct_mark(
    scope: Scope, rights_request_id: UUID, *, session_id: UUID, mark: AttendanceMark
) -> Rectification:
    """Say of a session whether they came, as was granted. By whoever opens the file.

    Raises NotFound, NotAllowed, Conflict, also where nothing would change.
    """
    found, person_id = _granted(scope, rights_request_id)
    standing = db.session.scalar(
        select(Attendance).where(
            Attendance.tenant_id == scope.tenant_id,
            Attendance.session_id == session_id,
            Attendance.enrolment_id.in_(_enrolments(scope, person_id)),
        )
    )
    if standing is None:
        raise NotFound(N_("They are not marked at this session."))
    if standing.mark == mark:
        raise Conflict(NOTHING_NEW)
    before, enrolment_id = standing.mark, standing.enrolment_id
    attending.mark(scope, session_id, marks={enrolment_id: mark})
    return _kept(scope, found, MARKS, session_id, (before, mark.value))


def correct_note(
    scope: Scope, rights_request_id: UUID, *, note_id: UUID, body: str
) -> Rectification:
    """Write a note of a session anew, as was granted. By whoever opens the file.

    Raises NotFound, NotAllowed, Invalid, Conflict, also where nothing would change, WordsErased.
    """
    found, person_id = _granted(scope, rights_request_id)
    row = db.session.execute(
        select(SessionNote, ProgrammeSession)
        .join(
            ProgrammeSession,
            (ProgrammeSession.tenant_id == SessionNote.tenant_id)
            & (ProgrammeSession.id == SessionNote.session_id),
        )
        .where(
            SessionNote.tenant_id == scope.tenant_id,
            SessionNote.id == note_id,
            _took_part(scope, person_id),
        )
        .with_for_update(of=SessionNote)
    ).first()
    if row is None:
        raise NotFound(N_("There is no such note."))
    note, session = row
    before, after = noting.said(scope, [(note, session)])[note.id], body.strip()
    if not after:
        raise Invalid(N_("Write a note first."), "body")
    if before == after:
        raise Conflict(NOTHING_NEW)
    made = _kept(scope, found, NOTES, note.id, (before, after))
    noting.rewrite(scope, note, session, after)
    return made


def _granted(scope: Scope, rights_request_id: UUID) -> tuple[RightsRequest, UUID]:
    found, file = reporting.opened(scope, rights_request_id)
    actions.check_granted(found, Right.RECTIFICATION)
    return found, file.id


def _enrolments(scope: Scope, person_id: UUID) -> Select[UUID]:
    of = EnrolmentFile
    return select(of.enrolment_id).where(of.tenant_id == scope.tenant_id, of.person_id == person_id)


def _took_part(scope: Scope, person_id: UUID) -> ColumnElement[bool]:
    """A session with them alone, or one with a group at which they were marked."""
    theirs = _enrolments(scope, person_id)
    marked = select(Attendance.session_id).where(
        Attendance.tenant_id == scope.tenant_id, Attendance.enrolment_id.in_(theirs)
    )
    return or_(ProgrammeSession.enrolment_id.in_(theirs), ProgrammeSession.id.in_(marked))


def _kept(
    scope: Scope, found: RightsRequest, what: str, subject_id: UUID, both: tuple[str, str]
) -> Rectification:
    made = Rectification(
        tenant_id=scope.tenant_id,
        id=new_id(),
        rights_request_id=found.id,
        person_id=found.person_id,
        category=what,
        subject_id=subject_id,
        by_name=scope.member_name,
    )
    said: door.Values = {what: json.dumps(both)}
    made.sealed = door.sealed(scope, found.person_id, said, place(made))
    db.session.add(made)
    db.session.flush()
    steps.take(scope, found, Step.RECTIFIED)
    return made
