"""A place more than a group is for: a head's word, dated, and never taken from under anybody."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.availability import actions, extra
from network.availability.claims import NoFreePlace, claim
from network.availability.holds import end_stay, replan_stay
from network.availability.places import PlacesFilled
from network.availability.profile import ExtraReason, OccupancyKind
from network.availability.published import published_group
from network.availability.queries import house
from tenants import clock
from tenants.database import transaction
from tenants.errors import Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague

TEN_DAYS = timedelta(days=10)


def authorised(home: Actor, group_id: UUID, starts: int = 0, ends: int = 10) -> UUID:
    with home.acting() as scope, transaction():
        return extra.authorise(
            scope,
            group_id,
            starts=later(starts),
            ends=later(ends),
            reason=ExtraReason.CRISIS,
        ).id


def later(days: int) -> date:
    return clock.today() + timedelta(days=days)


def lives(home: Actor, group_id: UUID, ends: int | None = None, starts: int = 0) -> UUID:
    with home.acting() as scope, transaction():
        return claim(
            scope,
            group_id,
            kind=OccupancyKind.STAY,
            starts=later(starts),
            ends=None if ends is None else later(ends),
        ).id


def test_the_network_sees_one_more_place_and_who_authorised_it(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=1)
    lives(home, group_id)

    authorised(home, group_id)
    lives(home, group_id, ends=10)

    with cast.centre.acting() as scope:
        group = published_group(scope, group_id)
        crowd = group.crowd(clock.today())
        assert (crowd.lived, crowd.capacity, crowd.extra) == (2, 1, 1)
        assert crowd.authorised_by == ("institution worker",)
        assert group.counts(clock.today()).free == 0
        assert group.counts(later(10)).places == 1


def test_a_stay_that_outlasts_the_extra_place_does_not_get_it(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=1)
    lives(home, group_id)
    authorised(home, group_id, starts=2)

    for starts, ends in ((2, None), (2, 11), (1, 5)):
        with pytest.raises(NoFreePlace):
            lives(home, group_id, starts=starts, ends=ends)

    assert lives(home, group_id, starts=2, ends=10)


def test_a_planned_end_beyond_the_extra_place_needs_another_one(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=1)
    first = lives(home, group_id)
    authorised(home, group_id)
    second = lives(home, group_id, ends=5)

    with home.acting() as scope, pytest.raises(NoFreePlace), transaction():
        replan_stay(scope, second, later(20))
    with home.acting() as scope, transaction():
        end_stay(scope, first, clock.today())
        moved = replan_stay(scope, second, later(20)).id

    assert moved != second


def test_it_does_not_end_while_somebody_lives_on_it(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=1)
    lives(home, group_id)
    place_id = authorised(home, group_id)
    lives(home, group_id, ends=5)

    with home.acting() as scope, pytest.raises(PlacesFilled), transaction():
        extra.change_end(scope, group_id, place_id, ends=later(3), note="Prej")
    with home.acting() as scope, transaction():
        extra.change_end(scope, group_id, place_id, ends=later(20), note="Še teden")

    with home.acting() as scope:
        kept = extra.extra_place(scope, group_id, place_id)
        assert (kept.retired_on, kept.end_note) == (later(20), "Še teden")


def test_one_that_nobody_needs_ends_today_and_one_to_come_never_stands(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=2)
    now, to_come = authorised(home, group_id), authorised(home, group_id, starts=5)

    with home.acting() as scope, transaction():
        for place_id in (now, to_come):
            extra.change_end(scope, group_id, place_id, ends=clock.today(), note="Ni več treba")

    with home.acting() as scope:
        assert extra.extra_places(scope, group_id) == []
        assert [len(house(scope, group_id).strip(group_id, later(at))) for at in (0, 6)] == [2, 2]


def test_who_still_lives_on_one_that_is_over_counts_against_the_others(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=2)
    lives(home, group_id)
    lives(home, group_id, ends=30)
    authorised(home, group_id)
    lives(home, group_id, ends=10)

    with clock.frozen(clock.now() + timedelta(days=12)):
        # Three live where two may: nothing is free before one of them leaves.
        with pytest.raises(NoFreePlace):
            lives(home, group_id, ends=5)
        with cast.centre.acting() as scope:
            group = published_group(scope, group_id)
            assert group.counts(clock.today()).free == 0
            assert group.crowd(clock.today()).over
            assert group.counts(later(18)).free == 0
    with clock.frozen(clock.now() + timedelta(days=31)), pytest.raises(NoFreePlace):
        lives(home, group_id)


def test_the_capacity_counts_without_it_and_a_group_does_not_close_over_it(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home, capacity=2)
    authorised(home, group_id)
    with home.acting() as scope, transaction():
        claim(
            scope,
            group_id,
            kind=OccupancyKind.STAY,
            starts=clock.today(),
            ends=later(5),
            number=3,
        )

    with home.acting() as scope, transaction():
        actions.set_capacity(scope, group_id, 1)
    with home.acting() as scope, pytest.raises(PlacesFilled), transaction():
        actions.close_group(scope, group_id)

    with home.acting() as scope:
        assert house(scope, group_id).places(group_id) == 1


@pytest.mark.parametrize(("starts", "ends"), [(-1, 5), (0, 0), (3, 2)])
def test_days_that_are_over_or_turned_round_are_refused(cast: Cast, starts: int, ends: int) -> None:
    group_id = factories.group(cast.institution)

    with pytest.raises(Invalid):
        authorised(cast.institution, group_id, starts, ends)


def test_only_a_head_authorises_and_another_reason_needs_words(cast: Cast, owner: Engine) -> None:
    home = cast.institution
    group_id = factories.group(home)
    counsellor = colleague(owner, home, "Counsellor", Role.COUNSELLOR)

    with pytest.raises(NotAllowed):
        authorised(counsellor, group_id)
    with home.acting() as scope, pytest.raises(Invalid), transaction():
        extra.authorise(
            scope,
            group_id,
            starts=clock.today(),
            ends=clock.today() + TEN_DAYS,
            reason=ExtraReason.OTHER,
        )


def test_the_extra_place_of_another_home_or_group_is_not_found(cast: Cast) -> None:
    here = factories.group(cast.institution)
    there = factories.group(cast.institution, name="Tam")
    place_id = authorised(cast.institution, there)

    for actor, group_id in ((cast.institution, here), (cast.stranger, there)):
        with actor.acting() as scope, pytest.raises(NotFound):
            extra.change_end(scope, group_id, place_id, ends=clock.today(), note="Ne")
