"""What is kept of exports: who took which list, how filtered, and how many rows. Never the rows."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantOwned


class Export(TenantOwned, Base):
    """One file that somebody took. Only ever added."""

    __tablename__ = "exports"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_exports_tenant_id_member_id", "tenant_id", "member_id"),
    )

    member_id: Mapped[UUID]
    list: Mapped[str]
    format: Mapped[str]
    filters: Mapped[Sequence[str]] = mapped_column(ARRAY(Text))
    rows: Mapped[int]
