"""What is kept of groups, places and what fills them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned


class Town(Isolated, Base):
    """A town of the gazetteer: where it is. The same for everybody."""

    __tablename__ = "towns"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    municipality: Mapped[str]
    region: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    population: Mapped[int]


class Group(TenantOwned, Base):
    """A group and its profile. Its own tenant's; others see `published_groups`."""

    __tablename__ = "groups"
    __table_args__ = (
        UniqueConstraint("tenant_id", "name"),
        Index("ix_groups_network_id_tenant_id", "network_id", "tenant_id"),
        ForeignKeyConstraint(
            ["network_id", "tenant_id"], ["network_tenants.network_id", "network_tenants.tenant_id"]
        ),
        ForeignKeyConstraint(["tenant_id", "responsible_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "deputy_id"], ["members.tenant_id", "members.id"]),
        CheckConstraint("responsible_id <> deputy_id", name="two_people"),
    )

    network_id: Mapped[UUID]
    name: Mapped[str]
    form: Mapped[str]
    restriction_level: Mapped[int]
    age_from: Mapped[int]
    age_to: Mapped[int]
    sex: Mapped[str]
    school_levels: Mapped[list[str]] = mapped_column(default=list)
    legal_groups: Mapped[list[str]] = mapped_column(default=list)
    needs_taken: Mapped[list[str]] = mapped_column(default=list)
    needs_asked: Mapped[list[str]] = mapped_column(default=list)
    needs_not_taken: Mapped[list[str]] = mapped_column(default=list)
    town: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    duty_phone: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    responsible_id: Mapped[UUID | None]
    deputy_id: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    intake: Mapped[str] = mapped_column(default="open")
    intake_until: Mapped[date | None]
    intake_reason: Mapped[str] = mapped_column(default="")
    intake_by: Mapped[str] = mapped_column(default="")
    intake_set_at: Mapped[datetime | None]
    admits_from: Mapped[str] = mapped_column(default="")
    admits_until: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Place(TenantOwned, Base):
    """One numbered slot of a group's capacity (not a bed), or an extra one over it.

    An extra slot stands from `extra_from` up to, not including, `retired_on`.
    """

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("tenant_id", "group_id", "number"),
        UniqueConstraint("tenant_id", "group_id", "id"),
        ForeignKeyConstraint(["tenant_id", "group_id"], ["groups.tenant_id", "groups.id"]),
        ForeignKeyConstraint(
            ["tenant_id", "authorised_by_id"], ["members.tenant_id", "members.id"]
        ),
        Index(
            "ix_places_tenant_id_authorised_by_id",
            "tenant_id",
            "authorised_by_id",
            postgresql_where=text("authorised_by_id IS NOT NULL"),
        ),
    )

    group_id: Mapped[UUID]
    number: Mapped[int]
    retired_on: Mapped[date | None]
    extra_from: Mapped[date | None]
    extra_reason: Mapped[str | None]
    extra_note: Mapped[str] = mapped_column(default="")
    authorised_by: Mapped[str] = mapped_column(default="")
    authorised_by_id: Mapped[UUID | None]
    end_note: Mapped[str] = mapped_column(default="")


class Occupancy(TenantOwned, Base):
    """What fills a place from one day to another.

    Seen by the home, and by the asking tenant where it was made for its ask. `ends` is the first
    day on which the place is free again. A stay that nobody ended (`left_on`) keeps its place
    beyond `ends`: an overstay.
    """

    __tablename__ = "occupancies"
    __table_args__ = (
        CheckConstraint("ends >= starts", name="days"),
        ForeignKeyConstraint(
            ["tenant_id", "group_id", "place_id"],
            ["places.tenant_id", "places.group_id", "places.id"],
        ),
        ExcludeConstraint(
            ("place_id", "="),
            ("during", "&&"),
            name="one_at_a_time",
            using="gist",
            where=text("released_at IS NULL"),
            deferrable=True,
            initially="IMMEDIATE",
        ),
        Index(
            "ix_occupancies_live",
            "tenant_id",
            "group_id",
            "ends",
            postgresql_where=text("released_at IS NULL"),
        ),
        Index("ix_occupancies_asker_id_ask_id", "asker_id", "ask_id"),
    )

    group_id: Mapped[UUID]
    place_id: Mapped[UUID]
    kind: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date | None]
    during: Mapped[Range[date]] = mapped_column(
        DATERANGE, Computed("daterange(starts, ends, '[)')", persisted=True)
    )
    expires_at: Mapped[datetime | None]
    left_on: Mapped[date | None]
    released_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    ask_id: Mapped[UUID | None]
    asker_id: Mapped[UUID | None]


class Confirmation(TenantOwned, Base):
    """ "Still true", said by a member at a moment."""

    __tablename__ = "confirmations"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "group_id"], ["groups.tenant_id", "groups.id"]),
        Index("ix_confirmations_tenant_id_group_id", "tenant_id", "group_id", "created_at"),
    )

    group_id: Mapped[UUID]
    member_id: Mapped[UUID]
    member_name: Mapped[str]
    free_places: Mapped[int]
