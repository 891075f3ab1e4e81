"""Whether a trail is as it was written, up to where the anchors reach."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from network.keys import at_hand
from network.keys.keyring import Use
from network.trail import chain
from network.trail.chain import Anchor, Found, Link
from network.trail.models import TrailEntry, TrailHead
from network.trail.writing import SAYS
from tenants.caretaking import all_tenants
from tenants.database import db
from tenants.isolation import acting_as
from tenants.scope import Scope

AT_ONCE = 1000  # entries


def verify(scope: Scope, anchors: Sequence[Anchor] = ()) -> Found | None:
    """The first entry of the scope's own trail that was tampered with; None: none was."""
    keys = at_hand.keyring().keys
    ours = [one for one in anchors if one.tenant_id == scope.tenant_id]
    reached = db.session.get(TrailHead, scope.tenant_id)
    head = (reached.seq, reached.seal) if reached else None
    return chain.first_break(_links(scope), head, ours, lambda n: keys.get((Use.TRAIL, n)))


def anchor(scope: Scope) -> Anchor | None:
    """Where the scope's trail has come to; None while nothing is written in it."""
    head = db.session.get(TrailHead, scope.tenant_id)
    return Anchor(scope.tenant_id, head.seq, head.seal) if head and head.seq else None


def all_anchors() -> list[Anchor]:
    """Where every trail of the deployment has come to."""
    found = []
    for tenant_id in all_tenants():
        with acting_as(Scope.caretaker(tenant_id)) as scope:
            found.append(anchor(scope))
    return [one for one in found if one is not None]


def _links(scope: Scope) -> Iterator[Link]:
    columns = [getattr(TrailEntry, name) for name in (*SAYS, "seq", "key_number", "seal")]
    ours = select(*columns).where(TrailEntry.tenant_id == scope.tenant_id).order_by(TrailEntry.seq)
    with db.session.execute(ours, execution_options={"yield_per": AT_ONCE}) as found:
        for row in found:
            says = {name: getattr(row, name) for name in SAYS}
            yield Link(row.seq, says, row.key_number, row.seal)
