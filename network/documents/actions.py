"""Documents are put into a file and taken out of it again."""

from uuid import UUID

from network.consent.kinds import Category
from network.documents import at_hand, queries, sealed
from network.documents.accepting import accepted
from network.documents.kinds import DocumentKind, Removal
from network.documents.models import DocumentContent, StoredDocument
from network.documents.store import StoreFailure
from network.queue import defer
from network.records import door
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


def keep(
    scope: Scope, person_id: UUID, *, kind: DocumentKind, content: bytes, title: str = ""
) -> StoredDocument:
    """Put a document into a file, sealed under the file's key.

    What an undone transaction leaves in the store is swept up at night. Raises NotFound,
    NotAllowed, Erased, Unacceptable, ScannerSilent, NoRoom.
    """
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    key = door.key_of(scope, file)
    found = accepted(content)
    document = StoredDocument(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=person_id,
        kind=kind.value,
        media_type=found.media.value,
        size=len(found.content),
        scan=found.scan.value,
        by_name=scope.member_name,
    )
    own_key = sealed.seal_into(document, key, found.content, title)
    _put(document, own_key, found.content)
    door.enter(scope, file, EntryKind.DECIDE, (Category.DOCUMENTS,), detail=kind.value)
    return document


def _put(document: StoredDocument, own_key: bytes, content: bytes) -> None:
    in_use = DocumentContent(tenant_id=document.tenant_id, id=new_id())
    db.session.add(in_use)
    db.session.flush()
    document.content_id = in_use.id
    store = at_hand.keeping().store
    try:
        store.put(in_use.tenant_id, in_use.id, sealed.pieces(document, own_key, content))
    except StoreFailure as failure:
        raise NoRoom(
            N_("Documents cannot be kept at the moment. Nothing was kept; try again later."),
            "file",
        ) from failure
    db.session.add(document)
    db.session.flush()


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
