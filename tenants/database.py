"""The database handle, the declarative base and the columns tables share."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import uuid_utils.compat
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ARRAY, DateTime, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tenants import clock

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Plain SQLAlchemy, so that type checkers see it; `db` only lends it a session."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        datetime: DateTime(timezone=True),
        str: Text,
        list[str]: ARRAY(Text),
    }


db = SQLAlchemy()


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): unique everywhere, ordered by time, made here since
    PostgreSQL makes them only from version 18 on."""
    return uuid_utils.compat.uuid7()


class Isolated:
    """Rows of this table are behind a row-level security policy."""


class Identified:
    """A row that can be addressed: an id of its own, unique across tenants, and its birth."""

    id: Mapped[UUID] = mapped_column(default=new_id, unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class TenantOwned(Isolated):
    """The tenant leads the primary key, so that its rows lie together and no key points across."""

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what the block did, or undo all of it. Surfaces open it, once."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
