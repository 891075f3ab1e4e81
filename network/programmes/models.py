"""What is kept of programmes: what there is, for whom, and the seats of each cohort."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, TenantOwned

SHOWN = text("state IN ('published', 'paused')")
LIVE = text("released_at IS NULL")


class Programme(TenantOwned, Base):
    """What a house offers beside places. Its own tenant's; others see `published_programmes`.

    `price_cents` is the price for a family in cents of a euro, None where it costs nothing;
    `regions` is empty where it is open to all.
    """

    __tablename__ = "programmes"
    __table_args__ = (
        UniqueConstraint("tenant_id", "name"),
        CheckConstraint("responsible_id <> deputy_id", name="two_people"),
        ForeignKeyConstraint(
            ["network_id", "tenant_id"], ["network_tenants.network_id", "network_tenants.tenant_id"]
        ),
        ForeignKeyConstraint(["tenant_id", "responsible_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "deputy_id"], ["members.tenant_id", "members.id"]),
        Index("ix_programmes_network_id_kind", "network_id", "kind", postgresql_where=SHOWN),
    )

    network_id: Mapped[UUID]
    name: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]
    summary: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    audience: Mapped[list[str]]
    age_from: Mapped[int]
    age_to: Mapped[int]
    regions: Mapped[list[str]] = mapped_column(default=list)
    town: Mapped[str] = mapped_column(default="")
    venues: Mapped[list[str]]
    languages: Mapped[list[str]]
    needs: Mapped[list[str]] = mapped_column(default=list)
    referrers: Mapped[list[str]]
    partners: Mapped[list[str]] = mapped_column(default=list)
    collaborators: Mapped[list[str]] = mapped_column(default=list)
    schedule: Mapped[str] = mapped_column(default="")
    weeks: Mapped[int | None]
    price_cents: Mapped[int | None]
    price_note: Mapped[str] = mapped_column(default="")
    waiting_list: Mapped[bool] = mapped_column(default=True)
    open_from: Mapped[date | None]
    paused_until: Mapped[date | None]
    responsible_id: Mapped[UUID | None]
    deputy_id: Mapped[UUID | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Cohort(TenantOwned, Base):
    """Those who go through a programme together, or one that is always open (without an end).

    `ends` is the first day on which it is over; `enrol_until` the last on which one may join.
    """

    __tablename__ = "cohorts"
    __table_args__ = (
        UniqueConstraint("tenant_id", "programme_id", "name"),
        UniqueConstraint("tenant_id", "programme_id", "id"),
        CheckConstraint("ends > starts", name="days"),
        ForeignKeyConstraint(
            ["tenant_id", "programme_id"], ["programmes.tenant_id", "programmes.id"]
        ),
    )

    programme_id: Mapped[UUID]
    name: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date | None]
    enrol_until: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Seat(TenantOwned, Base):
    """One numbered seat of a cohort."""

    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("tenant_id", "cohort_id", "number"),
        UniqueConstraint("tenant_id", "cohort_id", "id"),
        ForeignKeyConstraint(["tenant_id", "cohort_id"], ["cohorts.tenant_id", "cohorts.id"]),
    )

    cohort_id: Mapped[UUID]
    number: Mapped[int]
    retired_at: Mapped[datetime | None]


class SeatClaim(TenantOwned, Base):
    """What fills a seat: a hold that ends by itself, a reservation, or an enrolment.

    Seen by the house of the programme, and by the asking tenant where it was made for its ask.
    """

    __tablename__ = "seat_claims"
    __table_args__ = (
        CheckConstraint("(ask_id IS NULL) = (asker_id IS NULL)", name="asked_for"),
        CheckConstraint("(kind = 'hold') = (expires_at IS NOT NULL)", name="expires"),
        ForeignKeyConstraint(
            ["tenant_id", "cohort_id", "seat_id"],
            ["seats.tenant_id", "seats.cohort_id", "seats.id"],
        ),
        ForeignKeyConstraint(
            ["asker_id", "ask_id", "tenant_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        Index(
            "uq_seat_claims_one_at_a_time",
            "tenant_id",
            "seat_id",
            unique=True,
            postgresql_where=LIVE,
        ),
        Index("ix_seat_claims_live", "tenant_id", "cohort_id", postgresql_where=LIVE),
        Index("ix_seat_claims_asker_id_ask_id", "asker_id", "ask_id"),
    )

    cohort_id: Mapped[UUID]
    seat_id: Mapped[UUID]
    kind: Mapped[str]
    ask_id: Mapped[UUID | None]
    asker_id: Mapped[UUID | None]
    expires_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
