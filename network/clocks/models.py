"""What is kept of clocks, and of the time in which they run."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Isolated, TenantOwned

RUNNING = "met_at IS NULL AND stopped_at IS NULL AND excused_at IS NULL"


class Holiday(Isolated, Base):
    """A day on which nobody works in Slovenia. The same for everybody."""

    __tablename__ = "holidays"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]


class WorkingHours(Isolated, Base):
    """When a tenant works on one weekday (Monday is 0). Its network may know."""

    __tablename__ = "working_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("closes > opens", name="order"),
    )

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opens: Mapped[time]
    closes: Mapped[time]


class Clock(TenantOwned, Base):
    """Something due. `tenant_id` has to do it, `set_by_id` has set it; both see it.

    Whether it was missed is never stored: it is when it still runs after `due_at`. While it is
    paused, `left_when_paused` keeps what is left, in seconds or in working days by its timing.
    """

    __tablename__ = "clocks"
    __table_args__ = (
        CheckConstraint("(paused_at IS NULL) = (left_when_paused IS NULL)", name="paused"),
        CheckConstraint("num_nonnulls(met_at, stopped_at, excused_at) <= 1", name="one_end"),
        CheckConstraint("(excused_at IS NULL) = (excuse = '')", name="excused"),
        Index("ix_clocks_running", "tenant_id", "due_at", postgresql_where=text(RUNNING)),
        Index("ix_clocks_due", "due_at", postgresql_where=text(f"{RUNNING} AND paused_at IS NULL")),
        Index("ix_clocks_tenant_id_subject_id", "tenant_id", "subject_id"),
        Index("ix_clocks_set_by_id_subject_id", "set_by_id", "subject_id"),
        Index(
            "uq_clocks_one_running",
            "tenant_id",
            "subject_id",
            "kind",
            unique=True,
            postgresql_where=text(RUNNING),
        ),
    )

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"))
    kind: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(Text)
    urgent: Mapped[bool] = mapped_column(default=False)
    timing: Mapped[str]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    left_when_paused: Mapped[float | None]
    met_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    excused_at: Mapped[datetime | None]
    excuse: Mapped[str] = mapped_column(default="")
    excused_by: Mapped[str] = mapped_column(default="")
    steps_taken: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
