"""Whether the members of a network may ask each other: off, until its administrator says so.

Whether it is lawful is for the data-protection officers of those who take part.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.models import Network
from tenants.roles import Permission, require
from tenants.scope import Scope


def networks(scope: Scope) -> Sequence[Network]:
    """The networks of the scope, by name."""
    return db.session.scalars(
        select(Network).where(Network.id.in_(scope.network_ids)).order_by(Network.name)
    ).all()


def switch(scope: Scope, network_id: UUID, on: bool) -> Network:
    """Let the members of a network ask each other, or let them no more; then no question of theirs
    finds anything with the next query. Raises NotFound, NotAllowed."""
    found = db.session.scalar(
        select(Network).where(Network.id == network_id, Network.id.in_(scope.network_ids))
    )
    if found is None:
        raise NotFound(N_("There is no such network."))
    require(scope, Permission.SET_UP_NETWORK)
    found.elsewhere = on
    db.session.flush()
    about = About("network", found.id)
    detail = "elsewhere_on" if on else "elsewhere_off"
    trail.enter(scope, EntryKind.DECIDE, Purpose.ADMINISTRATION, about, detail=detail)
    return found
