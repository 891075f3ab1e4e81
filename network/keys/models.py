"""By what a database knows the keys it was written with. Nothing of the keys themselves."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base


class KeyMark(Base):
    """A key that was used here; it belongs to the deployment, so to no tenant."""

    __tablename__ = "key_marks"

    use: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
