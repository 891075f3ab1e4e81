"""What is kept of what a home was shown of a file: exactly this, frozen and sealed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from network.requests.models import Ask
from tenants.database import Base, Isolated, TenantOwned


class SharedPart(TenantOwned, Base):
    """One category of a file as one home was shown it. Its owner reads it here; the home reads
    `received_parts`, as long as the ask lives and a legal basis covers it."""

    __tablename__ = "shared_parts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "ask_id", "recipient_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        ForeignKeyConstraint(
            ["tenant_id", "basis_id"], ["legal_bases.tenant_id", "legal_bases.id"]
        ),
        Index("ix_shared_parts_tenant_id_ask_id", "tenant_id", "ask_id"),
        Index("ix_shared_parts_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_shared_parts_recipient_id_ask_id", "recipient_id", "ask_id"),
        Index(
            "uq_shared_parts_open",
            "tenant_id",
            "ask_id",
            "category",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    person_id: Mapped[UUID]
    ask_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    level: Mapped[int]
    category: Mapped[str]
    purpose: Mapped[str]
    basis_id: Mapped[UUID]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")


class PartSighting(Isolated, Base):
    """That a home has seen a part, and later that it stopped using it. Both sides read it."""

    __tablename__ = "part_sightings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "part_id"], ["shared_parts.tenant_id", "shared_parts.id"]
        ),
        Index("ix_part_sightings_tenant_id_ask_id", "tenant_id", "ask_id"),
        Index("ix_part_sightings_recipient_id_ask_id", "recipient_id", "ask_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    part_id: Mapped[UUID] = mapped_column(primary_key=True)
    ask_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    category: Mapped[str]
    seen_at: Mapped[datetime]
    seen_by: Mapped[str]
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[str] = mapped_column(default="")


class SharedDocument(TenantOwned, Base):
    """One document of a file that goes along with a part of the category `documents`: what it is
    called and the digest of its content, as they were then. The home reads `received_documents`,
    as long as a basis covers documents and what this one tells of, its `category`, and it is not
    closed. It may have come with a message."""

    __tablename__ = "shared_documents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "part_id"], ["shared_parts.tenant_id", "shared_parts.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "document_id"], ["stored_documents.tenant_id", "stored_documents.id"]
        ),
        ForeignKeyConstraint(["tenant_id", "message_id"], ["messages.tenant_id", "messages.id"]),
        Index(
            "uq_shared_documents_open",
            "tenant_id",
            "part_id",
            "document_id",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    part_id: Mapped[UUID]
    document_id: Mapped[UUID]
    kind: Mapped[str]
    category: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    message_id: Mapped[UUID | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")


class DocumentOpening(TenantOwned, Base):
    """That a home has opened a document that was shown to it, and later that it stopped using it.
    Both sides read it."""

    __tablename__ = "document_openings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "shared_id"], ["shared_documents.tenant_id", "shared_documents.id"]
        ),
        Index("ix_document_openings_tenant_id_ask_id", "tenant_id", "ask_id", "created_at"),
        Index("ix_document_openings_recipient_id_ask_id", "recipient_id", "ask_id"),
    )

    shared_id: Mapped[UUID]
    ask_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    kind: Mapped[str]
    opened_by: Mapped[str]
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[str] = mapped_column(default="")


class MessagePaper(TenantOwned, Base):
    """A paper that one side sent the other with a message, sealed under the key of the file that
    the request is about. The content lies in the house of whoever sent it. The home reads
    `received_papers`, as long as the ask lives and tells who it is about; so does the centre here,
    where its member opens the file."""

    __tablename__ = "message_papers"
    sealed_as = "message_papers"
    __table_args__ = (
        CheckConstraint("by_tenant_id IN (tenant_id, recipient_id)", name="sides"),
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "ask_id", "recipient_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        ForeignKeyConstraint(["tenant_id", "message_id"], ["messages.tenant_id", "messages.id"]),
        ForeignKeyConstraint(
            ["by_tenant_id", "content_id"], ["document_contents.tenant_id", "document_contents.id"]
        ),
        UniqueConstraint("by_tenant_id", "content_id"),
        Index("ix_message_papers_tenant_id_ask_id", "tenant_id", "ask_id"),
        Index("ix_message_papers_recipient_id_ask_id", "recipient_id", "ask_id"),
    )

    person_id: Mapped[UUID]
    ask_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    message_id: Mapped[UUID]
    by_tenant_id: Mapped[UUID]
    kind: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    scan: Mapped[str]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    content_id: Mapped[UUID]
    content_key: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]


def stands(ask: Ask, shown_at: datetime) -> bool:
    """Whether what was shown then still is, as far as the ask goes: an ask that was opened again
    begins anew."""
    return ask.reopened_at is None or shown_at > ask.reopened_at
