"""Since when something is new to whoever looks at their day."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from network.notes.looks import last_visit, with_look
from network.notes.models import DayLook
from tenants import clock
from tenants.database import db
from tenants.gaps import ME, US, filled
from tenants.scope import Scope


def since(scope: Scope) -> datetime:
    """The last visit of the scope's member: see looks.py."""
    return last_visit(looks(scope), clock.now())


def look(scope: Scope, before: Sequence[datetime]) -> None:
    """The member, who looked at their day at the moments `before`, has looked at it now. What is
    written down is one small row."""
    now = clock.now()
    after = with_look(before, now)
    if after == list(before):
        return
    seen = insert(DayLook).values(
        tenant_id=scope.tenant_id, member_id=scope.member_id, looked_at=after
    )
    db.session.execute(
        seen.on_conflict_do_update(
            constraint="pk_day_looks", set_={"looked_at": seen.excluded.looked_at}
        )
    )


def looks(scope: Scope) -> Sequence[datetime]:
    """When the scope's member looked at their day, as far as it matters."""
    return db.session.scalar(_LOOKS, filled(scope)) or ()


_LOOKS = select(DayLook.looked_at).where(DayLook.tenant_id == US, DayLook.member_id == ME)
