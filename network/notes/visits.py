"""Since when something is new to whoever looks at their day."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert

from network.notes.looks import last_visit, with_look
from network.notes.models import DayLook
from tenants import clock
from tenants.database import db
from tenants.scope import Scope


def since(scope: Scope) -> datetime:
    """The last visit of the scope's member: see looks.py."""
    return last_visit(_looks(scope), clock.now())


def look(scope: Scope) -> None:
    """The member has looked at their day now. What is written down is one small row."""
    before, now = _looks(scope), clock.now()
    after = with_look(before, now)
    if after == before:
        return
    seen = insert(DayLook).values(
        tenant_id=scope.tenant_id, member_id=scope.member_id, looked_at=after
    )
    db.session.execute(
        seen.on_conflict_do_update(
            constraint="pk_day_looks", set_={"looked_at": seen.excluded.looked_at}
        )
    )


def _looks(scope: Scope) -> list[datetime]:
    found = db.session.get(DayLook, (scope.tenant_id, scope.member_id))
    return list(found.looked_at) if found else []
