"""What people write is announced to whoever has it before them, with the caller's transaction.

An announcement names an organisation that may hear it and the thing on which something was
written, nothing else: who hears it reads anew under their own rights. Changes of the board are
announced by triggers of the database, on the same channel.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import func, select

from tenants.database import db

CHANNEL = "pristan_board"


def announce(tenant_ids: Iterable[UUID], subject_id: UUID) -> None:
    """Something was written on the request, ask or placement; these organisations may read it."""
    said = [func.pg_notify(CHANNEL, f"{tenant_id} talk {subject_id}") for tenant_id in tenant_ids]
    db.session.execute(select(*said))
