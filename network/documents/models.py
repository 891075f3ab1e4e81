"""What is kept of a document. Its content is sealed and lies in the store, under an opaque id."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned


class DocumentContent(Isolated, Base):
    """That a content is in use, and nothing about it: by this the sweep knows what it may not
    take, without opening anybody's file. The store knows it by the same id."""

    __tablename__ = "document_contents"

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class StoredDocument(TenantOwned, Base):
    """One document of a young person's file, seen by whoever opens the file.

    What it is called may name somebody, so it is sealed like the digest of its content and the
    content's own key. Removed, it loses the key and the content and says who removed it and why.
    """

    __tablename__ = "stored_documents"
    sealed_as = "stored_documents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "content_id"], ["document_contents.tenant_id", "document_contents.id"]
        ),
        UniqueConstraint("tenant_id", "content_id"),
        CheckConstraint(
            "num_nonnulls(content_id, content_key) = CASE WHEN removed_at IS NULL THEN 2 ELSE 0 END"
            " AND (removed_at IS NULL) = (removal IS NULL)",
            name="removed",
        ),
        Index("ix_stored_documents_tenant_id_person_id_id", "tenant_id", "person_id", "id"),
    )

    person_id: Mapped[UUID]
    kind: Mapped[str]
    title: Mapped[bytes | None] = mapped_column(LargeBinary)
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    content_id: Mapped[UUID | None]
    content_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    scan: Mapped[str]
    by_name: Mapped[str]
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[str | None]
    removal: Mapped[str | None]
