"""What was written about nobody's file goes when the house has kept it long enough: for ever."""

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.jobs import every_job
from network.jobs.registry import ROUNDS
from network.notes import actions as noting
from network.records import door
from network.requests import queries as requests
from network.requests import spoken, thread
from network.requests.actions import searching, sharing
from network.rights import erasing, keeping, obstacles
from network.rights.kinds import Obstacle, What
from network.rights.obstacles import StillKept
from network.rights.retention import RecordClass
from network.words.door import ERASED, WordsErased
from tenants import clock
from tenants.cluster import Cluster
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotAllowed
from tests import factories
from tests.actors import Cast
from tests.database import Database
from tests.rights.outlived import CANARY, FIVE_YEARS, Search, another, ended, gone, keep_words
from tests.rights.outlived import proposed as proposed_to
from tests.rights.test_erasing import dumped

WORDS = RecordClass.WORDS


@pytest.fixture
def search(cast: Cast, owner: Engine) -> Search:
    return ended(cast, owner)


def test_a_dry_run_tells_what_would_go_and_since_when_nobody_goes_on_with_it(
    cast: Cast, search: Search
) -> None:
    open_still = factories.request(search.centre.worker)
    keep_words(search.centre.dpo, 5)
    keep_words(search.home_head, 5)

    with search.centre.dpo.acting() as scope:
        today = keeping.would_go(scope, WORDS).rows
    with clock.frozen(clock.now() + FIVE_YEARS):
        with search.centre.dpo.acting() as scope:
            later = {one.thing.id: one for one in keeping.would_go(scope, WORDS).rows}
        with search.home_head.acting() as scope:
            [of_home] = keeping.would_go(scope, WORDS).rows
        with cast.stranger.acting() as scope:
            assert keeping.would_go(scope, WORDS).rows == []

    assert today == []
    assert {id_: list(one.kept) for id_, one in later.items()} == {
        search.request_id: [],
        open_still: [Obstacle.REQUEST],
    }
    assert later[search.request_id].since == clock.today()
    assert (of_home.thing.what, of_home.thing.id) == (What.ASK, search.ask_id)


def test_afterwards_neither_side_reads_a_word_and_no_copy_tells_one(
    cast: Cast, search: Search, owner: Engine, cluster: Cluster, database: Database
) -> None:
    with search.centre.worker.acting() as scope:
        before = spoken.narrative(scope, requests.get_request(scope, search.request_id))
    keep_words(search.centre.dpo, 5)

    [erasure_id] = gone(search.centre.dpo)

    assert before == spoken.Narrative(CANARY, CANARY)
    with search.centre.worker.acting() as scope:
        asked = requests.get_request(scope, search.request_id)
        assert spoken.narrative(scope, asked) == spoken.Narrative(ERASED, ERASED)
        assert (asked.home_town, asked.file_reference) == ("", "")
        [ask] = requests.asks_of(scope, search.request_id)
        assert {said.body for said in thread.messages(scope, ask)} == {ERASED}
        with pytest.raises(WordsErased):
            noting.note_on_request(scope, search.request_id, CANARY)
    assert CANARY.encode() not in dumped(cluster, database)
    with owner.connect() as connection:
        kept = connection.execute(
            text("SELECT subject_id FROM word_keys WHERE wrapped IS NOT NULL")
        )
        notes = connection.execute(text("SELECT tenant_id FROM notes"))
        assert [row.subject_id for row in kept] == [search.ask_id]  # the home's own notes
        assert [row.tenant_id for row in notes] == [cast.institution.tenant_id]
    with search.centre.head.acting() as scope:
        found = erasing.certificate(scope, erasure_id)
    assert found.erasure.subject_number == asked.number
    assert found.digest == sealed_entry(owner, search, found.entry, "words_erased")


def sealed_entry(owner: Engine, search: Search, seq: int, detail: str) -> str:
    with owner.connect() as connection:
        seal = connection.scalar(
            text(
                "SELECT seal FROM trail_entries WHERE tenant_id = :tenant AND seq = :seq"
                " AND detail = :detail"
            ),
            {"tenant": search.centre.dpo.tenant_id, "seq": seq, "detail": detail},
        )
    return bytes(seal or b"").hex()


