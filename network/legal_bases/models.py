"""What is kept of a legal basis. Its words are sealed with the key of the file."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKeyConstraint, Index, LargeBinary, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantOwned


class LegalBasis(TenantOwned, Base):
    """Why some categories of one file may be seen by some recipients, for a purpose, for a time.

    `recipients` empty: every organisation that has an open ask for this young person. A consent
    for which somebody's word is still missing is not `effective`; a `dissent` is somebody's
    explicit no to those categories.
    """

    __tablename__ = "legal_bases"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "proof_id"], ["stored_documents.tenant_id", "stored_documents.id"]
        ),
        Index("ix_legal_bases_tenant_id_person_id", "tenant_id", "person_id"),
    )

    person_id: Mapped[UUID]
    kind: Mapped[str]
    purpose: Mapped[str]
    categories: Mapped[list[str]]
    recipients: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), default=list)
    starts: Mapped[date]
    ends: Mapped[date | None]
    givers: Mapped[list[str]] = mapped_column(default=list)
    how: Mapped[str] = mapped_column(default="")
    dissent: Mapped[bool] = mapped_column(default=False)
    effective: Mapped[bool] = mapped_column(default=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]
    proof_id: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def withdrawn_on(self) -> date | None:
        """The day from which it holds no more; a withdrawal works at once."""
        return None if self.withdrawn_at is None else self.withdrawn_at.date()
