"""What is kept of a proposal that was passed on: both see that it was, one what it says."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantOwned

IN_HAND = text("answer <> 'put_aside' AND withdrawn_at IS NULL")


class PassedProposal(TenantOwned, Base):
    """Whoever asked the advisers passes what they propose on to a centre. Both see this row, which
    tells what is proposed, by whom and when, and nobody's name; `draft_id` is the request that the
    centre began to write of it.
    """

    __tablename__ = "passed_proposals"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        ForeignKeyConstraint(["tenant_id", "request_id"], ["requests.tenant_id", "requests.id"]),
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_passed_proposals_recipient_id", "recipient_id", "id"),
        Index("ix_passed_proposals_tenant_id_request_id", "tenant_id", "request_id"),
        Index("ix_passed_proposals_tenant_id_member_id", "tenant_id", "member_id"),
        Index(
            "uq_passed_proposals_in_hand",
            "tenant_id",
            "enrolment_id",
            unique=True,
            postgresql_where=IN_HAND,
        ),
    )

    number: Mapped[str]
    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"))
    enrolment_id: Mapped[UUID]
    request_id: Mapped[UUID]
    house_name: Mapped[str]
    programme_name: Mapped[str]
    closed_on: Mapped[date]
    member_id: Mapped[UUID]
    by_name: Mapped[str]
    opened_at: Mapped[datetime | None]
    opened_by: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    because: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="")
    draft_id: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ProposalPart(TenantOwned, Base):
    """One category of the file that goes along, frozen and sealed. Its owner reads it here; the
    centre reads `proposed_parts`, as long as the proposal lives and a basis covers it."""

    __tablename__ = "proposal_parts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "proposal_id", "category", name="uq_proposal_parts_once"),
        ForeignKeyConstraint(
            ["tenant_id", "proposal_id"], ["passed_proposals.tenant_id", "passed_proposals.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "basis_id"], ["legal_bases.tenant_id", "legal_bases.id"]
        ),
        Index("ix_proposal_parts_tenant_id_person_id", "tenant_id", "person_id"),
    )

    proposal_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    person_id: Mapped[UUID]
    category: Mapped[str]
    purpose: Mapped[str]
    basis_id: Mapped[UUID]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]
