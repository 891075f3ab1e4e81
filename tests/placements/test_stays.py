"""A stay from the day it is expected to the day of leaving, as both sides know it."""

from datetime import timedelta
from uuid import UUID

import pytest

from network.placements import actions, queries
from network.placements.lifecycle import Destination, NonArrival
from network.requests.queries import get_ask
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotFound
from tests import factories
from tests.actors import Cast
from tests.standing import free_places


@pytest.fixture
def group_id(cast: Cast) -> UUID:
    return factories.group(cast.institution, capacity=2)


def test_a_stay_that_outlasts_its_plan_keeps_its_place(cast: Cast, group_id: UUID):
    placement_id = factories.stay(
        cast.institution, group_id, planned_end=clock.today() + timedelta(days=2)
    )
    assert free_places(cast.stranger, group_id, days=2) == 2

    with clock.frozen(clock.now() + timedelta(days=5)):
        assert free_places(cast.stranger, group_id) == 1
        with cast.institution.acting() as scope:
            assert [one.id for one in queries.overstayers(scope)] == [placement_id]


def test_leaving_can_be_recorded_later_for_the_day_it_was(cast: Cast, group_id: UUID):
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id)
    left = clock.today() + timedelta(days=3)

    with clock.frozen(clock.now() + timedelta(days=5)):
        with cast.institution.acting() as scope, transaction():
            actions.depart(scope, placement_id, left_on=left, destination=Destination.HOME)
        with cast.centre.acting() as scope:
            seen = queries.get(scope, placement_id)
            assert (seen.left_on, seen.destination) == (left, "home")
            assert get_ask(scope, seen.ask_id or placement_id).end_reason == "home"


@pytest.mark.parametrize("days", [-1, 1])
def test_nobody_leaves_before_the_arrival_or_in_the_future(cast: Cast, group_id: UUID, days: int):
    placement_id = factories.stay(cast.institution, group_id)

    with cast.institution.acting() as scope, pytest.raises(Invalid), transaction():
        actions.depart(
            scope,
            placement_id,
            left_on=clock.today() + timedelta(days=days),
            destination=Destination.HOME,
        )


def test_every_record_of_a_stay_is_a_row_that_both_sides_read(cast: Cast, group_id: UUID):
    _, placement_id = factories.accepted(cast.centre, cast.institution, group_id)
    with cast.institution.acting() as scope, transaction():
        actions.not_arrive(scope, placement_id, NonArrival.ILLNESS)

    for actor in (cast.centre, cast.institution):
        with actor.acting() as scope:
            steps = queries.steps(queries.get(scope, placement_id))
            assert [(one.move, one.by_name) for one in steps] == [
                ("accept", "centre worker"),
                ("not_arrive", "institution worker"),
            ]


def test_a_placement_is_there_for_its_two_sides_only(cast: Cast, group_id: UUID):
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id)

    for actor in (cast.stranger, cast.outsider, cast.coordination):
        with actor.acting() as scope, pytest.raises(NotFound):
            queries.get(scope, placement_id)


def test_a_reference_is_free_again_after_its_stay(cast: Cast, group_id: UUID):
    first = factories.stay(cast.institution, group_id, "J7")
    with pytest.raises(Conflict):
        factories.stay(cast.institution, group_id, "J7")

    with cast.institution.acting() as scope, transaction():
        actions.depart(scope, first, left_on=clock.today(), destination=Destination.HOME)

    assert factories.stay(cast.institution, group_id, "J7")
