"""What is kept of sessions: rooms, rhythms, sessions, who came, notes, and calendars."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned

LIVE = text("released_at IS NULL")


def _to(column: str, target: str) -> ForeignKeyConstraint:
    """A key within the tenant."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{target}.tenant_id", f"{target}.id"])


def _asked(column: str, target: str) -> ForeignKeyConstraint:
    """A key within the tenant that asks."""
    return ForeignKeyConstraint(["asker_id", column], [f"{target}.tenant_id", f"{target}.id"])


def _of_cohort() -> ForeignKeyConstraint:
    """A key to a cohort of its programme."""
    columns = ("tenant_id", "programme_id", "cohort_id")
    targets = ("cohorts.tenant_id", "cohorts.programme_id", "cohorts.id")
    return ForeignKeyConstraint(columns, targets)


class Room(TenantOwned, Base):
    """A room or a piece of equipment of the house, which can be booked; also by other houses of its
    networks where it is `lent`. `lent_note` tells them where it is and what to know."""

    __tablename__ = "rooms"
    __table_args__ = (
        UniqueConstraint("tenant_id", "name"),
        CheckConstraint("capacity > 0", name="capacity"),
    )

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    capacity: Mapped[int | None]
    lent: Mapped[bool] = mapped_column(default=False)
    lent_note: Mapped[str] = mapped_column(default="")
    retired_at: Mapped[datetime | None]


class RoomBooking(TenantOwned, Base):
    """A room is taken by a session, or for another purpose. Two never overlap: the database.

    Seen by the house of the room and by the asker: the same house, or another one that borrows it
    for a session of the `programme`, and whose people stay unnamed. `refusal` is why the house of
    the room took it away again; `purpose` is None where it is not kept any more.
    """

    __tablename__ = "room_bookings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("(session_id IS NULL) = (purpose IS DISTINCT FROM '')", name="purpose"),
        CheckConstraint(
            "CASE WHEN asker_id = tenant_id"
            " THEN by_member_id IS NOT NULL AND programme = '' AND refusal = ''"
            " ELSE by_member_id IS NULL AND by_name = '' AND programme <> ''"
            " AND session_id IS NOT NULL END",
            name="lent",
        ),
        CheckConstraint("refusal = '' OR released_at IS NOT NULL", name="refused"),
        _to("room_id", "rooms"),
        _asked("session_id", "programme_sessions"),
        _asked("by_member_id", "members"),
        Index("ix_room_bookings_live", "tenant_id", "starts_at", postgresql_where=LIVE),
        Index("ix_room_bookings_asker_id_session_id", "asker_id", "session_id"),
    )

    room_id: Mapped[UUID]
    asker_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"))
    session_id: Mapped[UUID | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    purpose: Mapped[str | None] = mapped_column(default="")
    programme: Mapped[str] = mapped_column(default="")
    by_member_id: Mapped[UUID | None]
    by_name: Mapped[str]
    released_at: Mapped[datetime | None]
    refusal: Mapped[str] = mapped_column(default="")


RoomBooking.__table__.append_constraint(  # type: ignore[attr-defined]
    ExcludeConstraint(
        ("tenant_id", "="),
        ("room_id", "="),
        (func.tstzrange(RoomBooking.starts_at, RoomBooking.ends_at), "&&"),
        name="ex_room_bookings_one_at_a_time",
        using="gist",
        where=LIVE,
    )
)


class SessionSeries(TenantOwned, Base):
    """How sessions repeat, by the clock on the wall. `until` is the last day on which one may be.

    It is kept to be looked at; what counts are the sessions that were made of it. `left_out` are
    the days of the rhythm on which none was planned.
    """

    __tablename__ = "session_series"
    __table_args__ = (
        CheckConstraint("until >= starts AND until <= starts + 366", name="days"),
        CheckConstraint("minutes BETWEEN 5 AND 1440", name="minutes"),
        CheckConstraint("every BETWEEN 1 AND 8", name="every"),
        CheckConstraint(
            "cardinality(weekdays) > 0 AND weekdays <@ '{0,1,2,3,4,5,6}'::smallint[]",
            name="weekdays",
        ),
        _of_cohort(),
    )

    programme_id: Mapped[UUID]
    cohort_id: Mapped[UUID]
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    begins: Mapped[time]
    minutes: Mapped[int]
    every: Mapped[int]
    starts: Mapped[date]
    until: Mapped[date]
    skips_holidays: Mapped[bool]
    left_out: Mapped[list[date]] = mapped_column(ARRAY(Date), default=list)


class ProgrammeSession(TenantOwned, Base):
    """A session of a cohort, or with one who takes part in it. Only the house of the programme
    sees it. `topic` is short and never a name; `sequence` counts its changes for calendars."""

    __tablename__ = "programme_sessions"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("(kind = 'individual') = (enrolment_id IS NOT NULL)", name="for_one"),
        CheckConstraint("(state = 'cancelled') = (reason <> '')", name="reason"),
        CheckConstraint("responsible_id <> deputy_id", name="two_people"),
        _of_cohort(),
        _to("series_id", "session_series"),
        _to("enrolment_id", "enrolments"),
        _to("responsible_id", "members"),
        _to("deputy_id", "members"),
        Index("ix_programme_sessions_tenant_id_starts_at", "tenant_id", "starts_at"),
        Index("ix_programme_sessions_tenant_id_cohort_id", "tenant_id", "cohort_id", "starts_at"),
        Index(
            "ix_programme_sessions_to_mark",
            "tenant_id",
            "ends_at",
            postgresql_where=text("state = 'planned'"),
        ),
        Index(
            "ix_programme_sessions_of_one",
            "tenant_id",
            "enrolment_id",
            postgresql_where=text("enrolment_id IS NOT NULL"),
        ),
        Index(
            "ix_programme_sessions_of_series",
            "tenant_id",
            "series_id",
            postgresql_where=text("series_id IS NOT NULL"),
        ),
    )

    programme_id: Mapped[UUID]
    cohort_id: Mapped[UUID]
    series_id: Mapped[UUID | None]
    kind: Mapped[str]
    enrolment_id: Mapped[UUID | None]
    topic: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    responsible_id: Mapped[UUID | None]
    deputy_id: Mapped[UUID | None]
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Attendance(TenantOwned, Base):
    """Whether somebody came to a session, as it stands now."""

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("tenant_id", "session_id", "enrolment_id"),
        _to("session_id", "programme_sessions"),
        _to("enrolment_id", "enrolments"),
        Index("ix_attendances_tenant_id_enrolment_id", "tenant_id", "enrolment_id"),
    )

    session_id: Mapped[UUID]
    enrolment_id: Mapped[UUID]
    mark: Mapped[str]


