"""The documents of a file that a home was given: listed, and opened with two names over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column as C
from sqlalchemy import (
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    Uuid,
    insert,
    select,
)

from network.consent.kinds import Basis, Category
from network.documents import needed, showing
from network.documents.arriving import Brought
from network.documents.kinds import DocumentKind, Media
from network.documents.queries import NO_DOCUMENT
from network.documents.showing import Lies, Over, Shown
from network.records import door
from network.records.door import Lent, Values
from network.requests import permitted, queries, tracing
from network.requests.frozen import document_place
from network.requests.models import Ask
from network.requests.shares import DocumentOpening
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import NotFound
from tenants.roles import require
from tenants.scope import Scope

RECEIVED_DOCUMENTS = Table(
    "received_documents",
    MetaData(),
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("document_id", Uuid),
    C("person_id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("kind", Text),
    C("category", Text),
    C("sealed", LargeBinary),
    C("created_at", DateTime(timezone=True)),
    C("by_name", Text),
    C("media_type", Text),
    C("size", Integer),
    C("scan", Text),
    C("content_id", Uuid),
    C("content_key", LargeBinary),
    C("basis", Text),
    C("basis_about", Text),
    C("person_key", LargeBinary),
    C("tenant_key", LargeBinary),
    C("master_number", Integer),
    C("message_id", Uuid),
)


@dataclass(frozen=True, slots=True)
class GivenDocument:
    """A document as it was frozen for its reader, and why it may be read."""

    id: UUID
    kind: DocumentKind
    title: str
    media_type: Media
    size: int
    scan: str
    basis: Basis
    shown_at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class LentDocument:
    """What has to be known of another house's document to open its content."""

    sealed_as: str
    tenant_id: UUID
    id: UUID
    person_id: UUID
    content_key: bytes | None


def lent_document(sealed_as: str, row: Row[Any], id_: UUID) -> LentDocument:
    """What a view hands over of one."""
    return LentDocument(sealed_as, row.tenant_id, id_, row.person_id, row.content_key)


def documents_of(scope: Scope, ask: Ask) -> Sequence[GivenDocument]:
    """What the home may open of the file behind an ask now, in the order in which it was put in.
    Nothing where the ask has ended, no basis covers it, or it was removed.

    Raises NotAllowed for whoever of the home does not answer asks.
    """
    if ask.recipient_id == scope.tenant_id:
        require(scope, permitted.on_ask(scope, ask))
    rows = db.session.execute(_of(scope, ask.id).order_by(RECEIVED_DOCUMENTS.c.document_id)).all()
    return [_listed(row) for row in rows]


def missing(
    given: Sequence[GivenDocument], legal_group: str, *, guided: bool = False
) -> Sequence[DocumentKind]:
    """What a home wants to see with a request and was not given, by what it is shown alone."""
    return needed.missing({one.kind for one in given}, legal_group, guided=guided)


def opened(scope: Scope, ask_id: UUID, shared_id: UUID) -> Shown:
    """What a document says, with the reader's name and the owner's over it; each time it is
    written down for the owner. Raises NotFound, NotAllowed, OutOfReach."""
    ask = queries.get_ask(scope, ask_id)
    row = db.session.execute(_of(scope, ask_id).where(RECEIVED_DOCUMENTS.c.id == shared_id)).first()
    if row is None:
        raise NotFound(NO_DOCUMENT)
    require(scope, permitted.on_ask(scope, ask))
    lent, media = _lent(row), Media(row.media_type)
    digest = bytes.fromhex(str(_said(row)["digest"]))
    document = lent_document("stored_documents", row, row.document_id)
    over = Over(media, showing.says(scope, ask.sender_name))
    content = showing.opened(
        document, Lies(row.tenant_id, row.content_id), door.lent_key(lent), digest, over
    )
    _enter(scope, ask, row)
    return Shown(content, media, f"{ask.number}-{row.kind.replace('_', '-')}.{media.ending}")


def brought(scope: Scope, ask_id: UUID, shared_id: UUID) -> Brought | None:
    """A document as the home may keep it in a file of its own, written down as opened; None where
    it is shown no more or was destroyed. Raises NotFound, NotAllowed."""
    ask = queries.get_ask(scope, ask_id)
    require(scope, permitted.on_ask(scope, ask))
    row = db.session.execute(_of(scope, ask_id).where(RECEIVED_DOCUMENTS.c.id == shared_id)).first()
    if row is None:
        return None
    said = _said(row)
    _enter(scope, ask, row)
    return Brought(
        lent_document("stored_documents", row, row.document_id),
        Lies(row.tenant_id, row.content_id),
        door.lent_key(_lent(row)),
        bytes.fromhex(str(said["digest"])),
        DocumentKind(row.kind),
        str(said.get("title", "")),
        Media(row.media_type),
        row.scan,
    )


def _of(scope: Scope, ask_id: UUID) -> Select[Any]:
    view = RECEIVED_DOCUMENTS.c
    return select(RECEIVED_DOCUMENTS).where(
        view.recipient_id == scope.tenant_id, view.ask_id == ask_id
    )


def _enter(scope: Scope, ask: Ask, row: Row[Any]) -> None:
    """In both trails, and among what was looked at."""
    covered: dict[Basis, list[Category]] = {}
    for basis, category in ((row.basis, Category.DOCUMENTS), (row.basis_about, row.category)):
        covered.setdefault(Basis(basis), []).append(Category(category))
    for basis, categories in covered.items():
        tracing.opened(scope, ask, basis, list(dict.fromkeys(categories)), row.kind)
    looked = {
        "tenant_id": row.tenant_id,
        "id": new_id(),
        "shared_id": row.id,
        "ask_id": ask.id,
        "recipient_id": scope.tenant_id,
        "kind": row.kind,
        "opened_by": scope.member_name,
        "stopped_by": "",
        "created_at": clock.now(),
    }
    # Like the trail, this belongs to reading itself: a page that only reads ends with a commit.
    db.session.connection().execute(insert(DocumentOpening).values(looked))


def _listed(row: Row[Any]) -> GivenDocument:
    return GivenDocument(
        row.id,
        DocumentKind(row.kind),
        str(_said(row).get("title", "")),
        Media(row.media_type),
        row.size,
        row.scan,
        Basis(row.basis),
        row.created_at,
        row.by_name,
    )


def _said(row: Row[Any]) -> Values:
    return door.received(_lent(row), document_place(row.tenant_id, row.id))


def _lent(row: Row[Any]) -> Lent:
    return Lent(
        row.tenant_id,
        row.person_id,
        row.sealed,
        row.person_key,
        row.tenant_key,
        row.master_number,
    )
