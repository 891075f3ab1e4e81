"""What is kept of placements. Seen by the home, and by the centre whose ask it follows."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    LargeBinary,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned


class Placement(TenantOwned, Base):
    """One stay in a home, from the day it is expected to the day it ended.

    `number` is the request's; `reference` is the home's own short name for it. `occupancy_id` is
    the occupancy that fills the place now; a move to another group makes a new one.

    `destination_id` is another home of the network, `outside` what kind of place it was where
    somebody left the network (`outside_country` as two letters of ISO 3166).
    """

    __tablename__ = "placements"
    __table_args__ = (
        CheckConstraint("responsible_id <> deputy_id", name="two_people"),
        ForeignKeyConstraint(["tenant_id", "group_id"], ["groups.tenant_id", "groups.id"]),
        ForeignKeyConstraint(
            ["tenant_id", "occupancy_id"], ["occupancies.tenant_id", "occupancies.id"]
        ),
        ForeignKeyConstraint(
            ["asker_id", "ask_id", "tenant_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        ForeignKeyConstraint(["tenant_id", "responsible_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "deputy_id"], ["members.tenant_id", "members.id"]),
        Index(
            "ix_placements_live",
            "tenant_id",
            "group_id",
            postgresql_where=text("state IN ('expected', 'resident')"),
        ),
        Index("ix_placements_tenant_id_created_at", "tenant_id", "created_at"),
        Index("ix_placements_asker_id_ask_id", "asker_id", "ask_id"),
        Index(
            "uq_placements_reference",
            "tenant_id",
            "reference",
            unique=True,
            postgresql_where=text("reference <> '' AND state IN ('expected', 'resident')"),
        ),
        Index(
            "uq_placements_one_per_ask",
            "ask_id",
            unique=True,
            postgresql_where=text("ask_id IS NOT NULL"),
        ),
        Index("ix_placements_outside", "left_on", postgresql_where=text("outside IS NOT NULL")),
        Index(
            "ix_placements_destination_id",
            "destination_id",
            postgresql_where=text("destination_id IS NOT NULL"),
        ),
    )

    group_id: Mapped[UUID]
    occupancy_id: Mapped[UUID]
    ask_id: Mapped[UUID | None]
    asker_id: Mapped[UUID | None]
    number: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    expected_on: Mapped[date | None]
    arrived_on: Mapped[date | None]
    planned_end: Mapped[date | None]
    left_on: Mapped[date | None]
    destination: Mapped[str | None]
    destination_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenants.id"))
    outside: Mapped[str | None]
    outside_country: Mapped[str | None]
    transfer: Mapped[str | None]
    transfer_reason: Mapped[str | None]
    overstay_until: Mapped[date | None]
    overstay_reason: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    responsible_id: Mapped[UUID | None]
    deputy_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PlacementStep(Isolated, Base):
    """One change of a placement. Steps are only ever added."""

    __tablename__ = "placement_steps"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "placement_id"], ["placements.tenant_id", "placements.id"]
        ),
        Index("ix_placement_steps_tenant_id_placement_id", "tenant_id", "placement_id"),
        Index("ix_placement_steps_asker_id", "asker_id", "placement_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    placement_id: Mapped[UUID]
    asker_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    move: Mapped[str]
    on_day: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    detail: Mapped[str] = mapped_column(default="")
    by_tenant_id: Mapped[UUID]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class LegalState(TenantOwned, Base):
    """On what a stay rests from a day on. Seen by both sides, told by the centre that asked, or by
    the home where nobody did. Rows are only ever added; the newest one holds.
    """

    __tablename__ = "legal_states"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "placement_id"], ["placements.tenant_id", "placements.id"]
        ),
        Index("ix_legal_states_tenant_id_placement_id", "tenant_id", "placement_id"),
        Index("ix_legal_states_asker_id_placement_id", "asker_id", "placement_id"),
    )

    placement_id: Mapped[UUID]
    asker_id: Mapped[UUID | None]
    kind: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date | None]
    removed_at: Mapped[datetime | None]
    by_tenant_id: Mapped[UUID]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class PlacementOutcome(TenantOwned, Base):
    """How a stay goes, as one side told it 30 or 90 days after the arrival. Seen by both sides;
    each tells once of each. Rows are only ever added."""

    __tablename__ = "placement_outcomes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "placement_id"], ["placements.tenant_id", "placements.id"]
        ),
        Index(
            "uq_placement_outcomes_told_once",
            "tenant_id",
            "placement_id",
            "by_tenant_id",
            "after_days",
            unique=True,
        ),
        Index("ix_placement_outcomes_asker_id_placement_id", "asker_id", "placement_id"),
    )

    placement_id: Mapped[UUID]
    asker_id: Mapped[UUID | None]
    after_days: Mapped[int]
    going: Mapped[str]
    lacking: Mapped[list[str]] = mapped_column(default=list)
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_tenant_id: Mapped[UUID]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class Absence(TenantOwned, Base):
    """Somebody is away from the house, with leave or without; the place stays theirs.

    The home's own: the other side reads of what matters to it in the steps. At most one is open.
    """

    __tablename__ = "absences"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "placement_id"], ["placements.tenant_id", "placements.id"]
        ),
        Index("ix_absences_tenant_id_placement_id", "tenant_id", "placement_id"),
        Index(
            "uq_absences_one_open",
            "tenant_id",
            "placement_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    placement_id: Mapped[UUID]
    kind: Mapped[str]
    begins_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    reported_to: Mapped[list[str]] = mapped_column(default=list)
    reported_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    by_name: Mapped[str]


class LeavingHint(Isolated, Base):
    """When somebody comes of age and when their school ends: the home's own, never across the
    border, where they would tell a birthday."""

    __tablename__ = "leaving_hints"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "placement_id"], ["placements.tenant_id", "placements.id"]
        ),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    placement_id: Mapped[UUID] = mapped_column(primary_key=True)
    majority_on: Mapped[date | None]
    school_until: Mapped[date | None]
