"""Ways to look at notes. Only the own tenant's are there to be seen; the policy holds that."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from network.notes.models import Note
from network.notes.subjects import Matter
from network.words import door
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.gaps import IDS, US, filled
from tenants.scope import Scope

PAGE = 25


_NEWEST = (
    select(Note)
    .where(Note.tenant_id == US, Note.subject_id.in_(IDS))
    .order_by(Note.id.desc())
    .limit(PAGE + 1)
)


def newest(scope: Scope, subject_ids: Collection[UUID]) -> Sequence[Note]:
    """The newest notes on these things, the newest first; up to PAGE + 1, so that whoever shows
    them sees whether there are more."""
    return db.session.scalars(_NEWEST, filled(scope, ids=list(subject_ids))).all()


def page(scope: Scope, matter: Matter, before: UUID | None = None) -> Sequence[Note]:
    """The notes on one thing, the newest first, continued after `before`; up to PAGE + 1."""
    wanted = select(Note).where(Note.tenant_id == scope.tenant_id, Note.subject_id == matter.id)
    if before is not None:
        wanted = wanted.where(Note.id < before)
    return db.session.scalars(wanted.order_by(Note.id.desc()).limit(PAGE + 1)).all()


def said(scope: Scope, notes: Collection[Note]) -> dict[UUID, str]:
    """What each of these notes says, by its id; in one query, whatever they are on."""
    words = door.about_each(scope, {note.subject_id for note in notes})
    return {note.id: words[note.subject_id].of(note, "body") for note in notes}


def one(scope: Scope, matter: Matter, note_id: UUID) -> Note:
    """One of them. Raises NotFound for any other."""
    found = db.session.get(Note, (scope.tenant_id, note_id))
    if found is None or found.subject_id != matter.id:
        raise NotFound(N_("There is no such note."))
    return found
