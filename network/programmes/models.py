"""What is kept of programmes: what there is, for whom, and the seats of each cohort."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Identity,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned

SHOWN = text("state IN ('published', 'paused')")
LIVE = text("released_at IS NULL")
TAKING_PART = text("state IN ('expected', 'enrolled', 'on_hold')")


class Programme(TenantOwned, Base):
    """What a house offers beside places. Its own tenant's; others see `published_programmes`.

    `price_cents` is the price for a family in cents of a euro, None where it costs nothing;
    `list_hours` is how long a seat that came free is held for the first of the waiting list, None
    where the house offers it by hand;
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
    list_hours: Mapped[int | None] = mapped_column(SmallInteger)
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


class Enrolment(TenantOwned, Base):
    """Somebody takes part in a programme, from the day it is expected to the day it ended.

    Seen by the house of the programme and by whoever asked. `number` is the request's; `reference`
    the house's own short name for it, never a name. `reason` is why it ended or did not begin.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        CheckConstraint("responsible_id <> deputy_id", name="two_people"),
        ForeignKeyConstraint(
            ["tenant_id", "programme_id", "cohort_id"],
            ["cohorts.tenant_id", "cohorts.programme_id", "cohorts.id"],
        ),
        ForeignKeyConstraint(
            ["tenant_id", "claim_id"], ["seat_claims.tenant_id", "seat_claims.id"]
        ),
        ForeignKeyConstraint(
            ["asker_id", "ask_id", "tenant_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        ForeignKeyConstraint(["tenant_id", "responsible_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "deputy_id"], ["members.tenant_id", "members.id"]),
        Index("ix_enrolments_live", "tenant_id", "cohort_id", postgresql_where=TAKING_PART),
        Index("ix_enrolments_tenant_id_programme_id", "tenant_id", "programme_id", "created_at"),
        Index("ix_enrolments_tenant_id_created_at", "tenant_id", "created_at"),
        Index("ix_enrolments_asker_id_ask_id", "asker_id", "ask_id"),
        Index(
            "uq_enrolments_one_per_ask",
            "ask_id",
            unique=True,
            postgresql_where=text("ask_id IS NOT NULL"),
        ),
        Index(
            "uq_enrolments_reference",
            "tenant_id",
            "cohort_id",
            "reference",
            unique=True,
            postgresql_where=text(
                "reference <> '' AND state IN ('expected', 'enrolled', 'on_hold')"
            ),
        ),
    )

    programme_id: Mapped[UUID]
    cohort_id: Mapped[UUID]
    claim_id: Mapped[UUID]
    ask_id: Mapped[UUID | None]
    asker_id: Mapped[UUID | None]
    number: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    expected_on: Mapped[date | None]
    began_on: Mapped[date | None]
    planned_end: Mapped[date | None]
    ended_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None]
    responsible_id: Mapped[UUID | None]
    deputy_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class EnrolmentStep(Isolated, Base):
    """One change of an enrolment. Steps are only ever added."""

    __tablename__ = "enrolment_steps"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"], ["enrolments.tenant_id", "enrolments.id"]
        ),
        Index("ix_enrolment_steps_tenant_id_enrolment_id", "tenant_id", "enrolment_id"),
        Index("ix_enrolment_steps_asker_id", "asker_id", "enrolment_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    enrolment_id: Mapped[UUID]
    asker_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    move: Mapped[str]
    on_day: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    by_tenant_id: Mapped[UUID]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class EnrolmentFile(Isolated, Base):
    """Whose enrolment it is: a file of the house itself. Never across the border."""

    __tablename__ = "enrolment_files"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"], ["enrolments.tenant_id", "enrolments.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        Index("ix_enrolment_files_tenant_id_person_id", "tenant_id", "person_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
