"""Isolation is the database's work: what the whole schema promises, whoever asks and however."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, func, select, text

from network.requests.lifecycle import MOVES
from network.requests.models import Ask
from tenants.database import db
from tenants.errors import NoScope
from tenants.inspection import BEHIND_NO_POLICY
from tests import factories
from tests.actors import Cast
from tests.database import Database
from tests.promises.audit import leaks
from tests.promises.borders import FOR_ALL, PERSONAL
from tests.promises.eyes import as_actor, tables
from tests.promises.retelling import Told

pytestmark = pytest.mark.older


@pytest.fixture
def eyes(database: Database) -> Iterator[Engine]:
    """Connections as the application's role, without the application."""
    engine = create_engine(database.app_url)
    yield engine
    engine.dispose()


def test_nothing_leaks_from_a_database_with_everything_in_it(
    copy: tuple[Engine, Engine], told: Told
) -> None:
    assert list(leaks(copy[0], told.story)) == []


def test_reading_outside_any_scope_is_loud(app: Flask, cast: Cast):
    factories.ask(cast.centre, factories.group(cast.institution))

    with app.app_context():
        for read in (
            select(Ask),
            select(func.count()).select_from(Ask),
            select(Ask.__table__.c.id),
            select(Ask.id).where(Ask.id == uuid4()),
        ):
            with pytest.raises(NoScope):
                db.session.execute(read)
            db.session.rollback()


def test_a_connection_that_served_somebody_remembers_nothing(app: Flask, cast: Cast):
    factories.group(cast.institution)
    with cast.institution.acting():
        assert db.session.scalar(text("SELECT count(*) FROM groups")) == 1

    with app.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM groups")) == 0


def test_the_lifecycle_in_the_database_is_the_lifecycle_in_the_code(owner: Engine):
    with owner.connect() as connection:
        rows = connection.execute(text("SELECT before, move, party, after FROM ask_moves")).all()

    assert {tuple(row) for row in rows} == {
        (before.value, move.value, party.value, after.value)
        for (before, move), (party, after) in MOVES.items()
    }


def test_nothing_in_the_database_reads_the_clock_but_its_one_door(owner: Engine):
    clocks = (
        r"\m(now|clock_timestamp|statement_timestamp|transaction_timestamp|current_date"
        r"|current_timestamp|localtimestamp|timeofday)\M"
    )
    with owner.connect() as connection:
        found = connection.scalars(
            text(
                "SELECT 'policy ' || polname FROM pg_policy WHERE concat(pg_get_expr(polqual,"
                " polrelid), pg_get_expr(polwithcheck, polrelid)) ~* :clocks"
                " UNION ALL SELECT 'view ' || viewname FROM pg_views"
                " WHERE schemaname = 'public' AND definition ~* :clocks"
                " UNION ALL SELECT 'default of ' || adrelid::regclass FROM pg_attrdef"
                " WHERE pg_get_expr(adbin, adrelid) ~* :clocks"
                # The queue of jobs is a library's, and no row of ours depends on its times.
                " AND adrelid::regclass::text NOT LIKE 'procrastinate%'"
                " UNION ALL SELECT 'function ' || proname FROM pg_proc"
                " WHERE pronamespace = 'public'::regnamespace AND prosrc ~* :clocks"
                " AND proname <> 'app_now' AND proname NOT LIKE 'procrastinate%'"
                " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid"
                " AND deptype = 'e')"
            ),
            {"clocks": clocks},
        ).all()

    assert found == []


def test_no_function_of_ours_acts_with_anothers_rights(owner: Engine):
    with owner.connect() as connection:
        definers = connection.scalars(
            text(
                "SELECT proname FROM pg_proc WHERE prosecdef"
                " AND pronamespace = 'public'::regnamespace"
            )
        ).all()

    assert definers == []


def test_the_tenant_leads_every_key_and_no_key_points_across(owner: Engine):
    with owner.connect() as connection:
        ours = [table for table in tables(connection) if table not in FOR_ALL]
        keys = connection.execute(text(KEYS)).all()

    led = {
        table for table, kind, columns, _, _ in keys if kind == "p" and columns[0] == "tenant_id"
    }
    without = {"tenants", "networks", "network_tenants", "accounts", "throttles", "challenges"}
    assert set(ours) - led == without | PERSONAL
    loose = [
        (table, columns)
        for table, kind, columns, target, _ in keys
        if kind == "f"
        and target not in {"tenants", "networks", "accounts"} | BEHIND_NO_POLICY.keys()
        and not any(
            column.endswith(("tenant_id", "recipient_id", "asker_id")) for column in columns
        )
    ]
    assert loose == []


LEADER = "tenant_id"
PARTIES = ("tenant_id", "recipient_id", "asker_id")
KEYS = """
SELECT c.conrelid::regclass::text, c.contype,
       ARRAY(SELECT attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, i)
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY i),
       c.confrelid::regclass::text, c.conname
FROM pg_constraint c
WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'f')
"""


def test_every_query_of_a_tenant_finds_an_index(owner: Engine):
    """Each foreign key is led by an index, so that no look-up reads a whole table."""
    with owner.connect() as connection:
        bare = connection.execute(text(UNINDEXED)).all()

    assert bare == []


UNINDEXED = """
SELECT c.conrelid::regclass::text, c.conname FROM pg_constraint c
WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid
                  AND i.indkey[0] = ANY (c.conkey))
"""


def test_a_set_time_counts_only_in_a_demo_or_test_database(owner: Engine, eyes: Engine, cast: Cast):
    with as_actor(eyes, cast.centre) as connection:
        connection.execute(text("SELECT set_config('app.now', '2001-01-01T00:00:00Z', true)"))
        assert connection.scalar(text("SELECT extract(year FROM app_now())")) == 2001

    with owner.begin() as connection:
        connection.execute(text("UPDATE deployment SET kind = 'production'"))
    try:
        with as_actor(eyes, cast.centre) as connection:
            connection.execute(text("SELECT set_config('app.now', '2001-01-01T00:00:00Z', true)"))
            assert connection.scalar(text("SELECT app_now() = now()")) is True
    finally:
        with owner.begin() as connection:
            connection.execute(text("UPDATE deployment SET kind = 'test'"))
