"""Somebody outstays on a place that was promised to another from the planned day on."""

from datetime import timedelta

from network.availability.published import published_group
from network.placements import actions as placements
from network.placements.lifecycle import Destination, PlacementState
from network.placements.queries import get
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast


def free(actor: Actor, group_id):
    with actor.acting() as scope:
        return published_group(scope, group_id).counts(clock.today()).free


def test_a_late_departure_is_recorded_although_the_place_was_promised_meanwhile(cast: Cast):
    group_id = factories.group(cast.institution, capacity=1)
    planned_end = clock.today() + timedelta(days=2)
    leaving = factories.stay(cast.institution, group_id, planned_end=planned_end)
    request_id = factories.request(cast.centre, wanted_from=planned_end)
    _, coming = factories.accepted(cast.centre, cast.institution, group_id, request_id)

    with clock.frozen(clock.now() + timedelta(days=5)):
        with cast.institution.acting() as scope, transaction():
            placements.depart(scope, leaving, left_on=clock.today(), destination=Destination.HOME)
        before = free(cast.centre, group_id)
        with cast.institution.acting() as scope, transaction():
            placements.arrive(scope, coming, arrived_on=clock.today(), reference="B2")
            moved_in = get(scope, coming).state

    assert before == 0
    assert moved_in == PlacementState.RESIDENT
