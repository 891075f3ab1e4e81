"""The gaps in statements that are built once: who asks, and when.

To build a statement of some size takes SQLAlchemy longer than PostgreSQL takes to answer it. What
is asked on many pages is built when its module is loaded, and only filled in when it is asked.
"""

from sqlalchemy import Date, DateTime, Uuid, bindparam

from tenants import clock
from tenants.scope import Scope

US = bindparam("us", type_=Uuid)
"""The scope's tenant."""
ME = bindparam("me", type_=Uuid)
"""The scope's member."""
NOW = bindparam("now", type_=DateTime(timezone=True))
TODAY = bindparam("today", type_=Date)
ID = bindparam("id", type_=Uuid)
IDS = bindparam("ids", type_=Uuid, expanding=True)


def filled(scope: Scope, **others: object) -> dict[str, object]:
    """What fills the gaps when the scope's member asks now; `others` are a statement's own."""
    told: dict[str, object] = {"us": scope.tenant_id, "me": scope.member_id}
    return told | {"now": clock.now(), "today": clock.today()} | others
