"""What was written in programmes goes with the file, or by the rule; who takes part stands against
an erasure."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.records import door
from network.requests.actions import sharing
from network.rights import erasing, keeping, obstacles
from network.rights.kinds import Obstacle, Right, What
from network.rights.obstacles import StillKept
from network.rights.retention import RecordClass
from network.words.door import ERASED
from tenants import clock
from tenants.cluster import Cluster
from tenants.database import db, transaction
from tests.actors import Cast
from tests.database import Database
from tests.rights.asking import House, at_the_centre, at_the_home, erased, granted, to_erase
from tests.rights.lived import CANARY, began, ended, filed, finished, words_of
from tests.rights.outlived import FIVE_YEARS, gone, keep_words
from tests.rights.test_erasing import dumped

OF_THE_GROUP = "session"  # belongs to nobody's file


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    return at_the_home(cast, owner)


def test_with_the_file_goes_every_word_of_its_programmes(
    cast: Cast, house: House, owner: Engine, cluster: Cluster, database: Database
) -> None:
    lived = began(cast, house)
    filed(house, lived)
    finished(cast, lived)
    before = words_of(cast, lived)

    erased(house)

    after = words_of(cast, lived)
    assert set(before.values()) == {CANARY}
    assert after.pop(OF_THE_GROUP) == CANARY
    assert after.pop("ask") == after.pop("report") == ""
    assert set(after.values()) == {ERASED}
    assert CANARY.encode() not in dumped(cluster, database)
    with owner.connect() as connection:
        kept = connection.scalars(
            text("SELECT subject_id FROM word_keys WHERE tenant_id = :t AND wrapped IS NOT NULL"),
            {"t": cast.institution.tenant_id},
        ).all()
    assert kept == [lived.session_id]


def test_what_belongs_to_no_file_goes_by_the_rule_once_it_is_over(cast: Cast, house: House) -> None:
    over, goes_on = began(cast, house), began(cast, house, "P2")
    finished(cast, over)
    keep_words(house.dpo, 5)

    with clock.frozen(clock.now() + FIVE_YEARS), house.dpo.acting() as scope:
        would = {one.thing.id: one for one in keeping.would_go(scope, RecordClass.WORDS).rows}
    gone(house.dpo)

    assert {
        would[each].thing.what for each in (over.session_id, over.enrolment_id, over.ask_id)
    } == {
        What.SESSION,
        What.ENROLMENT,
        What.ASK,
    }
    assert goes_on.enrolment_id not in would
    assert goes_on.ask_id not in would
    assert {*words_of(cast, over).values()} == {ERASED, ""}
    still = words_of(cast, goes_on)
    assert (still["goal"], still["plan"], still["session of one"]) == (CANARY,) * 3
    assert still["session"] == ERASED


def test_work_that_is_not_finished_stands_against_its_own_words(cast: Cast, house: House) -> None:
    lived = began(cast, house)
    ended(cast, lived)
    keep_words(house.dpo, 5)

    with clock.frozen(clock.now() + FIVE_YEARS), house.dpo.acting() as scope:
        rows = keeping.would_go(scope, RecordClass.WORDS).rows
        [case] = [one for one in rows if one.thing.what is What.CASE]
        [against] = obstacles.against(scope, case.thing)

    assert list(case.kept) == [against.reason] == [Obstacle.CASE]


def test_the_years_count_from_the_last_word(cast: Cast, house: House) -> None:
    lived = began(cast, house)
    finished(cast, lived)
    filed(house, lived)
    with house.dpo.acting() as scope, transaction():
        keeping.set_years(scope, years=5)

    a_year_less = clock.now() + timedelta(days=5 * 365 - 10)
    with clock.frozen(a_year_less), house.dpo.acting() as scope:
        assert keeping.would_go(scope).rows == []
    with clock.frozen(clock.now() + FIVE_YEARS), house.dpo.acting() as scope:
        [would] = keeping.would_go(scope).rows

    assert would.since == clock.today()


def test_who_takes_part_is_not_erased(cast: Cast, house: House) -> None:
    lived = began(cast, house)
    filed(house, lived)
    rights_request_id = granted(house, Right.ERASURE)

    with house.dpo.acting() as scope, transaction():
        standing = obstacles.of_file(scope, house.person_id)
        with pytest.raises(StillKept, match="still works on"):
            erasing.ask(scope, rights_request_id)
    ended(cast, lived)
    with house.dpo.acting() as scope:
        [work] = obstacles.of_file(scope, house.person_id)

    assert {(one.reason, bool(one.number)) for one in standing} == {
        (Obstacle.ENROLMENT, True),
        (Obstacle.CASE, True),
    }
    assert work.reason is Obstacle.CASE


def test_nor_is_the_file_of_whoever_asked_while_they_take_part(
    cast: Cast, house: House, owner: Engine
) -> None:
    asker = at_the_centre(cast, owner)
    lived = began(cast, house)
    with cast.centre.acting() as scope:
        request_id = db.session.scalar(
            text("SELECT request_id FROM asks WHERE id = :id"), {"id": lived.ask_id}
        )
    with asker.worker.acting() as scope, transaction():
        sharing.link_file(scope, request_id, door.person(scope, asker.person_id).number)

    with asker.dpo.acting() as scope:
        while_there = {one.reason for one in obstacles.of_file(scope, asker.person_id)}
    finished(cast, lived)
    with asker.dpo.acting() as scope:
        afterwards = {one.reason for one in obstacles.of_file(scope, asker.person_id)}

    assert while_there == {Obstacle.ENROLMENT, Obstacle.REQUEST}
    assert afterwards == set()


def test_the_database_refuses_what_the_rule_forgot(cast: Cast, house: House) -> None:
    erasure_id = to_erase(house)
    filed(house, began(cast, house))

    with house.head.acting():
        with pytest.raises(DBAPIError, match="something stands against this erasure"):
            db.session.execute(
                text(
                    "UPDATE erasures SET confirmed_at = app_now(), confirmed_by_id = app_member()"
                    " WHERE id = :id"
                ),
                {"id": erasure_id},
            )
        db.session.rollback()
