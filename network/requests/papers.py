"""The documents that go along with a share: chosen by the centre, frozen with their digests."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.consent.kinds import Category
from network.documents import queries as documents
from network.documents import sealed
from network.documents.kinds import ABOUT, DocumentKind
from network.documents.queries import Listed
from network.records import door
from network.records.models import YoungPerson
from network.requests import shares
from network.requests.frozen import document_place
from network.requests.models import Ask
from network.requests.shares import DocumentOpening, SharedDocument, SharedPart
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.scope import Scope


def about(listed: Listed) -> Category:
    """What a document tells of."""
    return ABOUT[DocumentKind(listed.document.kind)]


def chosen(scope: Scope, person_id: UUID, ids: Collection[UUID]) -> list[Listed]:
    """Those documents of the file. Raises Invalid where one is not there any more."""
    if not ids:
        return []
    found = [one for one in documents.to_show(scope, person_id) if one.document.id in ids]
    if len(found) < len(set(ids)):
        raise Invalid(N_("Choose documents that are in the file."), "documents")
    return found


def to_cover(listed: Iterable[Listed]) -> set[Category]:
    """What has to be covered by a basis so that they may be shown."""
    return {category for one in listed for category in (Category.DOCUMENTS, about(one))}


def freeze(
    scope: Scope,
    file: YoungPerson,
    part: SharedPart,
    listed: Sequence[Listed],
    message_id: UUID | None = None,
) -> None:
    """They go along with this part, as they are now, or with a message beside."""
    key = door.key_of(scope, file)
    for one in listed:
        made = SharedDocument(
            tenant_id=scope.tenant_id,
            id=new_id(),
            part_id=part.id,
            document_id=one.document.id,
            kind=one.document.kind,
            category=about(one).value,
            message_id=message_id,
        )
        digest = sealed.digest(one.document, one.document.digest, key)
        said = {"title": one.title, "digest": digest.hex()}
        made.sealed = door.sealed(scope, file.id, said, document_place(made.tenant_id, made.id))
        db.session.add(made)
    db.session.flush()


@dataclass(frozen=True, slots=True)
class Along:
    """A document that goes along with what one home is shown; what it tells of is `category`."""

    shared_id: UUID
    document_id: UUID
    kind: DocumentKind
    category: Category


def shown_now(scope: Scope, asks: Mapping[UUID, Ask]) -> Mapping[UUID, Sequence[Along]]:
    """Which documents go along with what homes are shown, by the ask under which they are."""
    shared, part = SharedDocument, SharedPart
    rows = db.session.execute(
        select(shared.id, shared.document_id, shared.kind, shared.category)
        .add_columns(part.ask_id, part.created_at)
        .join(part, (part.tenant_id == shared.tenant_id) & (part.id == shared.part_id))
        .where(
            part.tenant_id == scope.tenant_id,
            part.ask_id.in_(asks),
            part.closed_at.is_(None),
            shared.closed_at.is_(None),
        )
        .order_by(shared.document_id)
    )
    found: dict[UUID, list[Along]] = {}
    for id_, document_id, kind, category, ask_id, at in rows:
        if shares.stands(asks[ask_id], at):
            along = Along(id_, document_id, DocumentKind(kind), Category(category))
            found.setdefault(ask_id, []).append(along)
    return found


def lock_shown(scope: Scope, part_ids: Collection[UUID]) -> Sequence[SharedDocument]:
    """The documents that go along with these parts and were not closed alone, locked."""
    return db.session.scalars(
        select(SharedDocument)
        .where(
            SharedDocument.tenant_id == scope.tenant_id,
            SharedDocument.part_id.in_(part_ids),
            SharedDocument.closed_at.is_(None),
        )
        .with_for_update()
    ).all()


def openings(scope: Scope, asks: Mapping[UUID, Ask], most: int) -> Sequence[DocumentOpening]:
    """The last times that homes opened documents under these asks of the centre."""
    return db.session.scalars(
        select(DocumentOpening)
        .where(DocumentOpening.tenant_id == scope.tenant_id, DocumentOpening.ask_id.in_(asks))
        .order_by(DocumentOpening.created_at.desc(), DocumentOpening.id.desc())
        .limit(most)
    ).all()
