"""Somebody outstays on a place that was promised to another from the planned day on."""

from datetime import timedelta
from uuid import UUID

import pytest

from network.availability import actions as groups
from network.availability.places import PlacesFilled
from network.availability.queries import house
from network.placements import actions as placements
from network.placements.lifecycle import Destination, PlacementState
from network.placements.queries import get
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast
from tests.standing import free_places


def test_a_late_departure_is_recorded_although_the_place_was_promised_meanwhile(cast: Cast):
    group_id = factories.group(cast.institution, capacity=1)
    planned_end = clock.today() + timedelta(days=2)
    leaving = factories.stay(cast.institution, group_id, planned_end=planned_end)
    request_id = factories.request(cast.centre, wanted_from=planned_end)
    _, coming = factories.accepted(cast.centre, cast.institution, group_id, request_id)

    with clock.frozen(clock.now() + timedelta(days=5)):
        with cast.institution.acting() as scope, transaction():
            placements.depart(scope, leaving, left_on=clock.today(), destination=Destination.HOME)
        before = free_places(cast.centre, group_id)
        with cast.institution.acting() as scope, transaction():
            placements.arrive(scope, coming, arrived_on=clock.today(), reference="B2")
            moved_in = get(scope, coming).state

    assert before == 0
    assert moved_in == PlacementState.RESIDENT


def test_a_place_that_is_needed_instead_of_an_outstayed_one_cannot_be_taken_away(cast: Cast):
    group_id = factories.group(cast.institution, capacity=3)
    planned_end = clock.today() + timedelta(days=2)
    factories.stay(cast.institution, group_id, planned_end=planned_end)
    request_id = factories.request(cast.centre, wanted_from=planned_end + timedelta(days=8))
    factories.accepted(cast.centre, cast.institution, group_id, request_id)
    on_one_place(cast.institution, group_id)

    with clock.frozen(clock.now() + timedelta(days=5)), cast.institution.acting() as scope:
        with pytest.raises(PlacesFilled) as refused, transaction():
            groups.set_capacity(scope, group_id, 1)
        with transaction():
            groups.set_capacity(scope, group_id, 2)
        left = [number for number, _ in house(scope, group_id).strip(group_id, clock.today())]

    assert refused.value.facts["filled"] == 2
    assert left == [1, 2]


def on_one_place(home: Actor, group_id: UUID) -> None:
    """Make sure that the promise lies on the place that will be outstayed."""
    with home.acting() as scope:
        fillings = house(scope, group_id).fillings[group_id]

    assert {filling.number for filling in fillings} == {1}
