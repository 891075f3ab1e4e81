"""What is corrected is kept as it was, and whoever was shown it is told."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.consent.kinds import Category
from network.jobs import every_job
from network.jobs.registry import JOBS
from network.records import door
from network.requests.actions import sharing
from network.rights import queries, rectifying
from network.rights.corrected import Change, of_request
from network.rights.kinds import Right
from tenants.database import transaction
from tenants.errors import Conflict, NotFound
from tests import shares
from tests.actors import Cast
from tests.rights.asking import House, at_the_centre, granted
from tests.rights.test_restriction import may_be_shown

RIGHT = {"first_name": "Živana", "last_name": "Ilić"}
TOLD = text("SELECT tenant_id, kind FROM notices WHERE kind = 'file_rectified'")
WAITING = text("SELECT args FROM procrastinate_jobs WHERE task_name = 'file_rectified'")


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    return at_the_centre(cast, owner)


def corrected(house: House) -> UUID:
    rights_request_id = granted(house, Right.RECTIFICATION)
    with house.worker.acting() as scope, transaction():
        rectifying.rectify(scope, rights_request_id, Category.IDENTITY, RIGHT)
    return rights_request_id


def test_what_stood_before_is_kept_beside_what_stands_now(house: House) -> None:
    id_ = corrected(house)

    with house.worker.acting() as scope:
        [one] = of_request(scope, queries.request(scope, id_))
        said = door.read(scope, house.person_id, Category.IDENTITY)[Category.IDENTITY].values
    with house.dpo.acting() as scope:
        assert of_request(scope, queries.request(scope, id_)) == []

    assert one.changes == [Change("first_name", "Živa", "Živana")]
    assert said == RIGHT


def test_nothing_new_and_nobody_who_does_not_open_the_file(house: House) -> None:
    id_ = corrected(house)

    with house.worker.acting() as scope, transaction(), pytest.raises(Conflict):
        rectifying.rectify(scope, id_, Category.IDENTITY, RIGHT)
    with house.dpo.acting() as scope, transaction(), pytest.raises(NotFound):
        rectifying.rectify(scope, id_, Category.IDENTITY, {})


def test_houses_to_which_it_was_shown_are_told_once(app: Flask, cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner, birth_date=shares.born())
    ask_id = may_be_shown(cast, house)
    with house.worker.acting() as scope, transaction():
        sharing.show_parts(scope, ask_id, [Category.IDENTITY])
    corrected(house)
    assert every_job.known()

    with owner.connect() as connection:
        [args] = connection.scalars(WAITING)
    for _ in range(2):
        with app.app_context():
            JOBS[rectifying.RECTIFIED](**args)

    with owner.connect() as connection:
        told = connection.execute(TOLD).all()
    assert {row.tenant_id for row in told} == {cast.institution.tenant_id}
    assert len(told) == 1
