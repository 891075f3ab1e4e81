"""Giving a place: the last one once, holds that lapse by themselves, overstays, edges of days."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from network.availability import actions
from network.availability.claims import NoFreePlace, claim
from network.availability.holds import HoldLapsed, begin_stay, hold, reserve
from network.availability.places import PlacesFilled
from network.availability.profile import ClosureReason, OccupancyKind
from network.availability.published import published_group
from tenants import clock
from tenants.database import new_id, transaction
from tests import factories
from tests.actors import Actor, Cast
from tests.standing import free_places

STAY, CLOSURE = OccupancyKind.STAY, OccupancyKind.CLOSURE


def ahead(days: int) -> date:
    return clock.today() + timedelta(days=days)


def filled(
    home: Actor,
    group_id: UUID,
    starts: int = 0,
    ends: int | None = None,
    kind: OccupancyKind = STAY,
    **more: Any,
) -> UUID:
    """A place claimed for days counted from today."""
    with home.acting() as scope, transaction():
        last = None if ends is None else ahead(ends)
        return claim(scope, group_id, kind=kind, starts=ahead(starts), ends=last, **more).id


def promised(cast: Cast, group_id: UUID, starts: int = 0, hours: int = 48) -> UUID:
    """A place held for an ask of the centre; the ask's id."""
    ask_id = new_id()
    with cast.institution.acting() as scope, transaction():
        hold(
            scope,
            group_id,
            ask_id=ask_id,
            asker_id=cast.centre.tenant_id,
            starts=ahead(starts),
            ends=None,
            until=clock.now() + timedelta(hours=hours),
        )
    return ask_id


