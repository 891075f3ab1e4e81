"""Who was turned away at the door of a file, of what was shown of one, or of a broken glass.

It stands in the trail of whoever knocked: what kind of thing, and which one if there is such a
thing in the own house. So many of one member and then no more for a while: nobody floods a trail.
"""

from uuid import UUID

from sqlalchemy import select, text

from network.oversight.views import KNOCKED
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import throttling
from tenants.database import db, transaction
from tenants.digests import digest
from tenants.scope import NOBODY, Scope
from tenants.throttling import Key, Throttled

ENTERED = 20  # of one member, before it has to rest

KNOCK = text("SELECT set_config('app.token', :token, true)")

# What a refused look was at, by the name of the id in its path.
KINDS = {
    "person_id": "young_person",
    "ask_id": "ask",
    "emergency_id": "emergency",
    "emergency_review_id": "emergency",
}


def enter(scope: Scope, kind: str, thing_id: UUID) -> bool:
    """Write down that the scope's member was refused a look at it, in a transaction of its own;
    whether that was done."""
    if scope.member_id == NOBODY:
        return False
    try:
        throttling.attempt(Key(digest(f"refused: {scope.member_id}"), ENTERED))
    except Throttled:
        return False
    with transaction():
        number = _number_of(kind, thing_id)
        about = About(kind, thing_id, number) if number else About(kind)
        trail.enter(scope, EntryKind.READ_REFUSED, Purpose.CARE, about)
    return True


def _number_of(kind: str, thing_id: UUID) -> str | None:
    """How it is called, if there is such a thing in the own house: the database shows the one that
    was knocked at, and no list of them."""
    db.session.execute(KNOCK, {"token": str(thing_id)})
    view = KNOCKED.c
    found = db.session.scalar(
        select(view.number).where(view.kind == kind, view.id == thing_id).limit(1)
    )
    db.session.execute(KNOCK, {"token": ""})
    return found
