"""Somebody who lives in the house moves to another group of it."""

from datetime import timedelta
from uuid import UUID

from network.availability.claims import claim
from network.availability.holds import end_stay
from network.availability.models import Occupancy
from network.availability.profile import OccupancyKind
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

A_DAY = timedelta(days=1)


def move_stay(scope: Scope, occupancy_id: UUID, group_id: UUID) -> Occupancy:
    """From today on the stay fills a place of another own group, up to its planned end; the old
    place is free. Whoever has outstayed does so there, too. Raises NoFreePlace.
    """
    stay = db.session.get_one(Occupancy, (scope.tenant_id, occupancy_id), with_for_update=True)
    today = clock.today()
    taken = claim(
        scope,
        group_id,
        kind=OccupancyKind.STAY,
        starts=today,
        ends=None if stay.ends is None else max(stay.ends, today + A_DAY),
        ask_id=stay.ask_id,
        asker_id=stay.asker_id,
    )
    end_stay(scope, stay.id, max(stay.starts, today))
    return taken
