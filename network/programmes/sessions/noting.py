"""What is noted of a session, by category, for the house of the programme alone.

What is noted of a session with one belongs to their enrolment, what of a group to the session:
under that key the words are sealed, and go when it is destroyed.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from network.programmes.sessions import queries
from network.programmes.sessions.kinds import NoteCategory, SessionState
from network.programmes.sessions.models import ProgrammeSession, SessionNote
from network.words import door
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

LONGEST = 4000
MOST = 100


def note(scope: Scope, session_id: UUID, *, category: NoteCategory, body: str) -> ProgrammeSession:
    """Write something down of an own session. Raises NotFound, NotAllowed, Invalid, Conflict for
    one that was cancelled."""
    session = queries.get(scope, session_id)
    require(scope, Permission.ATTEND)
    if session.state == SessionState.CANCELLED:
        raise Conflict(N_("This session was cancelled."))
    said = body.strip()
    if not said:
        raise Invalid(N_("Write a note first."), "body")
    if len(said) > LONGEST:
        raise Invalid(N_("A note has at most %(most)s characters."), "body", most=LONGEST)
    row = SessionNote(
        tenant_id=scope.tenant_id,
        id=new_id(),
        session_id=session_id,
        category=category.value,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    door.begin(scope, _subject(session)).put(row, "body", said)
    db.session.add(row)
    db.session.flush()
    return session


def notes_of(scope: Scope, session: ProgrammeSession) -> Sequence[tuple[SessionNote, str]]:
    """What was noted of an own session, with its words, oldest first; at most MOST."""
    rows = db.session.scalars(
        select(SessionNote)
        .where(SessionNote.tenant_id == scope.tenant_id, SessionNote.session_id == session.id)
        .order_by(SessionNote.created_at, SessionNote.id)
        .limit(MOST)
    ).all()
    words = door.about(scope, _subject(session)) if rows else None
    return [(row, words.of(row, "body") if words else "") for row in rows]


def said(scope: Scope, notes: Collection[tuple[SessionNote, ProgrammeSession]]) -> dict[UUID, str]:
    """What each of these notes says, by its id; in one query, whatever session they are of."""
    words = door.about_each(scope, {_subject(session) for _, session in notes})
    return {note.id: words[_subject(session)].of(note, "body") for note, session in notes}


def rewrite(scope: Scope, row: SessionNote, session: ProgrammeSession, body: str) -> None:
    """Have it say something else, where somebody's right to that was granted: the database refuses
    it otherwise. Raises Invalid, WordsErased."""
    if len(body) > LONGEST:
        raise Invalid(N_("A note has at most %(most)s characters."), "body", most=LONGEST)
    door.begin(scope, _subject(session)).put(row, "body", body)
    db.session.flush()


def _subject(session: ProgrammeSession) -> UUID:
    return session.enrolment_id or session.id