class AttendanceChange(Isolated, Base):
    """Who marked or corrected it, and what it was before. Rows are only ever added."""

    __tablename__ = "attendance_changes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "session_id", "enrolment_id"],
            ["attendances.tenant_id", "attendances.session_id", "attendances.enrolment_id"],
        ),
        Index("ix_attendance_changes_tenant_id_session_id", "tenant_id", "session_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    session_id: Mapped[UUID]
    enrolment_id: Mapped[UUID]
    before: Mapped[str] = mapped_column(default="")
    mark: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class SessionNote(TenantOwned, Base):
    """What was noted of a session, by category. What it says is sealed. Only ever added, or
    corrected as somebody asked for it."""

    __tablename__ = "session_notes"
    __table_args__ = (
        _to("session_id", "programme_sessions"),
        _to("by_member_id", "members"),
        Index("ix_session_notes_tenant_id_session_id", "tenant_id", "session_id", "created_at"),
    )

    session_id: Mapped[UUID]
    category: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class NoShowFollowUp(TenantOwned, Base):
    """What was done about somebody who stays away; `words` are sealed. Only ever added."""

    __tablename__ = "no_show_follow_ups"
    __table_args__ = (
        _to("enrolment_id", "enrolments"),
        _to("by_member_id", "members"),
        Index(
            "ix_no_show_follow_ups_tenant_id_enrolment_id",
            "tenant_id",
            "enrolment_id",
            "created_at",
        ),
    )

    enrolment_id: Mapped[UUID]
    done: Mapped[str]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]
