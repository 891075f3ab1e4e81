"""What the administrator of a network switches: whether its members may ask each other, and whether
everybody may read its programmes.

Asking is off until then: whether it is lawful is for the data-protection officers of those who take
part.
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
    found = _mine(scope, network_id)
    found.elsewhere = on
    return _decided(scope, found, "elsewhere_on" if on else "elsewhere_off")


def show_programmes(scope: Scope, network_id: UUID, on: bool) -> Network:
    """Let everybody read without signing in which programmes a network has, or its members alone
    from the next look on. Raises NotFound, NotAllowed."""
    found = _mine(scope, network_id)
    found.directory = on
    return _decided(scope, found, "directory_on" if on else "directory_off")


def _mine(scope: Scope, network_id: UUID) -> Network:
    found = db.session.scalar(
        select(Network).where(Network.id == network_id, Network.id.in_(scope.network_ids))
    )
    if found is None:
        raise NotFound(N_("There is no such network."))
    require(scope, Permission.SET_UP_NETWORK)
    return found


def _decided(scope: Scope, found: Network, detail: str) -> Network:
    db.session.flush()
    about = About("network", found.id)
    trail.enter(scope, EntryKind.DECIDE, Purpose.ADMINISTRATION, about, detail=detail)
    return found
