"""What is kept of calendars that people follow from elsewhere."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantOwned


class CalendarFeed(TenantOwned, Base):
    """A secret link to a calendar: of the member's own sessions, or of a cohort's. Only a digest
    of the secret is kept; it opens nothing but the calendar, and nothing once it is revoked."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "cohort_id"], ["cohorts.tenant_id", "cohorts.id"]),
        Index("ix_calendar_feeds_tenant_id_member_id", "tenant_id", "member_id"),
        Index(
            "uq_calendar_feeds_own",
            "tenant_id",
            "member_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL AND cohort_id IS NULL"),
        ),
        Index(
            "uq_calendar_feeds_of_cohort",
            "tenant_id",
            "member_id",
            "cohort_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL AND cohort_id IS NOT NULL"),
        ),
    )

    member_id: Mapped[UUID]
    cohort_id: Mapped[UUID | None]
    token_hash: Mapped[str] = mapped_column(unique=True)
    revoked_at: Mapped[datetime | None]
