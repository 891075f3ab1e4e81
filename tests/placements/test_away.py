"""Leave and absences: the place stays taken until the home decides otherwise."""

from datetime import timedelta
from uuid import UUID

import pytest

from network.clocks import queries as clocks
from network.clocks.queries import ClockState
from network.placements import absences, actions, queries
from network.placements.house import house
from network.placements.lifecycle import Destination
from network.placements.models import Absence
from network.placements.own import WrongState
from network.placements.reasons import AbsenceKind, Presence, ReportedTo
from tenants import clock
from tenants.database import transaction
from tenants.errors import Invalid, NotFound
from tests import factories
from tests.actors import Actor, Cast
from tests.standing import free_places

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
K = AbsenceKind


@pytest.fixture
def stay(cast: Cast) -> UUID:
    """The only place of the group is taken."""
    group_id = factories.group(cast.institution, capacity=1)
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id)
    return placement_id


def leave(home: Actor, stay: UUID, begins: timedelta = -HOUR, until: timedelta = 2 * DAY) -> None:
    with home.acting() as scope, transaction():
        now = clock.now()
        actions.grant_leave(
            scope, stay, kind=K.WEEKEND_LEAVE, begins_at=now + begins, until_at=now + until
        )


def runs_away(home: Actor, stay: UUID) -> None:
    with home.acting() as scope, transaction():
        actions.report_away(
            scope,
            stay,
            kind=K.ABSCONDED,
            begins_at=clock.now() - HOUR,
            reported_to=[ReportedTo.POLICE, ReportedTo.CSD],
        )


def the_clock(home: Actor, stay: UUID) -> list[ClockState]:
    with home.acting() as scope:
        known = clocks.of_subjects(scope, [stay])[stay]
        return [one.state for one in known if one.clock.kind == "absence"]


def past(home: Actor, stay: UUID) -> list[Absence]:
    with home.acting() as scope:
        return list(absences.of_placement(scope, queries.get(scope, stay)))


def presence(home: Actor) -> list[Presence]:
    with home.acting() as scope:
        return [one.presence for one in house(scope).lines]


def test_leave_keeps_the_place_taken_and_the_board_as_it_is(cast: Cast, stay: UUID) -> None:
    with cast.institution.acting() as scope:
        group_id = queries.get(scope, stay).group_id
    before = free_places(cast.stranger, group_id)

    leave(cast.institution, stay)

    assert (before, free_places(cast.stranger, group_id)) == (0, 0)
    assert presence(cast.institution) == [Presence.ON_LEAVE]


def test_whoever_is_not_back_in_time_is_due_until_the_return(cast: Cast, stay: UUID) -> None:
    leave(cast.institution, stay)
    running = the_clock(cast.institution, stay)

    with clock.frozen(clock.now() + 3 * DAY):
        late = the_clock(cast.institution, stay)
        with cast.institution.acting() as scope, transaction():
            actions.come_back(scope, stay, returned_at=clock.now())
        met = the_clock(cast.institution, stay)

    assert (running, late, met) == (
        [ClockState.RUNNING],
        [ClockState.MISSED],
        [ClockState.MET_LATE],
    )
    assert [one.outcome for one in past(cast.institution, stay)] == ["returned"]


def test_leave_that_has_not_begun_is_cancelled_and_one_that_has_is_not(
    cast: Cast, stay: UUID
) -> None:
    leave(cast.institution, stay, begins=DAY)
    assert presence(cast.institution) == [Presence.PRESENT]
    with cast.institution.acting() as scope, transaction():
        actions.cancel_leave(scope, stay)
    leave(cast.institution, stay)

    with cast.institution.acting() as scope, pytest.raises(WrongState), transaction():
        actions.cancel_leave(scope, stay)

    assert [one.outcome for one in past(cast.institution, stay)] == [None, "cancelled"]


def test_who_ran_away_keeps_the_place_and_both_sides_read_it(cast: Cast, stay: UUID) -> None:
    leave(cast.institution, stay)

    runs_away(cast.institution, stay)

    newest, before = past(cast.institution, stay)
    assert (newest.kind, newest.reported_to) == ("absconded", ["police", "csd"])
    assert before.outcome == "not_returned"
    assert presence(cast.institution) == [Presence.AWAY]
    with cast.centre.acting() as scope:
        step = queries.steps(queries.get(scope, stay))[-1]
        assert (step.move, step.reason) == ("away", "absconded")


def test_who_does_not_come_back_departs_and_nothing_stays_open(cast: Cast, stay: UUID) -> None:
    runs_away(cast.institution, stay)

    with cast.institution.acting() as scope, transaction():
        actions.depart(scope, stay, left_on=clock.today(), destination=Destination.ABSCONDED)

    assert [one.outcome for one in past(cast.institution, stay)] == ["departed"]
    with cast.institution.acting() as scope:
        known = clocks.of_subjects(scope, [stay])[stay]
        assert [one for one in known if not clocks.ended(one.clock)] == []


@pytest.mark.parametrize(
    ("begins", "until"), [(DAY, HOUR), (-2 * DAY, -HOUR), (HOUR, timedelta(days=93))]
)
def test_impossible_leave_is_refused(
    cast: Cast, stay: UUID, begins: timedelta, until: timedelta
) -> None:
    with pytest.raises(Invalid):
        leave(cast.institution, stay, begins, until)


def test_one_absence_at_a_time_and_no_return_without_one(cast: Cast, stay: UUID) -> None:
    with cast.institution.acting() as scope, pytest.raises(WrongState), transaction():
        actions.come_back(scope, stay, returned_at=clock.now())
    leave(cast.institution, stay)

    with pytest.raises(WrongState):
        leave(cast.institution, stay)


def test_the_centre_and_strangers_have_no_hand_in_it(cast: Cast, stay: UUID) -> None:
    for actor in (cast.centre, cast.stranger, cast.outsider):
        with pytest.raises(NotFound):
            runs_away(actor, stay)
