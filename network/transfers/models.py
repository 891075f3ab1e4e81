"""What is kept of a case that goes to another centre: both see that it does, one what it says."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantOwned

FILE = (["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"])


class CaseTransfer(TenantOwned, Base):
    """A centre asks another (`owner_id`) for a case, by the number of the file there; `person_id`
    is the file that it began when it took over. Who is asked learns nothing else of the asker,
    who learns nothing before it is answered: not even whether there is such a file.
    """

    __tablename__ = "case_transfers"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(*FILE),
        Index("ix_case_transfers_owner_id", "owner_id", "id"),
        Index("ix_case_transfers_tenant_id_member_id", "tenant_id", "member_id"),
        Index("ix_case_transfers_tenant_id_person_id", "tenant_id", "person_id"),
    )

    number: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"))
    file_number: Mapped[str]
    reason: Mapped[str]
    member_id: Mapped[UUID]
    by_name: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    declined_because: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[str] = mapped_column(default="")
    person_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class TransferPart(TenantOwned, Base):
    """One category of the file as it is handed over, frozen and sealed. Its owner reads it here;
    the other centre reads `transferred_parts`, until it has taken over and while a basis covers it.
    """

    __tablename__ = "transfer_parts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "transfer_id", "category", name="uq_transfer_parts_once"),
        ForeignKeyConstraint(*FILE),
        ForeignKeyConstraint(
            ["recipient_id", "transfer_id"], ["case_transfers.tenant_id", "case_transfers.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "basis_id"], ["legal_bases.tenant_id", "legal_bases.id"]
        ),
        Index("ix_transfer_parts_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_transfer_parts_recipient_id_transfer_id", "recipient_id", "transfer_id"),
    )

    transfer_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    person_id: Mapped[UUID]
    category: Mapped[str]
    purpose: Mapped[str]
    basis_id: Mapped[UUID]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]


class TransferDocument(TenantOwned, Base):
    """One document that goes along with the case: what it is called and the digest of its content,
    as they were then. The other centre reads `transferred_documents`, as long as bases for care
    cover documents and what this one tells of, until it has its own."""

    __tablename__ = "transfer_documents"
    __table_args__ = (
        UniqueConstraint(
            "tenant_id", "transfer_id", "document_id", name="uq_transfer_documents_once"
        ),
        ForeignKeyConstraint(
            ["tenant_id", "document_id"], ["stored_documents.tenant_id", "stored_documents.id"]
        ),
        ForeignKeyConstraint(
            ["recipient_id", "transfer_id"], ["case_transfers.tenant_id", "case_transfers.id"]
        ),
        Index("ix_transfer_documents_recipient_id_transfer_id", "recipient_id", "transfer_id"),
    )

    transfer_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    person_id: Mapped[UUID]
    document_id: Mapped[UUID]
    kind: Mapped[str]
    category: Mapped[str]
    purpose: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]
