"""What is kept of acts that can still be taken back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantOwned


class RecentAct(TenantOwned, Base):
    """An act of a member on a thing: how that stood before, and how the act left it.

    Nobody else sees it, and it is forgotten soon: what happened stands in the history of the thing.
    """

    __tablename__ = "recent_acts"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_recent_acts_tenant_id_member_id", "tenant_id", "member_id", "created_at"),
    )

    member_id: Mapped[UUID]
    act: Mapped[str]
    subject_id: Mapped[UUID]
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    undone_at: Mapped[datetime | None]
