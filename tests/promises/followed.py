"""Somebody who left a home and is followed: a signed plan, a contact, and a look-back."""

from datetime import timedelta
from uuid import UUID

from network.aftercare import agreeing, beforehand, evaluating, queries, touch, wishes
from network.aftercare.agreeing import Plan
from network.aftercare.beforehand import OwnFares
from network.aftercare.evaluating import Fares
from network.aftercare.later import FollowUp
from network.aftercare.ways import ContactWay
from network.aftercare.wishes import CareWish
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor
from tests.aftercare.leaving import left, of_stay, signed

WORD = "Beseda doma."


def leave_and_follow(centre: Actor, home: Actor, group_id: UUID, word: str = WORD) -> UUID:
    """The aftercare of a stay that the centre asked for, with that word wherever one can write."""
    _, placement_id = factories.arrived(centre, home, group_id, reference="N1")
    aftercare_id = of_stay(home, left(home, placement_id))
    with home.acting() as scope, transaction():
        agreeing.agree(scope, aftercare_id, **signed(plan=Plan(word, word, word)))
        touch.contact(scope, aftercare_id, on_day=clock.today(), way=ContactWay.PHONE, words=word)
        found = queries.lock(scope, aftercare_id)
        wishes.wish(scope, found, CareWish.STOP, word)
        beforehand.answer(scope, found, FollowUp.HALF_YEAR, OwnFares(words=word))
    with clock.frozen(clock.now() + timedelta(days=180)), home.acting() as scope, transaction():
        evaluating.evaluate(
            scope,
            aftercare_id,
            stage=FollowUp.HALF_YEAR,
            on_day=clock.today(),
            fares=Fares(reached=True, words=word),
        )
    return aftercare_id
