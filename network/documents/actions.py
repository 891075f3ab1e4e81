"""Documents are put into a file and taken out of it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from network.consent.kinds import Category
from network.documents import at_hand, queries, sealed
from network.documents.accepting import accepted
from network.documents.kinds import DocumentKind, Media, Removal
from network.documents.models import DocumentContent, StoredDocument
from network.documents.store import StoreFailure
from network.queue import defer
from network.records import door
from network.records.models import YoungPerson
from network.trail.kinds import EntryKind
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

DESTROY = "destroy_content"


class NoRoom(Invalid):
    """The store does not take anything at the moment."""

    code = "unavailable"


@dataclass(frozen=True, slots=True)
class Checked:
    """A content that holds only what it may, and what the scanner said of it."""

    content: bytes
    media: Media
    scan: str


def keep(
    scope: Scope, person_id: UUID, *, kind: DocumentKind, content: bytes, title: str = ""
) -> StoredDocument:
    """Put a document into a file, sealed under the file's key.

    What an undone transaction leaves in the store is swept up at night. Raises NotFound,
    NotAllowed, Erased, Unacceptable, ScannerSilent, NoRoom.
    """
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    door.key_of(scope, file)
    found = accepted(content)
    checked = Checked(found.content, found.media, found.scan.value)
    return keep_checked(scope, file, checked, kind=kind, title=title)


def keep_checked(
    scope: Scope, file: YoungPerson, checked: Checked, *, kind: DocumentKind, title: str
) -> StoredDocument:
    """The same of a content that was checked before. Raises Erased, NoRoom."""
    key = door.key_of(scope, file)
    document = StoredDocument(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=file.id,
        kind=kind.value,
        media_type=checked.media.value,
        size=len(checked.content),
        scan=checked.scan,
        by_name=scope.member_name,
    )
    made = sealed.sealing_of(document, key, checked.content)
    document.content_key, document.digest = made.content_key, made.digest
    document.title = sealed.seal_title(document, key, title) if title else None
    pieces = sealed.pieces(document, made.own_key, checked.content)
    document.content_id = put(scope.tenant_id, pieces)
    db.session.add(document)
    db.session.flush()
    door.enter(scope, file, EntryKind.DECIDE, (Category.DOCUMENTS,), detail=kind.value)
    return document


def put(tenant_id: UUID, pieces: Iterable[bytes]) -> UUID:
    """Have a content of a house kept; the id by which the store knows it. Raises NoRoom."""
    in_use = DocumentContent(tenant_id=tenant_id, id=new_id())
    db.session.add(in_use)
    db.session.flush()
    try:
        at_hand.keeping().store.put(tenant_id, in_use.id, pieces)
    except StoreFailure as failure:
        raise NoRoom(
            N_("Documents cannot be kept at the moment. Nothing was kept; try again later."),
            "file",
        ) from failure
    return in_use.id


def remove(scope: Scope, person_id: UUID, document_id: UUID, reason: Removal) -> StoredDocument:
    """Destroy the content; that it was there, who removed it and why stays in the file.

    With its key nobody reads it from this moment on; the store gives it up once the transaction
    stands. Raises NotFound, NotAllowed, Conflict.
    """
    file = door.person(scope, person_id)
    document = queries.lock(scope, person_id, document_id)
    require(scope, Permission.KEEP_FILES)
    if document.removed_at is not None:
        raise Conflict(N_("This document is removed already."))
    content_id = document.content_id
    document.content_id = document.content_key = None
    document.removed_at, document.removed_by = clock.now(), scope.member_name
    document.removal = reason.value
    db.session.flush()
    in_use = db.session.get(DocumentContent, (scope.tenant_id, content_id))
    db.session.delete(in_use)
    db.session.flush()
    defer(DESTROY, tenant_id=scope.tenant_id, content_id=str(content_id))
    door.enter(scope, file, EntryKind.DECIDE, (Category.DOCUMENTS,), detail="removed")
    return document
