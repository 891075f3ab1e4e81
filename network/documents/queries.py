"""The documents of a file, and what one of them says."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.consent.kinds import Category
from network.documents import sealed, showing
from network.documents.kinds import DocumentKind, Media
from network.documents.models import StoredDocument
from network.documents.needed import is_there, wanted
from network.documents.showing import Shown
from network.records import door
from network.trail.kinds import EntryKind
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.roles import HOMES, SENDERS, Permission, require
from tenants.scope import Scope

PAGE = 25
MOST_SHOWN = 60
NO_DOCUMENT = N_("There is no such document.")


@dataclass(frozen=True, slots=True)
class Listed:
    """A document with what it is called."""

    document: StoredDocument
    title: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Up to PAGE documents; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Listed]
    after: UUID | None


def documents(scope: Scope, person_id: UUID, *, before: UUID | None = None) -> DocumentPage:
    """The documents of a file, the newest first, the removed ones among them.

    A look at those of a protected or sealed file goes into the trail. Raises NotFound,
    NotAllowed, Erased.
    """
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    key = door.key_of(scope, file)
    chosen = select(StoredDocument).where(
        StoredDocument.tenant_id == scope.tenant_id, StoredDocument.person_id == person_id
    )
    if before is not None:
        chosen = chosen.where(StoredDocument.id < before)
    found = db.session.scalars(chosen.order_by(StoredDocument.id.desc()).limit(PAGE + 1)).all()
    door.enter(scope, file, EntryKind.READ, (Category.DOCUMENTS,))
    rows = [Listed(one, sealed.title(one, key)) for one in found[:PAGE]]
    return DocumentPage(rows, found[PAGE - 1].id if len(found) > PAGE else None)


def kinds(scope: Scope, person_id: UUID) -> set[DocumentKind]:
    """Which kinds of documents a file holds. Raises NotFound."""
    door.person(scope, person_id)
    found = db.session.scalars(
        select(StoredDocument.kind)
        .where(
            StoredDocument.tenant_id == scope.tenant_id,
            StoredDocument.person_id == person_id,
            StoredDocument.removed_at.is_(None),
        )
        .distinct()
    )
    return {DocumentKind(each) for each in found}


def lacking(scope: Scope, person_id: UUID) -> list[DocumentKind]:
    """What a home would still want to see with a request; nothing in a house that neither seeks
    places nor has any. Raises NotFound, Erased."""
    if scope.kind not in HOMES | SENDERS:
        return []
    return [kind for kind, there in needed(scope, person_id) if not there]


def needed(scope: Scope, person_id: UUID, legal_group: str = "") -> list[tuple[DocumentKind, bool]]:
    """What a home wants to see with a request, each with whether the file holds it: by the group
    of the stay, or by what the file says of the court and of the school. Raises NotFound, Erased.
    """
    said = door.read(scope, person_id, Category.COURT, Category.SCHOOL)
    group = legal_group or ("family_law" if said[Category.COURT].values else "")
    guided = bool(said[Category.SCHOOL].values.get("guidance_decision"))
    present = kinds(scope, person_id)
    return [(kind, is_there(kind, present)) for kind in wanted(group, guided=guided)]


def helped(scope: Scope, person_id: UUID) -> list[tuple[DocumentKind, bool]]:
    """What goes with a school's request for a programme: its written report on the help already
    given (ZOOMTVI; domain 1.3), and whether the file holds it. Raises NotFound, Erased."""
    kind = DocumentKind.SCHOOL_REPORT
    return [(kind, is_there(kind, kinds(scope, person_id)))]


def to_show(scope: Scope, person_id: UUID) -> Sequence[Listed]:
    """What of a file could be shown to others: the documents that were not removed, the newest
    first and at most MOST_SHOWN. Raises NotFound, Erased."""
    key = door.key_of(scope, door.person(scope, person_id))
    found = db.session.scalars(
        select(StoredDocument)
        .where(
            StoredDocument.tenant_id == scope.tenant_id,
            StoredDocument.person_id == person_id,
            StoredDocument.removed_at.is_(None),
        )
        .order_by(StoredDocument.id.desc())
        .limit(MOST_SHOWN)
    )
    return [Listed(one, sealed.title(one, key)) for one in found]


def document(scope: Scope, person_id: UUID, document_id: UUID) -> Listed:
    """One of them, without its content. Raises NotFound, Erased."""
    file = door.person(scope, person_id)
    found = _of(scope, person_id, document_id)
    return Listed(found, sealed.title(found, door.key_of(scope, file)))


def lock(scope: Scope, person_id: UUID, document_id: UUID) -> StoredDocument:
    """One of them as it is now, ours until the transaction ends. Raises NotFound."""
    return _of(scope, person_id, document_id, locked=True)


def shown(scope: Scope, person_id: UUID, document_id: UUID) -> Shown:
    """What a document says, for the scope's member.

    Its name tells the number of the file and nobody's name. Raises NotFound, NotAllowed, Erased,
    OutOfReach.
    """
    file = door.person(scope, person_id)
    found = _of(scope, person_id, document_id)
    require(scope, Permission.KEEP_FILES)
    if found.content_id is None:
        raise NotFound(N_("This document was removed."))
    key, media = door.key_of(scope, file), Media(found.media_type)
    digest = sealed.digest(found, found.digest, key)
    lies = showing.Lies(scope.tenant_id, found.content_id)
    over = showing.Over(media, showing.says(scope))
    content = showing.opened(found, lies, key, digest, over)
    door.enter(scope, file, EntryKind.READ, (Category.DOCUMENTS,), detail=found.kind)
    name = f"{file.number.replace('/', '-')}-{found.kind.replace('_', '-')}.{media.ending}"
    return Shown(content, media, name)


def _of(
    scope: Scope, person_id: UUID, document_id: UUID, *, locked: bool = False
) -> StoredDocument:
    key = (scope.tenant_id, document_id)
    found = db.session.get(
        StoredDocument, key, with_for_update=locked or None, populate_existing=locked
    )
    if found is None or found.person_id != person_id:
        raise NotFound(NO_DOCUMENT)
    return found
