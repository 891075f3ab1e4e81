"""The papers that the two sides of an ask sent each other with messages: each through its own door,
while the ask lives and the home knows who it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    select,
)

from network.consent.kinds import Basis, Category
from network.documents import sealed, showing
from network.documents.kinds import DocumentKind, Media
from network.documents.models import StoredDocument
from network.documents.queries import NO_DOCUMENT
from network.documents.showing import Lies, Over, Shown
from network.records import door
from network.records.door import Lent
from network.requests import permitted, queries, tracing
from network.requests.given import RECEIVED_DOCUMENTS, lent_document
from network.requests.models import Ask
from network.requests.profile import Level
from network.requests.shares import MessagePaper, SharedDocument, SharedPart
from tenants.database import db
from tenants.errors import NotFound
from tenants.roles import may, require
from tenants.scope import Scope

_views = MetaData()


def _keys() -> tuple[C[Any], ...]:
    """What a view hands over to open what it shows."""
    return C("person_key", LargeBinary), C("tenant_key", LargeBinary), C("master_number", Integer)


SEALED_AS = "message_papers"
RECEIVED_PAPERS = Table(
    "received_papers",
    _views,
    C("tenant_id", Uuid),
    C("id", Uuid),
    C("person_id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("message_id", Uuid),
    C("by_tenant_id", Uuid),
    C("kind", Text),
    C("media_type", Text),
    C("size", Integer),
    C("scan", Text),
    C("digest", LargeBinary),
    C("content_id", Uuid),
    C("content_key", LargeBinary),
    C("by_name", Text),
    C("created_at", DateTime(timezone=True)),
    *_keys(),
)
PAPER_KEYS = Table(
    "paper_keys",
    _views,
    C("tenant_id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("person_id", Uuid),
    *_keys(),
)
LISTED = ("id", "ask_id", "message_id", "kind", "media_type", "size", "scan")


@dataclass(frozen=True, slots=True)
class SentPaper:
    """A paper that came with a message. Where it is a document of the file, its id is that of
    `given`, and `document_id` and `person_id` say to the centre where it stands."""

    id: UUID
    ask_id: UUID
    message_id: UUID
    kind: DocumentKind
    media_type: Media
    size: int
    scan: str
    of_file: bool = False
    document_id: UUID | None = None
    person_id: UUID | None = None


def of_ask(scope: Scope, ask: Ask) -> Mapping[UUID, Sequence[SentPaper]]:
    """The papers of an ask by the message they came with, for those who write messages; in the
    centre for whoever opens the file."""
    mine = ask.tenant_id == scope.tenant_id
    if (
        ask.level < Level.IDENTITY
        or ask.ended_at is not None
        or not may(scope, permitted.on_ask(scope, ask))
    ):
        return {}
    found: dict[UUID, list[SentPaper]] = {}
    for row in db.session.execute(_of(scope, ask, LISTED)):
        kind, media = DocumentKind(row.kind), Media(row.media_type)
        paper = SentPaper(row.id, row.ask_id, row.message_id, kind, media, row.size, row.scan)
        found.setdefault(paper.message_id, []).append(paper)
    for row in db.session.execute(_documents(scope, ask, mine)):
        kind, media = DocumentKind(row.kind), Media(row.media_type)
        said = (row.id, ask.id, row.message_id, kind, media, row.size, row.scan, True)
        whose = (row.document_id, row.person_id) if mine else ()
        found.setdefault(row.message_id, []).append(SentPaper(*said, *whose))
    return found


def opened(scope: Scope, ask_id: UUID, paper_id: UUID) -> Shown:
    """What a paper says, with the reader's name and the sender's over it; read by the other side
    it is written down. Raises NotFound, NotAllowed, OutOfReach."""
    ask = queries.get_ask(scope, ask_id)
    mine = ask.tenant_id == scope.tenant_id
    source = MessagePaper.__table__.c if mine else RECEIVED_PAPERS.c
    names = [column.name for column in source]
    row = db.session.execute(_of(scope, ask, names).where(source.id == paper_id)).first()
    if row is None:
        raise NotFound(NO_DOCUMENT)
    require(scope, permitted.on_ask(scope, ask))
    key, media = _key(scope, row, mine), Media(row.media_type)
    paper = lent_document(SEALED_AS, row, row.id)
    sent_by = ask.sender_name if row.by_tenant_id == ask.tenant_id else ask.recipient_name
    content = showing.opened(
        paper,
        Lies(row.by_tenant_id, row.content_id),
        key,
        sealed.digest(paper, row.digest, key),
        Over(media, showing.says(scope, sent_by)),
    )
    if row.by_tenant_id != scope.tenant_id:
        tracing.opened(scope, ask, Basis.STATUTORY_TASK, [Category.DOCUMENTS], row.kind)
    return Shown(content, media, f"{ask.number}-{row.kind.replace('_', '-')}.{media.ending}")


def _of(scope: Scope, ask: Ask, names: Sequence[str]) -> Select[Any]:
    mine = ask.tenant_id == scope.tenant_id
    source = MessagePaper.__table__.c if mine else RECEIVED_PAPERS.c
    return (
        select(*(source[name] for name in names))
        .where(source.tenant_id == ask.tenant_id, source.ask_id == ask.id)
        .order_by(source.created_at, source.id)
    )


def _documents(scope: Scope, ask: Ask, mine: bool) -> Select[Any]:
    """The documents of the file that went with messages and are shown still: to the home what its
    view shows, to the centre what its member opens."""
    if not mine:
        view = RECEIVED_DOCUMENTS.c
        return (
            select(view.id, view.message_id, view.kind, view.media_type, view.size, view.scan)
            .where(view.recipient_id == scope.tenant_id, view.ask_id == ask.id)
            .where(view.message_id.is_not(None))
            .order_by(view.created_at, view.id)
        )
    shared, part, document = SharedDocument, SharedPart, StoredDocument
    return (
        select(shared.id, shared.message_id, shared.kind, shared.document_id)
        .add_columns(document.person_id, document.media_type, document.size, document.scan)
        .join(part, (part.tenant_id == shared.tenant_id) & (part.id == shared.part_id))
        .join(
            document,
            (document.tenant_id == shared.tenant_id) & (document.id == shared.document_id),
        )
        .where(
            shared.tenant_id == scope.tenant_id,
            part.ask_id == ask.id,
            shared.message_id.is_not(None),
            shared.closed_at.is_(None),
            part.closed_at.is_(None),
            document.removed_at.is_(None),
        )
        .order_by(shared.created_at, shared.id)
    )


def _key(scope: Scope, row: Row[Any], mine: bool) -> bytes:
    if mine:
        return door.key_of(scope, door.person(scope, row.person_id))
    return door.lent_key(lent_keys(row))


def lent_keys(row: Row[Any]) -> Lent:
    """The keys that a view hands over, without anything that they open."""
    return Lent(
        row.tenant_id, row.person_id, b"", row.person_key, row.tenant_key, row.master_number
    )
