"""What is kept of notes, of who has read how far, and of when somebody looked at their day."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    DateTime,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Isolated, TenantOwned


class Note(TenantOwned, Base):
    """A note of the own tenant on a request, an ask or a placement; the other side never sees it.

    `told_id` is the colleague who is told of it. What it says is sealed: `queries.said` opens it.
    Notes are only ever added.
    """

    __tablename__ = "notes"
    __table_args__ = (
        CheckConstraint("told_id <> by_member_id", name="somebody_else"),
        ForeignKeyConstraint(["tenant_id", "by_member_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "told_id"], ["members.tenant_id", "members.id"]),
        Index("ix_notes_subject", "tenant_id", "subject_id", "created_at"),
        Index("ix_notes_tenant_id_created_at", "tenant_id", "created_at"),
        Index(
            "ix_notes_told",
            "tenant_id",
            "told_id",
            "created_at",
            postgresql_where=text("told_id IS NOT NULL"),
        ),
    )

    subject: Mapped[str]
    subject_id: Mapped[UUID]
    number: Mapped[str]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]
    told_id: Mapped[UUID | None]


class ReadMark(Isolated, Base):
    """Up to which moment a member has read what was written on a thing. A member's own only."""

    __tablename__ = "read_marks"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    read_until: Mapped[datetime]


class DayLook(Isolated, Base):
    """When a member looked at their day, as far as it matters: see looks.py. Their own only."""

    __tablename__ = "day_looks"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    looked_at: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)))
