"""Being in touch: each contact is written down, and the next one is due by the agreed rhythm.

Whoever was not reached is tried again: what was missed leaves the time as it is.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from network.aftercare import queries, wishes
from network.aftercare.lifecycle import INTERVALS, AftercareMove, Rhythm
from network.aftercare.models import Aftercare, AftercareContact
from network.aftercare.moves import check_past, enter, of_aftercare, ours
from network.aftercare.ways import ContactWay
from network.aftercare.wishes import CareWish, Settled
from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.words import door
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.roles import Permission
from tenants.scope import Scope

WRITTEN_TWICE = timedelta(seconds=10)  # the same again within this time is a second click


def contact(
    scope: Scope,
    aftercare_id: UUID,
    *,
    on_day: date,
    way: ContactWay,
    minutes: int | None = None,
    going: int | None = None,
    words: str = "",
) -> AftercareContact:
    """Somebody was in touch, or tried to be. `minutes` is how long it took, `going` how it goes
    from 1 (badly) to 5 (very well). The same at once again is a second click, and the same contact.

    Raises NotFound, NotAllowed, AftercarePast, Invalid, WordsErased.
    """
    found = ours(scope, aftercare_id, AftercareMove.CONTACT, Permission.GIVE_AFTERCARE)
    check_past(on_day, "on_day", found.left_on)
    if way is ContactWay.MISSED and (minutes is not None or going is not None):
        raise Invalid(N_("Nobody was reached: leave out how long and how it goes."), "way")
    said = {"on_day": on_day, "way": way.value, "minutes": minutes, "going": going}
    if before := _just_written(scope, found, said, words.strip()):
        return before
    last = last_day(scope, found)
    made = _made(scope, found, said, words.strip())
    enter(scope, found, AftercareMove.CONTACT.value)
    if way is not ContactWay.MISSED:
        wishes.settle(scope, found, Settled.CONTACT, (CareWish.CALL,))
    if way is not ContactWay.MISSED and (last is None or on_day >= last):
        clocks.meet(scope, ClockKind.AFTERCARE_CONTACT, found.id)
        expect(scope, found)
    return made


def _made(scope: Scope, found: Aftercare, said: dict[str, Any], words: str) -> AftercareContact:
    made = AftercareContact(
        tenant_id=scope.tenant_id,
        id=new_id(),
        aftercare_id=found.id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
        **said,
    )
    if words:
        door.begin(scope, found.placement_id).put(made, "words", words)
    db.session.add(made)
    db.session.flush()
    return made


def _just_written(
    scope: Scope, found: Aftercare, said: dict[str, Any], words: str
) -> AftercareContact | None:
    """What the member wrote a moment ago; two clicks at once wait at the lock of the aftercare."""
    of = AftercareContact
    recent = db.session.scalars(
        select(of).where(
            of.tenant_id == scope.tenant_id,
            of.aftercare_id == found.id,
            of.by_member_id == scope.member_id,
            of.created_at > clock.now() - WRITTEN_TWICE,
        )
    )
    same = [one for one in recent if all(getattr(one, name) == said[name] for name in said)]
    told = queries.said(scope, found, same)
    return next((one for one in same if told[one.id] == words), None)


def expect(scope: Scope, found: Aftercare) -> None:
    """The next contact is due when the interval has gone by since the last one, or since aftercare
    began."""
    since = last_day(scope, found) or found.begins
    if since is None or found.rhythm is None:
        return
    due = clock.begins(since + INTERVALS[Rhythm(found.rhythm)])
    clocks.start(scope, ClockKind.AFTERCARE_CONTACT, of_aftercare(found), due_at=due)


def last_day(scope: Scope, found: Aftercare) -> date | None:
    """The day on which somebody was reached last."""
    return db.session.scalar(
        select(func.max(AftercareContact.on_day)).where(
            AftercareContact.tenant_id == scope.tenant_id,
            AftercareContact.aftercare_id == found.id,
            AftercareContact.way != ContactWay.MISSED,
        )
    )
