"""What is kept of requests and asks.

Names of organisations and groups stand on the ask as they were when it was sent: neither side
may read the other's tables, and a tombstone must still say between whom it was. What people wrote
is sealed: `spoken` opens it.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Identity,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned

OPEN, UNMET = text("closed_at IS NULL"), text("unmet IS NOT NULL")
ORDERED = text("order_final_on IS NOT NULL AND closed_at IS NULL")


class Request(TenantOwned, Base):
    """A need for a place, for one young person, without any identity. Its own tenant's only."""

    __tablename__ = "requests"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        CheckConstraint("responsible_id <> deputy_id", name="two_people"),
        CheckConstraint("(closed_at IS NULL) = (closing IS NULL)", name="closed_with_reason"),
        CheckConstraint("(paused_at IS NULL) = (pause = '')", name="paused"),
        ForeignKeyConstraint(
            ["network_id", "tenant_id"], ["network_tenants.network_id", "network_tenants.tenant_id"]
        ),
        ForeignKeyConstraint(["tenant_id", "responsible_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "deputy_id"], ["members.tenant_id", "members.id"]),
        Index("ix_requests_open", "tenant_id", "created_at", postgresql_where=OPEN),
        Index("ix_requests_tenant_id_created_at", "tenant_id", "created_at"),
        Index("ix_requests_network_id_created_at", "network_id", "created_at"),
        Index("ix_requests_network_id_live", "network_id", postgresql_where=OPEN),
        Index("ix_requests_unmet", "network_id", "closed_at", postgresql_where=UNMET),
        Index("ix_requests_ordered", "network_id", "order_final_on", postgresql_where=ORDERED),
        Index("ix_requests_tenant_id_file_reference", "tenant_id", "file_reference"),
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        Index(
            "ix_requests_tenant_id_person_id",
            "tenant_id",
            "person_id",
            postgresql_where=text("person_id IS NOT NULL"),
        ),
        Index("uq_requests_tenant_id_draft_id", "tenant_id", "draft_id", unique=True),
        Index(
            "ix_requests_family",
            "tenant_id",
            "family_id",
            postgresql_where=text("family_id IS NOT NULL"),
        ),
    )

    network_id: Mapped[UUID]
    number: Mapped[str]
    kind: Mapped[str] = mapped_column(default="place")
    file_reference: Mapped[str]
    person_id: Mapped[UUID | None]
    age: Mapped[int]
    sex: Mapped[str]
    region: Mapped[str]
    home_town: Mapped[str] = mapped_column(default="")
    school_level: Mapped[str]
    needs: Mapped[list[str]] = mapped_column(default=list)
    legal_group: Mapped[str]
    urgency: Mapped[str]
    forms: Mapped[list[str]] = mapped_column(default=list)
    wanted_from: Mapped[date]
    risks: Mapped[bytes | None] = mapped_column(LargeBinary)
    own_words: Mapped[bytes | None] = mapped_column(LargeBinary)
    help_given: Mapped[bytes | None] = mapped_column(LargeBinary)
    requested_by: Mapped[str | None]
    responsible_id: Mapped[UUID]
    deputy_id: Mapped[UUID | None]
    accepted_ask_id: Mapped[UUID | None]
    order_final_on: Mapped[date | None]
    paused_at: Mapped[datetime | None]
    pause: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    closing: Mapped[str | None]
    draft_id: Mapped[UUID | None]
    family_id: Mapped[UUID | None]
    unmet: Mapped[str | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class RequestStep(Isolated, Base):
    """One change of a request: why, as a code or in words. Steps are only ever added."""

    __tablename__ = "request_steps"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "request_id"], ["requests.tenant_id", "requests.id"]),
        Index("ix_request_steps_tenant_id_request_id", "tenant_id", "request_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    request_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    move: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class AskMoveRow(Isolated, Base):
    """The database's copy of the lifecycle, which its trigger reads."""

    __tablename__ = "ask_moves"

    before: Mapped[str] = mapped_column(primary_key=True)
    move: Mapped[str] = mapped_column(primary_key=True)
    party: Mapped[str]
    after: Mapped[str]


class Ask(TenantOwned, Base):
    """One request put to one group, or to one programme. Seen by whoever asks and is asked;
    `group_name` is what the group or the programme is called.

    The row carries states and times only; what it says of the young person lies in disclosures.
    """

    __tablename__ = "asks"
    __table_args__ = (
        UniqueConstraint("tenant_id", "id", "recipient_id"),
        CheckConstraint("tenant_id <> recipient_id", name="two_parties"),
        ForeignKeyConstraint(["tenant_id", "request_id"], ["requests.tenant_id", "requests.id"]),
        ForeignKeyConstraint(["recipient_id", "group_id"], ["groups.tenant_id", "groups.id"]),
        ForeignKeyConstraint(
            ["recipient_id", "recipient_responsible_id"], ["members.tenant_id", "members.id"]
        ),
        ForeignKeyConstraint(
            ["recipient_id", "recipient_deputy_id"], ["members.tenant_id", "members.id"]
        ),
        Index("ix_asks_tenant_id_request_id", "tenant_id", "request_id"),
        Index("ix_asks_recipient_id_sent_at", "recipient_id", "sent_at"),
        Index(
            "ix_asks_received_live",
            "recipient_id",
            "sent_at",
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "ix_asks_sent_live", "tenant_id", "sent_at", postgresql_where=text("ended_at IS NULL")
        ),
        Index(
            "ix_asks_sent_in_state", "tenant_id", "state", postgresql_where=text("ended_at IS NULL")
        ),
        Index(
            "ix_asks_waiting",
            "recipient_id",
            "group_id",
            "waitlisted_at",
            postgresql_where=text("state = 'waitlisted'"),
        ),
        Index(
            "uq_asks_one_live_per_programme",
            "tenant_id",
            "request_id",
            "programme_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL AND programme_id IS NOT NULL"),
        ),
        Index(
            "ix_asks_recipient_id_programme_id",
            "recipient_id",
            "programme_id",
            "sent_at",
            postgresql_where=text("programme_id IS NOT NULL"),
        ),
        Index(
            "ix_asks_waiting_for_programme",
            "recipient_id",
            "programme_id",
            "waitlisted_at",
            postgresql_where=text("state = 'waitlisted' AND programme_id IS NOT NULL"),
        ),
        ForeignKeyConstraint(
            ["recipient_id", "programme_id"], ["programmes.tenant_id", "programmes.id"]
        ),
        Index(
            "uq_asks_one_live_per_group",
            "tenant_id",
            "request_id",
            "group_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    network_id: Mapped[UUID]
    request_id: Mapped[UUID]
    number: Mapped[str]
    sender_name: Mapped[str]
    recipient_id: Mapped[UUID]
    recipient_name: Mapped[str]
    group_id: Mapped[UUID | None]
    programme_id: Mapped[UUID | None]
    group_name: Mapped[str]
    state: Mapped[str]
    level: Mapped[int] = mapped_column(default=0)
    wanted_from: Mapped[date]
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_at: Mapped[datetime | None]
    opened_by: Mapped[str] = mapped_column(default="")
    hold_until: Mapped[datetime | None]
    offered_from: Mapped[date | None]
    offered_until: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(default="")
    question_since: Mapped[datetime | None]
    waitlisted_at: Mapped[datetime | None]
    visit_at: Mapped[datetime | None]
    review_on: Mapped[date | None]
    also_because: Mapped[list[str]] = mapped_column(default=list)
    ask_again: Mapped[str | None]
    ask_again_on: Mapped[date | None]
    search_ended_at: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    recipient_responsible_id: Mapped[UUID | None]
    recipient_deputy_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class AskStep(Isolated, Base):
    """One move of an ask: who, from, to, why. Both sides see it; only ever added."""

    __tablename__ = "ask_steps"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "ask_id", "recipient_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        Index("ix_ask_steps_tenant_id_ask_id", "tenant_id", "ask_id"),
        Index("ix_ask_steps_recipient_id_ask_id", "recipient_id", "ask_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ask_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    move: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_tenant_id: Mapped[UUID]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class Disclosure(TenantOwned, Base):
    """What one home may see of a request at one level: exactly this, frozen when it was sent.

    Its owner reads it here; the home reads `received_disclosures`, while the ask lives. A level
    that was raised, closed and raised anew has a row for each time.
    """

    __tablename__ = "disclosures"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "ask_id", "recipient_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        Index("ix_disclosures_recipient_id_ask_id", "recipient_id", "ask_id"),
        CheckConstraint("basis IN ('court_order', 'statutory_task')", name="basis"),
        Index("uq_disclosures_once", "tenant_id", "ask_id", "level", "created_at", unique=True),
    )

    ask_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    level: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    basis: Mapped[str]
    closed_at: Mapped[datetime | None]
