"""What is kept of placements. Seen by the home, and by the centre whose ask it follows."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Identity,
    Index,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned


class Placement(TenantOwned, Base):
    """One stay in a home, from the day it is expected to the day it ended.

    `number` is the request's; `reference` is the home's own short name for it. `occupancy_id` is
    the occupancy that fills the place now; a move to another group makes a new one.
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
    by_tenant_id: Mapped[UUID]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]
