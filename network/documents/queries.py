"""The documents of a file, and what one of them says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from network.consent.kinds import Category
from network.documents import at_hand, handing_over, sealed
from network.documents.flaws import Unfit
from network.documents.kinds import DocumentKind, Media
from network.documents.models import StoredDocument
from network.documents.needed import missing
from network.documents.store import Lost, StoreFailure
from network.records import door
from network.trail.kinds import EntryKind
from tenants import clock
from tenants.database import db
from tenants.errors import N_, DomainError, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25
NO_DOCUMENT = N_("There is no such document.")


class OutOfReach(DomainError):
    """The content is kept, but cannot be had at the moment."""

    code = "unavailable"


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


@dataclass(frozen=True, slots=True)
class Shown:
    """A content for one reader: with their name and the time over it, where that can be."""

    content: bytes
    media: Media
    name: str


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
    """What a home would still want to see with a request, by what the file says of the court and
    of the school. Raises NotFound, Erased."""
    said = door.read(scope, person_id, Category.COURT, Category.SCHOOL)
    group = "family_law" if said[Category.COURT].values else ""
    guided = bool(said[Category.SCHOOL].values.get("guidance_decision"))
    return missing(kinds(scope, person_id), group, guided=guided)


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

    Whole before anything of it goes out: that nothing was cut off shows at its end only. Its name
    tells the number of the file and nobody's name. Raises NotFound, NotAllowed, Erased, OutOfReach.
    """
    file = door.person(scope, person_id)
    found = _of(scope, person_id, document_id)
    require(scope, Permission.KEEP_FILES)
    if found.content_id is None:
        raise NotFound(N_("This document was removed."))
    key, media = door.key_of(scope, file), Media(found.media_type)
    try:
        stored = at_hand.keeping().store.get(scope.tenant_id, found.content_id)
        content = sealed.content(found, key, stored)
        if media.is_stamped:
            content = handing_over.stamped(content, media, _says(scope, clock.now()))
    except (StoreFailure, Lost, Unfit) as failure:
        raise OutOfReach(
            N_("This document cannot be had at the moment. Try again later.")
        ) from failure
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


def _says(scope: Scope, at: datetime) -> str:
    """Who looks and when, as clocks here show it."""
    here = at.astimezone(clock.LOCAL)
    when = f"{here.day}. {here.month}. {here.year} {here:%H.%M}"
    return f"{scope.member_name} · {scope.tenant_name} · {when}"
