"""What is kept of aftercare. That it is there, and when, is seen by the home and by the centre that
asked for the stay; what was agreed, each contact and how somebody fares later is the home's own."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Identity,
    Index,
    LargeBinary,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned


class Aftercare(TenantOwned, Base):
    """Following somebody who has left, from the proposal on; one for each stay that ended.

    `number` is the request's, `reference` the home's own short name for the stay. `reason` is why
    it was declined, or why it ended.
    """

    __tablename__ = "aftercares"
    __table_args__ = (
        UniqueConstraint("tenant_id", "placement_id"),
        CheckConstraint("responsible_id <> deputy_id", name="two_people"),
        CheckConstraint("planned_end > begins", name="days"),
        ForeignKeyConstraint(
            ["tenant_id", "placement_id"], ["placements.tenant_id", "placements.id"]
        ),
        ForeignKeyConstraint(["tenant_id", "responsible_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "deputy_id"], ["members.tenant_id", "members.id"]),
        Index("ix_aftercares_tenant_id_state", "tenant_id", "state", "id"),
        Index("ix_aftercares_tenant_id_left_on", "tenant_id", "left_on"),
        Index("ix_aftercares_asker_id", "asker_id", "state", "id"),
    )

    placement_id: Mapped[UUID]
    asker_id: Mapped[UUID | None]
    number: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    state: Mapped[str]
    left_on: Mapped[date]
    proposed_on: Mapped[date]
    decided_on: Mapped[date | None]
    begins: Mapped[date | None]
    planned_end: Mapped[date | None]
    ended_on: Mapped[date | None]
    rhythm: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    responsible_id: Mapped[UUID | None]
    deputy_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class AftercareStep(Isolated, Base):
    """One change of state or rhythm. Steps are only ever added."""

    __tablename__ = "aftercare_steps"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "aftercare_id"], ["aftercares.tenant_id", "aftercares.id"]
        ),
        Index("ix_aftercare_steps_tenant_id_aftercare_id", "tenant_id", "aftercare_id"),
        Index("ix_aftercare_steps_asker_id", "asker_id", "aftercare_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    aftercare_id: Mapped[UUID]
    asker_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    move: Mapped[str]
    on_day: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class AftercareAgreement(Isolated, Base):
    """What was agreed: who signed on which day, and in sealed words the plan and its conditions.
    The home's own."""

    __tablename__ = "aftercare_agreements"
    __table_args__ = (
        CheckConstraint("num_nonnulls(young_person_on, parent_on) > 0", name="signed"),
        ForeignKeyConstraint(
            ["tenant_id", "aftercare_id"], ["aftercares.tenant_id", "aftercares.id"]
        ),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    aftercare_id: Mapped[UUID] = mapped_column(primary_key=True)
    house_on: Mapped[date]
    young_person_on: Mapped[date | None]
    parent_on: Mapped[date | None]
    other_parent_on: Mapped[date | None]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_name: Mapped[str]


class AftercareContact(TenantOwned, Base):
    """Somebody was in touch, or tried to be. The home's own; rows are only ever added.

    `minutes` is how long it took, `going` how it goes from 1 (badly) to 5 (very well).
    """

    __tablename__ = "aftercare_contacts"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        CheckConstraint("going BETWEEN 1 AND 5", name="going"),
        ForeignKeyConstraint(
            ["tenant_id", "aftercare_id"], ["aftercares.tenant_id", "aftercares.id"]
        ),
        Index("ix_aftercare_contacts_aftercare", "tenant_id", "aftercare_id", "id"),
    )

    aftercare_id: Mapped[UUID]
    on_day: Mapped[date]
    way: Mapped[str]
    minutes: Mapped[int | None]
    going: Mapped[int | None]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class AftercareEvaluation(TenantOwned, Base):
    """How somebody fares 6, 12 or 24 months after the departure; each stage is told once. The
    home's own. Where nobody was reached, what is not known says so."""

    __tablename__ = "aftercare_evaluations"
    __table_args__ = (
        UniqueConstraint("tenant_id", "aftercare_id", "stage"),
        CheckConstraint("going BETWEEN 1 AND 5", name="going"),
        ForeignKeyConstraint(
            ["tenant_id", "aftercare_id"], ["aftercares.tenant_id", "aftercares.id"]
        ),
    )

    aftercare_id: Mapped[UUID]
    stage: Mapped[str]
    on_day: Mapped[date]
    reached: Mapped[bool]
    lives_with: Mapped[str]
    occupied: Mapped[str]
    placed_again: Mapped[str]
    going: Mapped[int | None]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]
