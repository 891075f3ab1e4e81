"""What is kept of the trail. The application may add to it and read it, never change it; what was
kept long enough goes by the hand of a job alone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, new_id


class TrailEntry(Isolated, Base):
    """What somebody of `tenant_id` saw, showed or decided, in the order in which it was written.

    `owner_id` is the tenant whose thing it was, if not their own; it may read the entry, too.
    `basis` is the legal basis of what crossed a border, `categories` what was shown. `detail` is a
    code, never words about anybody. `request_id` finds the request in the server's log.
    """

    __tablename__ = "trail_entries"
    __table_args__ = (
        Index(
            "ix_trail_entries_owner_id",
            "owner_id",
            "id",
            postgresql_where=text("owner_id IS NOT NULL"),
        ),
        Index(
            "ix_trail_entries_owner_id_subject_id",
            "owner_id",
            "subject_id",
            postgresql_where=text("owner_id IS NOT NULL"),
        ),
        Index("ix_trail_entries_tenant_id_id", "tenant_id", "id"),
        Index("ix_trail_entries_tenant_id_kind", "tenant_id", "kind", "id"),
        Index("ix_trail_entries_tenant_id_subject_id", "tenant_id", "subject_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(default=new_id, unique=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    kind: Mapped[str]
    purpose: Mapped[str]
    member_id: Mapped[UUID | None]
    member_name: Mapped[str]
    roles: Mapped[list[str]]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenants.id"))
    basis: Mapped[str]
    categories: Mapped[list[str]]
    subject: Mapped[str]
    subject_id: Mapped[UUID | None]
    number: Mapped[str]
    detail: Mapped[str]
    request_id: Mapped[str]
    key_number: Mapped[int]
    seal: Mapped[bytes] = mapped_column(LargeBinary)


class TrailHead(Isolated, Base):
    """How far a tenant's trail has come. Whoever adds to it locks this row."""

    __tablename__ = "trail_heads"

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    seal: Mapped[bytes] = mapped_column(LargeBinary)


class TrailKeeping(Isolated, Base):
    """For how many whole years after the one it was written in a tenant keeps an entry; two where
    nothing is said."""

    __tablename__ = "trail_keeping"

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    years: Mapped[int]


class TrailCheckpoint(Isolated, Base):
    """What stands for the entries that were pruned, signed. Written by a job of the house, about
    what has been kept long enough, and about nothing else: the database holds it to that."""

    __tablename__ = "trail_checkpoints"

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    seal: Mapped[bytes] = mapped_column(LargeBinary)
    upto: Mapped[datetime]
    key_number: Mapped[int]
    mac: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class TrailState(Isolated, Base):
    """When a trail was verified and anchored last, and what was found; for the house to look at.
    It proves nothing: whoever owns the tables can write it."""

    __tablename__ = "trail_states"

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    verified_at: Mapped[datetime | None]
    broken_seq: Mapped[int | None] = mapped_column(BigInteger)
    broken_how: Mapped[str | None]
    anchored_at: Mapped[datetime | None]
    anchored_seq: Mapped[int | None] = mapped_column(BigInteger)
