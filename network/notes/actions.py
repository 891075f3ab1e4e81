"""A tenant writes down something for itself, and may tell a colleague of it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from network.announcing import announce
from network.clocks.subjects import SubjectKind
from network.notes.models import Note
from network.notes.subjects import Matter, colleagues, look
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.words import door
from network.words.door import Words
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.scope import Scope

LONGEST = 4000
WRITTEN_TWICE = timedelta(seconds=10)  # the same words again within this time are a second click


def note_on_request(scope: Scope, request_id: UUID, body: str, told_id: UUID | None = None) -> Note:
    """A note of the centre's on its request. Raises as `write` does."""
    return write(scope, SubjectKind.REQUEST, request_id, body, told_id)


def note_on_ask(scope: Scope, ask_id: UUID, body: str, told_id: UUID | None = None) -> Note:
    """A note on an ask, for the own side alone; also when the ask is over."""
    return write(scope, SubjectKind.ASK, ask_id, body, told_id)


def note_on_placement(
    scope: Scope, placement_id: UUID, body: str, told_id: UUID | None = None
) -> Note:
    """A note on a placement, for the own side alone."""
    return write(scope, SubjectKind.PLACEMENT, placement_id, body, told_id)


def write(
    scope: Scope, kind: SubjectKind, subject_id: UUID, body: str, told_id: UUID | None = None
) -> Note:
    """A note that only the own tenant reads; `told_id` is a colleague who is told of it.

    The same words at once again are the same note. Raises NotFound, NotAllowed, Invalid for an
    empty one and for a colleague who may not look at the thing.
    """
    matter = look(scope, kind, subject_id)
    said = body.strip()
    _check(scope, matter, said, told_id)
    words = door.begin(scope, matter.id)
    if before := _just_written(scope, matter, words, said):
        return before
    note = Note(
        tenant_id=scope.tenant_id,
        id=new_id(),
        subject=kind.value,
        subject_id=matter.id,
        number=matter.number,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
        told_id=told_id,
    )
    words.put(note, "body", said)
    db.session.add(note)
    db.session.flush()
    announce((scope.tenant_id,), matter.id)
    if told_id is not None:
        _tell(scope, matter, note, told_id)
    return note


def _check(scope: Scope, matter: Matter, body: str, told_id: UUID | None) -> None:
    if not body:
        raise Invalid(N_("Write a note first."), "body")
    if len(body) > LONGEST:
        raise Invalid(N_("A note has at most %(most)s characters."), "body", most=LONGEST)
    if told_id is not None and told_id not in {one.id for one in colleagues(scope, matter)}:
        raise Invalid(N_("Choose a colleague who may look at this."), "told_id")


def _just_written(scope: Scope, matter: Matter, words: Words, body: str) -> Note | None:
    """What the member wrote in these words a moment ago; two clicks at once wait for each other."""
    clicks = func.hashtextextended(f"note {scope.member_id} {matter.id}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(clicks)))
    recent = db.session.scalars(
        select(Note).where(
            Note.tenant_id == scope.tenant_id,
            Note.subject_id == matter.id,
            Note.by_member_id == scope.member_id,
            Note.created_at > clock.now() - WRITTEN_TWICE,
        )
    )
    return next((one for one in recent if words.of(one, "body") == body), None)


def _tell(scope: Scope, matter: Matter, note: Note, told_id: UUID) -> None:
    tell(
        scope,
        [told_id],
        NoticeKind.MENTIONED,
        number=matter.number,
        path=matter.path,
        once=f"note {note.id}",
    )
