"""The demo is made in an empty database only, and nothing else counts as a demo."""

from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, create_engine, text

from network.cli import main
from network.demo import marks
from network.demo.marks import Found
from network.deployment import Administration, make_ready
from tenants.cluster import Cluster
from tenants.database import new_id
from tenants.preparation import APP
from tests.database import Database, empty_database, migrated_database


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[Database]:
    with empty_database(cluster) as database:
        yield database


@pytest.fixture
def connection(empty: Database) -> Iterator[Connection]:
    engine = create_engine(empty.owner_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _prepare(cluster: Cluster, database: Database, kind: str) -> None:
    administration = Administration(
        cluster.url("postgres"), database.name, cluster.url(database.name, APP)
    )
    make_ready(administration, kind, lambda _: None)


def _found_network(connection: Connection) -> None:
    connection.execute(
        text("INSERT INTO networks (id, slug, name, created_at) VALUES (:id, 'a', 'A', now())"),
        {"id": new_id()},
    )


def test_an_empty_database_holds_nothing(connection: Connection):
    assert marks.look(connection) is Found.NOTHING


def test_somebody_elses_tables_are_something_else(connection: Connection):
    connection.execute(text("CREATE TABLE bills (amount integer)"))

    assert marks.look(connection) is Found.SOMETHING_ELSE


def test_a_demo_database_with_a_network_that_the_demo_did_not_make_is_something_else(
    cluster: Cluster, empty: Database, connection: Connection
):
    _prepare(cluster, empty, "demo")

    before = marks.look(connection)
    _found_network(connection)

    assert before is Found.NOTHING
    assert marks.look(connection) is Found.SOMETHING_ELSE
    assert not marks.is_demo(connection)


def test_what_an_interrupted_run_left_is_emptied_and_only_a_finished_one_is_a_demo(
    cluster: Cluster, empty: Database, connection: Connection
):
    _prepare(cluster, empty, "demo")
    marks.begin(connection)
    _found_network(connection)

    interrupted = marks.look(connection)
    marks.begin(connection)
    left = connection.scalar(text("SELECT count(*) FROM networks"))
    marks.finish(connection)

    assert (interrupted, left) == (Found.UNFINISHED, 0)
    assert marks.look(connection) is Found.DEMO
    assert marks.is_demo(connection)


def test_the_command_refuses_a_database_of_another_kind_and_changes_nothing(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
):
    with migrated_database(cluster) as database:
        monkeypatch.setenv("PRISTAN_DATABASE_URL", database.app_url)
        monkeypatch.setenv("PRISTAN_ADMIN_DATABASE_URL", cluster.url("postgres"))

        answer = CliRunner().invoke(main, ["demo", "--no-serve"])

    assert answer.exit_code == 1
    assert "holds something else than a demo" in answer.output
