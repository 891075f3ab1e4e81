"""What is kept of filters. A member's own only: colleagues never see them."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from tenants.database import Base, TenantOwned


class SavedFilter(TenantOwned, Base):
    """What a list is filtered by, under a name; `usual` is applied when the list is opened."""

    __tablename__ = "saved_filters"
    __table_args__ = (
        UniqueConstraint("tenant_id", "member_id", "list", "name"),
        CheckConstraint("length(name) BETWEEN 1 AND 60", name="name"),
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index(
            "uq_saved_filters_one_usual",
            "tenant_id",
            "member_id",
            "list",
            unique=True,
            postgresql_where=text("usual"),
        ),
    )

    member_id: Mapped[UUID]
    list: Mapped[str]
    name: Mapped[str]
    query: Mapped[str]
    usual: Mapped[bool]
