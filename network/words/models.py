"""Keys of what was written about one thing; and those that a home is lent for an ask."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Integer, LargeBinary, MetaData, Table, Uuid
from sqlalchemy import Column as C
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated


class WordKey(Isolated, Base):
    """The key of what was written about one request, or of a house's own notes on one thing;
    wrapped by the tenant's. Destroying it erases the words. It never comes back."""

    __tablename__ = "word_keys"
    __table_args__ = (
        CheckConstraint("(wrapped IS NULL) = (destroyed_at IS NOT NULL)", name="destroyed"),
    )

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    destroyed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


LENT_WORDS = Table(
    "lent_words",
    MetaData(),
    C("tenant_id", Uuid),
    C("ask_id", Uuid),
    C("recipient_id", Uuid),
    C("subject_id", Uuid),
    C("word_key", LargeBinary),
    C("tenant_key", LargeBinary),
    C("master_number", Integer),
)
"""For the home that was asked: the key of the request's words, with what opens it."""
