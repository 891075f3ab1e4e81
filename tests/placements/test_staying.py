"""How long somebody stays, in which group, and where they go from there."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.availability.claims import NoFreePlace
from network.clocks import queries as clocks
from network.clocks.kinds import ClockKind
from network.placements import actions, queries
from network.placements.house import house
from network.placements.lifecycle import Destination
from network.placements.models import Placement
from network.placements.own import WrongState
from network.placements.reasons import (
    Country,
    ExtensionReason,
    LeavingSign,
    MoveReason,
    OutsideKind,
    OverstayReason,
    Transfer,
    TransferReason,
)
from tenants import clock
from tenants.database import transaction
from tenants.errors import Invalid, NotAllowed
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.standing import free_places

DAY = timedelta(days=1)


@pytest.fixture
def group_id(cast: Cast) -> UUID:
    return factories.group(cast.institution, capacity=1)


@pytest.fixture
def stay(cast: Cast, group_id: UUID) -> UUID:
    """Planned for a hundred days."""
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id)
    return placement_id


def seen(actor: Actor, placement_id: UUID) -> Placement:
    with actor.acting() as scope:
        return queries.get(scope, placement_id)


def due(actor: Actor, placement_id: UUID) -> dict[str, date]:
    """What runs for the actor on the stay, and until which day."""
    with actor.acting() as scope:
        known = clocks.of_subjects(scope, [placement_id])[placement_id]
        running = [one.clock for one in known if not clocks.ended(one.clock)]
        return {one.kind: clock.local_day(one.due_at) for one in running}


def extend(actor: Actor, stay: UUID, days: int) -> None:
    with actor.acting() as scope, transaction():
        actions.extend(
            scope,
            stay,
            planned_end=clock.today() + days * DAY,
            reason=ExtensionReason.SCHOOL_YEAR,
        )


def move(actor: Actor, stay: UUID, group_id: UUID) -> None:
    with actor.acting() as scope, transaction():
        actions.move_group(scope, stay, group_id=group_id, reason=MoveReason.MORE_INDEPENDENT)


def test_an_arrival_is_due_for_the_home_until_it_is_recorded(cast: Cast, group_id: UUID) -> None:
    _, placement_id = factories.accepted(cast.centre, cast.institution, group_id)
    expected = due(cast.institution, placement_id)

    with cast.institution.acting() as scope, transaction():
        actions.arrive(scope, placement_id, arrived_on=clock.today(), reference="J7")

    assert expected == {"arrival": clock.today() + 4 * DAY}
    month = clock.today() + 30 * DAY
    assert due(cast.institution, placement_id) == {"plan": month, "outcome": month}


def test_a_plan_is_due_and_then_its_review(cast: Cast, stay: UUID) -> None:
    with cast.institution.acting() as scope, transaction():
        actions.plan_done(scope, stay)

    running = due(cast.institution, stay)

    assert "plan" not in running
    assert running[ClockKind.PLAN_REVIEW] == clock.local_day(clock.now() + 180 * DAY)


def test_the_head_extends_and_a_counsellor_cannot(cast: Cast, owner: Engine, stay: UUID) -> None:
    counsellor = colleague(owner, cast.institution, "Ana", Role.COUNSELLOR)
    with pytest.raises(NotAllowed):
        extend(counsellor, stay, 200)
    with counsellor.acting() as scope, pytest.raises(Invalid), transaction():
        actions.plan_end(scope, stay, clock.today() + 200 * DAY)

    extend(cast.institution, stay, 200)

    later = clock.today() + 200 * DAY
    assert seen(cast.centre, stay).planned_end == later
    assert due(cast.institution, stay)["overstay"] == later
    with pytest.raises(Invalid):
        extend(cast.institution, stay, 150)


def test_an_overstay_is_authorised_once_it_is_one(cast: Cast, stay: UUID) -> None:
    def authorise() -> None:
        with cast.institution.acting() as scope, transaction():
            until = clock.today() + 10 * DAY
            actions.authorise_overstay(
                scope, stay, until=until, reason=OverstayReason.COURT_NOT_DECIDED
            )

    with pytest.raises(WrongState):
        authorise()
    planned = seen(cast.institution, stay).planned_end

    with clock.frozen(clock.now() + 101 * DAY):
        with cast.institution.acting() as scope:
            assert [one.overdue for one in house(scope).lines] == [True]
        authorise()
        with cast.institution.acting() as scope:
            assert queries.overstayers(scope) == []
        found = seen(cast.centre, stay)
        assert (found.planned_end, found.overstay_until) == (planned, clock.today() + 10 * DAY)
        assert due(cast.institution, stay)["overstay"] == clock.today() + 10 * DAY


def test_a_move_takes_the_new_place_and_frees_the_old_one(
    cast: Cast, group_id: UUID, stay: UUID
) -> None:
    other = factories.group(cast.institution, capacity=1, name="Sidro")

    move(cast.institution, stay, other)

    assert (free_places(cast.stranger, group_id), free_places(cast.stranger, other)) == (1, 0)
    step = queries_steps(cast.centre, stay)[-1]
    assert step == ("move_group", "more_independent", "Jadro → Sidro")
    assert seen(cast.centre, stay).group_id == other


def queries_steps(actor: Actor, placement_id: UUID) -> list[tuple[str, str, str]]:
    with actor.acting() as scope:
        steps = queries.steps(queries.get(scope, placement_id))
        return [(one.move, one.reason, one.detail) for one in steps]


def test_a_move_to_a_full_group_changes_nothing(cast: Cast, group_id: UUID, stay: UUID) -> None:
    full = factories.group(cast.institution, capacity=1, name="Sidro")
    factories.stay(cast.institution, full)

    with pytest.raises(NoFreePlace):
        move(cast.institution, stay, full)

    assert seen(cast.institution, stay).group_id == group_id
    assert free_places(cast.stranger, group_id) == 0


def test_who_has_outstayed_moves_and_outstays_there(cast: Cast, group_id: UUID, stay: UUID) -> None:
    other = factories.group(cast.institution, capacity=1, name="Sidro")

    with clock.frozen(clock.now() + 101 * DAY):
        move(cast.institution, stay, other)
        assert free_places(cast.stranger, group_id) == 1
    with clock.frozen(clock.now() + 105 * DAY):
        assert free_places(cast.stranger, other) == 0


def test_a_transfer_ends_the_stay_and_names_the_house(
    cast: Cast, group_id: UUID, stay: UUID
) -> None:
    with cast.institution.acting() as scope, transaction():
        actions.transfer(
            scope,
            stay,
            left_on=clock.today(),
            urgency=Transfer.EMERGENCY,
            reason=TransferReason.SAFETY,
            destination_id=cast.stranger.tenant_id,
        )

    found = seen(cast.centre, stay)
    assert (found.state, found.destination) == ("departed", "institution")
    assert (found.transfer, found.destination_id) == ("emergency", cast.stranger.tenant_id)
    assert queries_steps(cast.centre, stay)[-1] == ("transfer", "safety", "stranger")
    assert free_places(cast.stranger, group_id) == 1


def test_a_transfer_to_no_home_of_the_network_is_refused(cast: Cast, stay: UUID) -> None:
    for foreign in (cast.outsider.tenant_id, cast.centre.tenant_id, cast.institution.tenant_id):
        with cast.institution.acting() as scope, pytest.raises(Invalid), transaction():
            actions.transfer(
                scope,
                stay,
                left_on=clock.today(),
                urgency=Transfer.PLANNED,
                reason=TransferReason.SCHOOL,
                destination_id=foreign,
            )


def test_who_leaves_the_network_is_counted(cast: Cast, stay: UUID) -> None:
    with cast.institution.acting() as scope, transaction():
        actions.depart(
            scope,
            stay,
            left_on=clock.today(),
            destination=Destination.INSTITUTION,
            outside=OutsideKind.PRIVATE_PROVIDER,
            outside_country=Country.AUSTRIA,
        )

    found = seen(cast.centre, stay)
    assert (found.outside, found.outside_country) == ("private_provider", "AT")
    with cast.institution.acting() as scope:
        assert house(scope).left_network == 1


def test_signs_of_leaving_are_the_homes_own(cast: Cast, stay: UUID) -> None:
    majority = clock.today() + 30 * DAY
    with cast.institution.acting() as scope, transaction():
        actions.expect_leaving(scope, stay, majority_on=majority, school_until=None)

    with cast.institution.acting() as scope:
        assert [each[:2] for each in house(scope).leavings] == [(majority, LeavingSign.MAJORITY)]
