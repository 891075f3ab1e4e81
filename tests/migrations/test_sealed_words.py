"""What was written before 0033 is sealed by it and still read; going down it is plain again."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from migrations.sealing import KeysMissing
from network.app import create_app
from network.notes import queries as notes
from network.placements import outcomes
from network.placements import queries as placements
from network.requests import around, drafts, queries, spoken, thread
from network.requests.actions import appealing
from tenants.cluster import Cluster
from tenants.database import db
from tenants.preparation import downgrade, upgrade
from tests.actors import Actor, Cast, engage
from tests.database import Database, migrated_database
from tests.spoken import CANARY, Spoken, written_all_over

pytestmark = pytest.mark.older
BEFORE = "0032_opened_files"
MANY = 2000
# Every column of every table that can hold words.
COLUMNS = text(
    "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
    " AND NOT a.attisdropped AND c.relname NOT LIKE 'procrastinate%' ORDER BY 1, 2"
)
MANY_MORE = text(
    "INSERT INTO messages (tenant_id, id, ask_id, recipient_id, body, by_tenant_id, by_member_id,"
    " by_name, created_at) SELECT tenant_id, gen_random_uuid(), ask_id, recipient_id, body || n,"
    " by_tenant_id, by_member_id, by_name, created_at"
    " FROM (SELECT * FROM messages LIMIT 1) m, generate_series(1, :many) n"
)


@pytest.fixture
def own(cluster: Cluster) -> Iterator[Database]:
    """A database for this test alone, which goes down and up."""
    with migrated_database(cluster) as database:
        yield database


@pytest.fixture
def engine(own: Database) -> Iterator[Engine]:
    engine = create_engine(own.owner_url)
    yield engine
    engine.dispose()


@pytest.fixture
def running(own: Database) -> Iterator[Flask]:
    app = create_app(own.settings)
    app.testing = True
    yield app
    with app.app_context():
        db.engine.dispose()


def test_it_goes_down_plain_and_up_sealed_and_everybody_still_reads_it(
    running: Flask, engine: Engine, own: Database
) -> None:
    cast = engage(running, engine)
    told = written_all_over(cast)
    keys = (own.keys, "")

    sealed_first = holding(engine, CANARY)
    downgrade(engine, BEFORE, keys=keys)
    plain = holding(engine, CANARY)
    with engine.begin() as connection:
        connection.execute(MANY_MORE, {"many": MANY})
    upgrade(engine, keys=keys)

    assert sealed_first == holding(engine, CANARY) == set()
    assert plain == PLAIN
    everything_is_read(cast, told)


def test_without_the_keys_it_says_so_and_changes_nothing(
    running: Flask, engine: Engine, own: Database
) -> None:
    written_all_over(engage(running, engine))
    downgrade(engine, BEFORE, keys=(own.keys, ""))
    before = holding(engine, CANARY)
    elsewhere = own.keys.with_name("nowhere")

    with pytest.raises(KeysMissing, match="bring them"):
        upgrade(engine, keys=(elsewhere, ""))
    engine.dispose()  # its connection was left acting as the owner of the tables

    assert before == PLAIN
    assert holding(engine, CANARY) == before


def everything_is_read(cast: Cast, told: Spoken) -> None:
    with cast.centre.acting() as scope:
        request = queries.get_request(scope, told.request_id)
        assert spoken.narrative(scope, request) == spoken.Narrative(CANARY, CANARY)
        assert CANARY in spoken.reasons(scope, queries.request_steps(scope, request.id)).values()
        [meeting] = appealing.meetings_of(scope, request.id)
        assert (meeting.called_for, meeting.conclusion) == (CANARY, CANARY)
        draft = drafts.whole(scope, drafts.get(scope, told.draft_id))
        assert (draft["risks"], draft["own_words"]) == (CANARY, CANARY)
        [note] = notes.newest(scope, [told.request_id])
        assert notes.said(scope, [note]) == {note.id: CANARY}
    for actor in (cast.centre, cast.institution):
        both_sides_read(actor, told)


def both_sides_read(actor: Actor, told: Spoken) -> None:
    with actor.acting() as scope:
        ask = queries.get_ask(scope, told.ask_id)
        seen = thread.disclosed(scope, ask)
        assert {seen["risks"], seen["own_words"], seen["why"]} == {CANARY}
        said = [one.body for one in thread.messages(scope, ask)]
        assert (said.count(CANARY), len(said)) == (2, 2 + MANY)
        noted = [one.kind for one in thread.timeline(scope, ask) if one.text == CANARY]
        assert {"interest", "arrange_visit", "visit", "offer", "message"} <= set(noted)
        [asked] = around.questions(scope, ask)
        assert (asked.body, asked.answer) == (CANARY, CANARY)
        assert around.wish_words(scope, ask, around.visit(scope, ask)) == CANARY
        stay = placements.get(scope, told.placement_id)
        how = outcomes.said(scope, stay, outcomes.of_placement(stay))
        assert list(how.values()) == [CANARY, CANARY]


PLAIN = {
    "appeals.called_for",
    "appeals.conclusion",
    "ask_questions.answer",
    "ask_questions.body",
    "ask_steps.note",
    "disclosures.content",
    "messages.body",
    "notes.body",
    "placement_outcomes.words",
    "request_drafts.content",
    "request_steps.reason",
    "requests.own_words",
    "requests.risks",
    "visits.wish_words",
}


def holding(engine: Engine, word: str) -> set[str]:
    """The columns in which that word stands, plainly or in hexadecimal digits."""
    with engine.connect() as connection:
        return {
            f"{table}.{column}"
            for table, column in connection.execute(COLUMNS)
            if connection.scalar(
                text(
                    f"SELECT EXISTS (SELECT FROM {table} WHERE {column}::text LIKE :plain"
                    f" OR {column}::text LIKE :hexed)"
                ),
                {"plain": f"%{word}%", "hexed": f"%{word.encode().hex()}%"},
            )
        }
