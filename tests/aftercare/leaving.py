"""Builders of aftercare: somebody leaves a house, and something is agreed on."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from network.aftercare import agreeing, queries
from network.aftercare.agreeing import Plan, Signed
from network.aftercare.lifecycle import Rhythm
from network.placements import actions as placements
from network.placements.lifecycle import Destination
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast

A_DAY = timedelta(days=1)
PLAN = Plan("Pokličemo vsak teden.", "Oglasiš se na telefon.", "Pokliči, tudi zvečer.")


def departed(
    cast: Cast, reference: str = "B1", to: Destination = Destination.HOME, **said: Any
) -> UUID:
    """A stay that the centre asked for, over since today."""
    group_id = factories.group(cast.institution, name=f"Jadro {reference}")
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id, reference)
    return left(cast.institution, placement_id, to, **said)


def left(home: Actor, placement_id: UUID, to: Destination = Destination.HOME, **said: Any) -> UUID:
    """The stay is over since today."""
    with home.acting() as scope, transaction():
        placements.depart(scope, placement_id, left_on=clock.today(), destination=to, **said)
    return placement_id


def proposed(cast: Cast, reference: str = "B1") -> UUID:
    """Aftercare of somebody who left for home today."""
    return of_stay(cast.institution, departed(cast, reference))


def of_stay(actor: Actor, placement_id: UUID) -> UUID:
    with actor.acting() as scope:
        found = queries.of_placement(scope, placement_id)
        assert found is not None
        return found.id


def signed(**said: Any) -> dict[str, Any]:
    """What an agreement of today says."""
    today: date = clock.today()
    return {
        "begins": today,
        "rhythm": Rhythm.WEEKLY,
        "signed": Signed(house_on=today, young_person_on=today),
        "plan": PLAN,
    } | said


def agreed(cast: Cast, reference: str = "B1", **said: Any) -> UUID:
    """Aftercare that was agreed on today, weekly."""
    aftercare_id = proposed(cast, reference)
    with cast.institution.acting() as scope, transaction():
        agreeing.agree(scope, aftercare_id, **signed(**said))
    return aftercare_id