@pytest.mark.older
def test_the_last_place_goes_to_one_of_many_who_want_it_at_once(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    together, won, lost = Barrier(8), [], []

    def want() -> None:
        together.wait()
        try:
            won.append(filled(cast.institution, group_id))
        except NoFreePlace as refusal:
            lost.append(refusal)

    threads = [Thread(target=want) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(won), len(lost)) == (1, 7)
    assert free_places(cast.stranger, group_id) == 0


@pytest.mark.older
def test_the_database_itself_keeps_two_from_one_place(cast: Cast, owner: Engine) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    filled(cast.institution, group_id, 0, 5)

    again = text(
        "INSERT INTO occupancies (tenant_id, id, group_id, place_id, kind, starts, ends, reason,"
        " created_at) SELECT tenant_id, gen_random_uuid(), group_id, place_id, 'stay', ends - 1,"
        " NULL, '', created_at FROM occupancies"
    )
    with pytest.raises(IntegrityError, match="one_at_a_time"), owner.begin() as behind:
        behind.execute(again)


def test_short_stays_make_room_for_a_long_one_by_changing_places(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    filled(cast.institution, group_id, 1, 4, number=1)
    filled(cast.institution, group_id, 5, 9, number=2)

    filled(cast.institution, group_id, 1, 9)

    assert [free_places(cast.centre, group_id, day) for day in (0, 1, 4, 5, 9)] == [2, 0, 1, 0, 2]
    with pytest.raises(NoFreePlace):
        filled(cast.institution, group_id, 3, 4)


def test_who_has_moved_in_and_what_is_closed_never_change_places(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    filled(cast.institution, group_id, 0, 4, number=1)
    filled(cast.institution, group_id, 5, 9, CLOSURE, number=2)

    with pytest.raises(NoFreePlace):
        filled(cast.institution, group_id, 0, 9)


def test_a_hold_lapses_to_the_second_without_anybody_sweeping(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    made = datetime(2026, 11, 20, 9, tzinfo=UTC)
    with clock.frozen(made):
        ask_id = promised(cast, group_id)

    with clock.frozen(made + timedelta(hours=48, seconds=-1)):
        assert free_places(cast.stranger, group_id) == 0
        with pytest.raises(NoFreePlace):
            filled(cast.institution, group_id)
    with clock.frozen(made + timedelta(hours=48)):
        assert free_places(cast.stranger, group_id) == 1
        with cast.centre.acting() as scope, pytest.raises(HoldLapsed):
            reserve(scope, ask_id)
        filled(cast.institution, group_id)


def test_a_hold_lasts_its_hours_also_when_the_clocks_go_back(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    saturday = datetime(2026, 10, 24, 12, tzinfo=clock.LOCAL)
    with clock.frozen(saturday):
        promised(cast, group_id)

    with clock.frozen(datetime(2026, 10, 26, 10, 59, 59, tzinfo=clock.LOCAL)):
        assert free_places(cast.stranger, group_id) == 0
    with clock.frozen(datetime(2026, 10, 26, 11, tzinfo=clock.LOCAL)):
        assert free_places(cast.stranger, group_id) == 1


@pytest.mark.parametrize(
    "midnight",
    [
        datetime(2026, 11, 20, 23, tzinfo=UTC),  # winter: an hour ahead of UTC
        datetime(2026, 7, 20, 22, tzinfo=UTC),  # summer: two
        datetime(2026, 3, 29, 22, tzinfo=UTC),  # the evening after the clocks went forward
        datetime(2026, 10, 25, 23, tzinfo=UTC),  # the evening after they went back
    ],
)
def test_a_place_becomes_free_at_midnight_where_the_homes_are(
    cast: Cast, midnight: datetime
) -> None:
    with clock.frozen(midnight - timedelta(hours=12)):
        group_id = factories.group(cast.institution, capacity=1)
        filled(cast.institution, group_id, 0, 1, CLOSURE)

    with clock.frozen(midnight - timedelta(seconds=1)):
        assert free_places(cast.stranger, group_id) == 0
        with pytest.raises(NoFreePlace):
            filled(cast.institution, group_id)
    with clock.frozen(midnight):
        assert free_places(cast.stranger, group_id) == 1
        filled(cast.institution, group_id)


def test_an_overstay_keeps_its_place_and_nobody_is_given_it(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    filled(cast.institution, group_id, 0, 3)
    later = clock.now() + timedelta(days=10)

    with clock.frozen(later):
        assert [free_places(cast.stranger, group_id, day) for day in (0, 1, 60)] == [0, 0, 0]
        for starts in (0, 30):
            with pytest.raises(NoFreePlace):
                filled(cast.institution, group_id, starts)


def test_a_place_promised_to_somebody_counts_even_if_another_outstays_on_it(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=2)
    filled(cast.institution, group_id, 0, 3, number=1)
    filled(cast.institution, group_id, 0, 5, CLOSURE, number=2)
    ask_id = promised(cast, group_id, starts=3, hours=24 * 14)
    with cast.centre.acting() as scope, transaction():
        reservation = reserve(scope, ask_id).id

    with clock.frozen(clock.now() + timedelta(days=6)):
        assert free_places(cast.stranger, group_id) == 0
        with pytest.raises(NoFreePlace):
            filled(cast.institution, group_id)
        with cast.institution.acting() as scope, transaction():
            begin_stay(scope, reservation, clock.today(), None)
        assert free_places(cast.stranger, group_id) == 0


def test_retired_places_are_given_to_nobody_and_come_back_first(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=3)
    filled(cast.institution, group_id, number=2)
    with cast.institution.acting() as scope, transaction():
        actions.set_capacity(scope, group_id, 1)

    assert free_places(cast.stranger, group_id) == 0
    with pytest.raises(NoFreePlace):
        filled(cast.institution, group_id)

    with cast.institution.acting() as scope, transaction():
        actions.set_capacity(scope, group_id, 4)
    with cast.stranger.acting() as scope:
        found = published_group(scope, group_id)
    assert [slot.number for slot in found.places] == [1, 2, 3, 4]
    assert found.counts(clock.today()).free == 3


def test_a_place_that_is_promised_for_later_cannot_be_retired(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=1)
    promised(cast, group_id, starts=20)

    with cast.institution.acting() as scope, pytest.raises(PlacesFilled), transaction():
        actions.close_group(scope, group_id)


def test_closing_and_opening_a_place_moves_exactly_one(cast: Cast) -> None:
    group_id = factories.group(cast.institution, capacity=3)
    with cast.institution.acting() as scope, transaction():
        closure = actions.close_place(
            scope, group_id, starts=ahead(0), ends=ahead(4), reason=ClosureReason.WORKS, number=2
        ).id
    assert [free_places(cast.centre, group_id, day) for day in (0, 3, 4)] == [2, 2, 3]

    with cast.institution.acting() as scope, transaction():
        actions.open_place(scope, group_id, closure)
    assert free_places(cast.centre, group_id) == 3