def test_a_home_lets_go_of_its_own_notes_on_an_ask_and_of_nothing_else(
    search: Search, owner: Engine
) -> None:
    keep_words(search.home_head, 5)

    gone(search.home_head)

    with owner.connect() as connection:
        notes = connection.execute(text("SELECT tenant_id FROM notes"))
        assert {row.tenant_id for row in notes} == {search.centre.dpo.tenant_id}
    with search.centre.worker.acting() as scope:
        asked = requests.get_request(scope, search.request_id)
        assert spoken.narrative(scope, asked) == spoken.Narrative(CANARY, CANARY)


def test_by_night_it_is_proposed_once_and_several_are_confirmed_by_their_number(
    app: Flask, cast: Cast, search: Search
) -> None:
    another(search, cast)
    keep_words(search.centre.dpo, 5)
    assert every_job.known()

    with clock.frozen(clock.now() + FIVE_YEARS):
        for _ in range(2):
            with app.app_context():
                ROUNDS["retention"][1]()
        with search.centre.head.acting() as scope, transaction():
            proposed = [one.id for one in erasing.erasures(scope, open_only=True).rows]
            with pytest.raises(Invalid):
                erasing.confirm_all(scope, erasure_ids=proposed)
            assert erasing.confirm_all(scope, erasure_ids=proposed, files=2) == 2
            with pytest.raises(Conflict):
                erasing.confirm(scope, proposed[0])


def test_what_belongs_to_a_file_by_then_or_is_kept_longer_now_stays(search: Search) -> None:
    keep_words(search.centre.dpo, 5)
    with clock.frozen(clock.now() + FIVE_YEARS):
        [erasure_id] = proposed_to(search.centre.dpo)
        keep_words(search.centre.dpo, 30)
        with search.centre.dpo.acting() as scope, transaction():
            thing = erasing.erasure(scope, erasure_id).thing
            [longer] = obstacles.against(scope, thing)
            with pytest.raises(StillKept):
                erasing.confirm(scope, erasure_id)
        keep_words(search.centre.dpo, 5)
        with search.centre.worker.acting() as scope, transaction():
            number = door.person(scope, search.centre.person_id).number
            searching.reopen_search(scope, search.request_id, CANARY)
            sharing.link_file(scope, search.request_id, number)
        with search.centre.dpo.acting() as scope, transaction():
            [used] = obstacles.against(scope, thing)
            with pytest.raises(StillKept):
                erasing.confirm(scope, erasure_id)

    assert (longer.reason, used.reason) == (Obstacle.RETENTION, Obstacle.IN_USE)


def test_the_database_refuses_what_the_rule_forgot(search: Search) -> None:
    keep_words(search.centre.dpo, 5)
    with clock.frozen(clock.now() + FIVE_YEARS):
        [erasure_id] = proposed_to(search.centre.dpo)
        keep_words(search.centre.dpo, 30)
        for actor in (search.centre.head, search.centre.dpo, search.centre.worker):
            for statement in (
                "UPDATE erasures SET confirmed_at = app_now(), confirmed_by_id = app_member()"
                " WHERE id = :id",
                "UPDATE word_keys SET wrapped = NULL, destroyed_at = app_now()"
                " WHERE CAST(:id AS uuid) IS NOT NULL",
                "DELETE FROM notes WHERE CAST(:id AS uuid) IS NOT NULL",
            ):
                with actor.acting():
                    try:
                        done = db.session.execute(text(statement), {"id": erasure_id}).rowcount
                    except DBAPIError:
                        done = 0
                    db.session.rollback()
                    assert done == 0, (actor.scope.member_name, statement)


def test_only_who_decides_sets_it_and_only_what_a_house_may_set(search: Search) -> None:
    with search.centre.worker.acting() as scope, transaction(), pytest.raises(NotAllowed):
        keeping.set_years(scope, record_class=WORDS, years=5)
    with search.centre.dpo.acting() as scope, transaction():
        for record_class, years in ((WORDS, 51), (RecordClass.NOTICES, 6), (RecordClass.TRAIL, 5)):
            with pytest.raises(Invalid):
                keeping.set_years(scope, record_class=record_class, years=years)
        keeping.set_years(scope, record_class=RecordClass.NOTICES, years=3)
        assert keeping.rules(scope) == {
            RecordClass.FILE: None,
            WORDS: None,
            RecordClass.NOTICES: 3,
            RecordClass.SESSIONS: 3,
            RecordClass.ELSEWHERE: 5,
        }
