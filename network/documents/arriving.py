"""Documents of another house on their way into a file of ours: sealed anew under its key, one by
one, after the act that took them over; each side keeps its own from then on.

A content may be large, so nobody waits for it: whoever began is acted for by a job. What cannot be
had any more is told as lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from network.documents import actions, at_hand, sealed
from network.documents.kinds import DocumentKind, Media
from network.documents.sealed import Kept
from network.documents.showing import Lies
from network.documents.store import Lost
from network.keys.sealing import Unreadable
from network.queue import defer
from network.records import door
from tenants import clock
from tenants.database import Base, TenantOwned, db, new_id
from tenants.scope import Scope

ARRIVES = "document_arrives"


class Origin(StrEnum):
    """By what a document comes."""

    TRANSFER = "transfer"
    ASK = "ask"


class Arrival(StrEnum):
    """Whether it has come."""

    WAITING = "waiting"
    KEPT = "kept"
    LOST = "lost"


class ArrivingDocument(TenantOwned, Base):
    """A document that comes from another house: `source_id` is what that house gave of it, under
    the transfer or the ask `origin_id`. Seen by whoever opens the file into which it comes, and by
    jobs as long as it waits."""

    __tablename__ = "arriving_documents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(
            ["tenant_id", "document_id"], ["stored_documents.tenant_id", "stored_documents.id"]
        ),
        UniqueConstraint("tenant_id", "person_id", "source_id", name="uq_arriving_documents_once"),
        CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled"),
        CheckConstraint("(state = 'kept') = (document_id IS NOT NULL)", name="kept"),
        Index("ix_arriving_documents_tenant_id_person_id", "tenant_id", "person_id", "id"),
    )

    person_id: Mapped[UUID]
    origin: Mapped[str]
    origin_id: Mapped[UUID]
    source_id: Mapped[UUID]
    kind: Mapped[str]
    member_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(default=Arrival.WAITING)
    document_id: Mapped[UUID | None]
    settled_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Brought:
    """A document as the other house's view hands it over: what opens it, and what it is."""

    document: Kept
    lies: Lies
    key: bytes
    digest: bytes
    kind: DocumentKind
    title: str
    media: Media
    scan: str


def begin(
    scope: Scope,
    person_id: UUID,
    origin: Origin,
    origin_id: UUID,
    sources: Sequence[tuple[UUID, DocumentKind]],
) -> None:
    """These documents come into the file, as soon as a job has time for each."""
    for source_id, kind in sources:
        coming = ArrivingDocument(
            tenant_id=scope.tenant_id,
            id=new_id(),
            person_id=person_id,
            origin=origin.value,
            origin_id=origin_id,
            source_id=source_id,
            kind=kind.value,
            member_id=scope.member_id,
        )
        db.session.add(coming)
        db.session.flush()
        defer(
            ARRIVES,
            tenant_id=scope.tenant_id,
            member_id=scope.member_id,
            arriving_id=coming.id,
        )


def waiting(scope: Scope, arriving_id: UUID) -> ArrivingDocument | None:
    """One that has not come yet, locked; None for any other, and for whoever opens no such file."""
    return db.session.scalar(
        select(ArrivingDocument)
        .where(
            ArrivingDocument.tenant_id == scope.tenant_id,
            ArrivingDocument.id == arriving_id,
            ArrivingDocument.state == Arrival.WAITING,
        )
        .with_for_update()
    )


def left_waiting(scope: Scope) -> Sequence[ArrivingDocument]:
    """What the house waits for since before today, for jobs; empty to anybody else who opens none
    of the files."""
    return db.session.scalars(
        select(ArrivingDocument)
        .where(
            ArrivingDocument.tenant_id == scope.tenant_id,
            ArrivingDocument.state == Arrival.WAITING,
            ArrivingDocument.created_at < clock.begins(clock.today()),
        )
        .order_by(ArrivingDocument.id)
    ).all()


def waits_for(scope: Scope, arriving_id: UUID) -> UUID | None:
    """Into whose file one comes that has not come yet, for jobs."""
    return db.session.scalar(
        select(ArrivingDocument.person_id).where(
            ArrivingDocument.tenant_id == scope.tenant_id,
            ArrivingDocument.id == arriving_id,
            ArrivingDocument.state == Arrival.WAITING,
        )
    )


def settle(scope: Scope, coming: ArrivingDocument, brought: Brought | None) -> Arrival:
    """Keep what was brought in the own file, sealed anew, as the very bytes that were given; or
    note that there is nothing any more. Raises StoreFailure to be done again, NoRoom."""
    content = _content(brought) if brought else None
    if brought is None or content is None:
        coming.state = Arrival.LOST.value
    else:
        file = door.person(scope, coming.person_id)
        coming.document_id = actions.keep_checked(
            scope,
            file,
            actions.Checked(content, brought.media, brought.scan),
            kind=brought.kind,
            title=brought.title,
        ).id
        coming.state = Arrival.KEPT.value
    coming.settled_at = clock.now()
    db.session.flush()
    return Arrival(coming.state)


def of_file(scope: Scope, person_id: UUID) -> Sequence[ArrivingDocument]:
    """What is on its way into a file or got lost on it, the first first. Raises NotFound."""
    door.person(scope, person_id)
    return db.session.scalars(
        select(ArrivingDocument)
        .where(
            ArrivingDocument.tenant_id == scope.tenant_id,
            ArrivingDocument.person_id == person_id,
            ArrivingDocument.state != Arrival.KEPT,
        )
        .order_by(ArrivingDocument.id)
    ).all()


def _content(brought: Brought) -> bytes | None:
    """What was given, whole and of the digest that it had then."""
    stored = at_hand.keeping().store.get(brought.lies.in_tenant, brought.lies.content_id)
    try:
        return sealed.content(brought.document, brought.key, stored, brought.digest)
    except (Lost, Unreadable):
        return None
