"""What is older than it has to be is taken off the beginning of a trail, and proof stays.

Kept two years after the end of the year in which it was written (ZVOP-2 article 22), longer where
the house says so. What goes is verified first: who tampers shall not be helped to wipe it away.
"""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from network.keys import at_hand
from network.keys.keyring import Use
from network.trail import chain, verifying
from network.trail import writing as trail
from network.trail.chain import Anchor, Found
from network.trail.kinds import EntryKind, Purpose
from network.trail.models import TrailCheckpoint, TrailEntry, TrailHead, TrailKeeping
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

LEAST, MOST = 2, 30  # years
PRUNED = "trail_pruned"


class Tampered(Conflict):
    """The trail is not as it was written; nothing of it is taken away. `found` is where."""

    code = "trail_tampered"

    def __init__(self, found: Found) -> None:
        self.found = found
        super().__init__(N_("The trail is not as it was written. Nothing of it was taken away."))


def years(scope: Scope) -> int:
    """For how many years after the one it was written in the scope's house keeps an entry."""
    found = db.session.get(TrailKeeping, scope.tenant_id)
    return LEAST if found is None else found.years


def keep_for(scope: Scope, years: int) -> None:
    """Have entries be kept for so many years after the one they were written in.

    Raises NotAllowed, Invalid for less than two, which the law asks for, or more than thirty.
    """
    require(scope, Permission.KEEP_TRAIL)
    if not LEAST <= years <= MOST:
        raise Invalid(N_("A trail is kept for 2 to 30 years."), "years")
    row = insert(TrailKeeping).values(tenant_id=scope.tenant_id, years=years)
    db.session.execute(
        row.on_conflict_do_update(index_elements=["tenant_id"], set_={"years": years})
    )
    about = About("trail", number=str(years))
    trail.enter(scope, EntryKind.DECIDE, Purpose.OVERSIGHT, about, detail="trail_years")


def bound(scope: Scope) -> datetime:
    """What was written before this moment, the beginning of a year, has been kept long enough."""
    return datetime(clock.today().year - years(scope), 1, 1, tzinfo=clock.LOCAL)


def old(scope: Scope) -> int:
    """Up to which place everything has been kept long enough; 0 if there is nothing."""
    ours = TrailEntry.tenant_id == scope.tenant_id
    young = select(func.min(TrailEntry.seq)).where(ours, TrailEntry.at >= bound(scope))
    last = select(func.max(TrailEntry.seq)).where(ours)
    first = db.session.scalar(young)
    return (first - 1 if first else db.session.scalar(last)) or 0


def prune(scope: Scope, anchors: list[Anchor]) -> int:
    """Take off what has been kept long enough, for the scope's caretaker; how many entries went.

    Raises Tampered where the trail, as far as the anchors reach, is not as it was written.
    """
    db.session.get(TrailHead, scope.tenant_id, with_for_update=True, populate_existing=True)
    seq, since = old(scope), verifying.checkpoint(scope)
    if seq <= (since.seq if since else 0):
        return 0
    if found := verifying.verify(scope, anchors):
        raise Tampered(found)
    _sign(scope, seq)
    ours = (TrailEntry.tenant_id == scope.tenant_id, TrailEntry.seq <= seq)
    gone = db.session.execute(delete(TrailEntry).where(*ours).returning(TrailEntry.seq)).all()
    about = About("trail", number=str(seq))
    trail.enter(scope, EntryKind.DECIDE, Purpose.ADMINISTRATION, about, detail=PRUNED)
    return len(gone)


def _sign(scope: Scope, seq: int) -> None:
    """What stands for everything up to that entry; the database holds that none of it is young."""
    keyring = at_hand.keyring()
    number = keyring.newest(Use.TRAIL)
    seal = db.session.scalars(
        select(TrailEntry.seal).where(
            TrailEntry.tenant_id == scope.tenant_id, TrailEntry.seq == seq
        )
    ).one()
    upto = bound(scope)
    mac = chain.signed(keyring.key(Use.TRAIL, number), scope.tenant_id, seq, seal, upto)
    said = {"seq": seq, "seal": seal, "upto": upto, "key_number": number, "mac": mac}
    said["created_at"] = clock.now()
    row = insert(TrailCheckpoint).values(tenant_id=scope.tenant_id, **said)
    db.session.execute(row.on_conflict_do_update(index_elements=["tenant_id"], set_=said))
