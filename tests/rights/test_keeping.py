"""A house says how long it keeps files; what is old enough is proposed, and somebody confirms."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.jobs import every_job
from network.jobs.registry import ROUNDS
from network.records import door
from network.requests.actions import sharing
from network.rights import erasing, keeping, obstacles
from network.rights.kinds import Obstacle
from tenants import clock
from tenants.database import transaction
from tenants.errors import Invalid, NotAllowed
from tests import factories
from tests.actors import Cast
from tests.rights.asking import House, at_the_centre, with_another_file

LATER = timedelta(days=6 * 366)


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    return at_the_centre(cast, owner)


def set_to(house: House, years: int) -> None:
    with house.dpo.acting() as scope, transaction():
        keeping.set_years(scope, years=years)


def test_without_a_rule_nothing_ever_goes(house: House) -> None:
    with clock.frozen(clock.now() + 20 * LATER), house.dpo.acting() as scope:
        assert keeping.years(scope) is None
        assert keeping.would_go(scope).rows == []


def test_a_dry_run_tells_what_would_go_and_what_stands_against_it(house: House) -> None:
    other = with_another_file(house)
    request_id = factories.request(house.worker)
    with house.worker.acting() as scope, transaction():
        sharing.link_file(scope, request_id, door.person(scope, other.person_id).number)
    set_to(house, 5)

    with house.dpo.acting() as scope:
        today = keeping.would_go(scope).rows
    with clock.frozen(clock.now() + LATER), house.dpo.acting() as scope:
        later = {one.thing.id: list(one.kept) for one in keeping.would_go(scope).rows}

    assert today == []
    assert later == {house.person_id: [], other.person_id: [Obstacle.REQUEST]}


def test_until_it_is_over_the_rule_is_a_duty_to_keep(house: House) -> None:
    set_to(house, 5)

    with house.dpo.acting() as scope:
        [kept] = obstacles.of_file(scope, house.person_id)

    assert kept.reason is Obstacle.RETENTION
    assert kept.until is not None
    assert kept.until.year == clock.today().year + 5


def test_by_night_it_is_proposed_once_and_one_person_confirms_them_all(
    app: Flask, house: House
) -> None:
    with_another_file(house)
    set_to(house, 5)
    assert every_job.known()

    with clock.frozen(clock.now() + LATER):
        for _ in range(2):
            with app.app_context():
                ROUNDS["retention"][1]()
        with house.head.acting() as scope, transaction():
            proposed = erasing.erasures(scope).rows
            assert {(one.ground, one.asked_by) for one in proposed} == {("retention", "")}
            ids = [one.id for one in proposed]
            assert erasing.confirm_all(scope, erasure_ids=ids, files=2) == len(ids) == 2
    with house.worker.acting() as scope, pytest.raises(door.Erased):
        door.read(scope, house.person_id)


def test_what_was_dropped_is_not_proposed_again_soon(app: Flask, house: House) -> None:
    set_to(house, 5)
    assert every_job.known()

    with clock.frozen(clock.now() + LATER):
        with app.app_context():
            ROUNDS["retention"][1]()
        with house.head.acting() as scope, transaction():
            [proposed] = [one.id for one in erasing.erasures(scope).rows]
            erasing.drop(scope, proposed)
        with app.app_context():
            ROUNDS["retention"][1]()
        with house.head.acting() as scope:
            assert [one.id for one in erasing.erasures(scope).rows] == [proposed]


def test_only_who_decides_sets_it_and_within_bounds(house: House) -> None:
    with house.worker.acting() as scope, transaction():
        with pytest.raises(NotAllowed):
            keeping.set_years(scope, years=5)
        with pytest.raises(NotAllowed):
            keeping.would_go(scope)
    with house.dpo.acting() as scope, transaction(), pytest.raises(Invalid):
        keeping.set_years(scope, years=51)
