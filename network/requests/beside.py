"""What is kept beside the moves of asks: questions, visits, reviews of declines, appeals."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Isolated, TenantOwned


class DeclineReason(Isolated, Base):
    """A coded reason for a decline. Retired ones stay, so that old asks keep their words."""

    __tablename__ = "decline_reasons"

    code: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    fault: Mapped[str]
    reviewable: Mapped[bool]
    again: Mapped[str | None]
    contradicts: Mapped[str | None]
    in_slovenian: Mapped[str]
    in_english: Mapped[str]
    position: Mapped[int]
    retired_on: Mapped[date | None]


class AskQuestion(TenantOwned, Base):
    """A question of the home's and the centre's answer. The home reads `received_questions`."""

    __tablename__ = "ask_questions"
    __table_args__ = (
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        ForeignKeyConstraint(
            ["tenant_id", "ask_id", "recipient_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        Index("ix_ask_questions_tenant_id_ask_id", "tenant_id", "ask_id", "created_at"),
        Index("ix_ask_questions_recipient_id_ask_id", "recipient_id", "ask_id", "created_at"),
    )

    ask_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    topic: Mapped[str]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_tenant_id: Mapped[UUID]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="")


class Visit(TenantOwned, Base):
    """A visit of the young person to the home, and what they said of it; both sides see it
    while the ask lives. `sequence` counts how often it was changed, for calendars."""

    __tablename__ = "visits"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "ask_id", "recipient_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        Index("ix_visits_tenant_id_ask_id", "tenant_id", "ask_id"),
        Index("ix_visits_recipient_id_at", "recipient_id", "at"),
        Index(
            "uq_visits_one_arranged",
            "tenant_id",
            "ask_id",
            unique=True,
            postgresql_where=text("state = 'arranged'"),
        ),
    )

    ask_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    at: Mapped[datetime]
    minutes: Mapped[int]
    participants: Mapped[list[str]]
    state: Mapped[str]
    sequence: Mapped[int] = mapped_column(default=0)
    wish: Mapped[str | None]
    wish_words: Mapped[bytes | None] = mapped_column(LargeBinary)
    wish_at: Mapped[datetime | None]


class DeclineReview(TenantOwned, Base):
    """A decline that the coordination looks at: its codes, never its words."""

    __tablename__ = "decline_reviews"
    __table_args__ = (
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided"),
        ForeignKeyConstraint(
            ["asker_id", "ask_id", "home_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        Index(
            "ix_decline_reviews_open",
            "tenant_id",
            "due_at",
            postgresql_where=text("decision IS NULL"),
        ),
        Index("ix_decline_reviews_home_id_ask_id", "home_id", "ask_id"),
        Index("ix_decline_reviews_asker_id_ask_id", "asker_id", "ask_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    home_id: Mapped[UUID]
    asker_id: Mapped[UUID]
    ask_id: Mapped[UUID]
    number: Mapped[str]
    home_name: Mapped[str]
    group_name: Mapped[str]
    reason: Mapped[str]
    also_because: Mapped[list[str]]
    due_at: Mapped[datetime]
    decision: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Appeal(TenantOwned, Base):
    """A meeting of several organisations on a request, or on one decline of it."""

    __tablename__ = "appeals"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "request_id"], ["requests.tenant_id", "requests.id"]),
        ForeignKeyConstraint(["tenant_id", "ask_id"], ["asks.tenant_id", "asks.id"]),
        Index("ix_appeals_tenant_id_request_id", "tenant_id", "request_id"),
        Index("ix_appeals_tenant_id_ask_id", "tenant_id", "ask_id"),
    )

    request_id: Mapped[UUID]
    ask_id: Mapped[UUID | None]
    called_for: Mapped[bytes | None] = mapped_column(LargeBinary)
    meets_on: Mapped[date | None]
    participants: Mapped[list[str]]
    outcome: Mapped[str | None]
    conclusion: Mapped[bytes | None] = mapped_column(LargeBinary)
    held_on: Mapped[date | None]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
