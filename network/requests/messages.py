"""What is kept of words between the two sides of an ask. Sealed: `spoken` opens them."""

from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantOwned


class Message(TenantOwned, Base):
    """A word between the two sides of an ask. The home reads `received_messages`."""

    __tablename__ = "messages"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "ask_id", "recipient_id"],
            ["asks.tenant_id", "asks.id", "asks.recipient_id"],
        ),
        Index("ix_messages_tenant_id_ask_id", "tenant_id", "ask_id", "created_at"),
        Index("ix_messages_recipient_id_ask_id", "recipient_id", "ask_id", "created_at"),
    )

    ask_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_tenant_id: Mapped[UUID]
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]
