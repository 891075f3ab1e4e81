"""Whether a trail is as it was written, up to where the anchors reach."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from network.keys import at_hand
from network.keys.keyring import Use
from network.trail import chain
from network.trail.chain import Anchor, Checkpoint, Found, Link
from network.trail.models import TrailCheckpoint, TrailEntry, TrailHead, TrailState
from network.trail.writing import SAYS
from tenants import clock
from tenants.caretaking import all_tenants
from tenants.database import db, transaction
from tenants.isolation import acting_as
from tenants.scope import Scope

AT_ONCE = 1000  # entries


def verify(scope: Scope, anchors: Sequence[Anchor] = ()) -> Found | None:
    """The first entry of the scope's own trail that was tampered with; None: none was, back to
    where it was pruned."""
    keys = at_hand.keyring().keys
    ours = [one for one in anchors if one.tenant_id == scope.tenant_id]
    reached = db.session.get(TrailHead, scope.tenant_id)
    head = (reached.seq, reached.seal) if reached else None
    since = checkpoint(scope)
    return chain.first_break(_links(scope), head, ours, lambda n: keys.get((Use.TRAIL, n)), since)


def checkpoint(scope: Scope) -> Checkpoint | None:
    """Up to where the scope's trail was pruned, as is said; `verify` tells whether that is true."""
    found = db.session.get(TrailCheckpoint, scope.tenant_id, populate_existing=True)
    if found is None:
        return None
    last = (found.tenant_id, found.seq, found.seal, found.upto)
    return Checkpoint(*last, found.key_number, found.mac)


def note(scope: Scope, found: Found | None) -> None:
    """Write down for the house that its trail was verified now, and what was found."""
    broken = (found.seq, found.how.value) if found else (None, None)
    _noted(scope, verified_at=clock.now(), broken_seq=broken[0], broken_how=broken[1])


def note_anchor(scope: Scope) -> Anchor | None:
    """Where the scope's trail has come to; written down for the house that it was anchored now."""
    here = anchor(scope)
    if here is not None:
        _noted(scope, anchored_at=clock.now(), anchored_seq=here.seq)
    return here


def state(scope: Scope) -> TrailState:
    """When the scope's trail was verified and anchored last."""
    return db.session.get(TrailState, scope.tenant_id) or TrailState(tenant_id=scope.tenant_id)


def _noted(scope: Scope, **said: object) -> None:
    row = insert(TrailState).values(tenant_id=scope.tenant_id, **said)
    db.session.execute(row.on_conflict_do_update(index_elements=["tenant_id"], set_=said))


def anchor(scope: Scope) -> Anchor | None:
    """Where the scope's trail has come to; None while nothing is written in it."""
    head = db.session.get(TrailHead, scope.tenant_id)
    return Anchor(scope.tenant_id, head.seq, head.seal) if head and head.seq else None


def all_anchors() -> list[Anchor]:
    """Where every trail of the deployment has come to; each house is told that it was noted."""
    found = []
    for tenant_id in all_tenants():
        with acting_as(Scope.caretaker(tenant_id)) as scope, transaction():
            found.append(note_anchor(scope))
    return [one for one in found if one is not None]


def _links(scope: Scope) -> Iterator[Link]:
    columns = [getattr(TrailEntry, name) for name in (*SAYS, "seq", "key_number", "seal")]
    ours = select(*columns).where(TrailEntry.tenant_id == scope.tenant_id).order_by(TrailEntry.seq)
    with db.session.execute(ours, execution_options={"yield_per": AT_ONCE}) as found:
        for row in found:
            says = {name: getattr(row, name) for name in SAYS}
            yield Link(row.seq, says, row.key_number, row.seal)
