"""What is kept of notices and of how a member wants to be told."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Isolated, TenantOwned


class Notice(TenantOwned, Base):
    """One thing one member was told: a kind, a number and a way there, never who it is about.

    `once` names the occasion: telling it again changes nothing. `mail` says what became of the
    mail about it, `mail_answer` what the mail server said where it did not take it.
    """

    __tablename__ = "notices"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        UniqueConstraint("tenant_id", "member_id", "once", name="uq_notices_once"),
        Index("ix_notices_tenant_id_member_id", "tenant_id", "member_id", "created_at"),
        Index(
            "ix_notices_unread", "tenant_id", "member_id", postgresql_where=text("read_at IS NULL")
        ),
        Index(
            "ix_notices_mail_waiting",
            "tenant_id",
            "member_id",
            postgresql_where=text("mail = 'waiting'"),
        ),
    )

    member_id: Mapped[UUID]
    kind: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    path: Mapped[str]
    urgent: Mapped[bool] = mapped_column(default=False)
    once: Mapped[str]
    read_at: Mapped[datetime | None]
    mail: Mapped[str] = mapped_column(default="waiting")
    mailed_at: Mapped[datetime | None]
    mail_answer: Mapped[str] = mapped_column(default="", server_default="")
    subject_id: Mapped[UUID | None]


class NoticeSettings(Isolated, Base):
    """How one member wants to be told. Who has chosen nothing gets a digest in the morning."""

    __tablename__ = "notice_settings"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        CheckConstraint("absent_until >= absent_from", name="absent"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    mail: Mapped[str] = mapped_column(default="digest")
    quiet_from: Mapped[time] = mapped_column(default=time(20))
    quiet_until: Mapped[time] = mapped_column(default=time(7))
    digest_at: Mapped[time] = mapped_column(default=time(7, 30))
    absent_from: Mapped[date | None]
    absent_until: Mapped[date | None]


class OneTapLink(TenantOwned, Base):
    """A link in a mail by which one member says one thing of one group, once."""

    __tablename__ = "one_tap_links"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "group_id"], ["groups.tenant_id", "groups.id"]),
        Index("ix_one_tap_links_tenant_id_member_id", "tenant_id", "member_id"),
        Index("ix_one_tap_links_tenant_id_group_id", "tenant_id", "group_id"),
    )

    member_id: Mapped[UUID]
    group_id: Mapped[UUID]
    purpose: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
