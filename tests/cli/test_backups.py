"""`pristan backup` and `pristan restore`: what was erased after a backup stays erased."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from network.backups.bringing import take_the_place
from network.cli import main
from network.deployment import Administration
from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.jobs import every_job
from network.jobs.registry import JOBS
from network.records import door
from network.requests import queries, thread
from network.requests.actions import messages, searching, sharing, writing
from network.requests.reasons import Closing
from network.rights import erasing
from network.rights.ledger import LedgerUnreadable, read
from network.words.door import ERASED
from tenants.cluster import Cluster
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.database import Database, dropped_afterwards, unused_name
from tests.documents.made import pdf
from tests.rights.asking import House, at_the_centre, erased, with_another_file
from tests.rights.outlived import another, ended, gone, keep_words

WRAPPED = text("SELECT person_id, wrapped IS NULL AS gone FROM person_keys")


@dataclass(frozen=True)
class Deployment:
    """Another database, into which copies are brought back."""

    database: Database
    environment: dict[str, str]

    def keys_destroyed(self) -> dict[object, bool]:
        engine = create_engine(self.database.owner_url)
        with engine.connect() as connection:
            found = {row.person_id: row.gone for row in connection.execute(WRAPPED)}
        engine.dispose()
        return found

    def says(self, statement: str) -> object:
        engine = create_engine(self.database.owner_url)
        with engine.connect() as connection:
            found = connection.scalar(text(statement))
        engine.dispose()
        return found


@pytest.fixture
def environment(cluster: Cluster, database: Database) -> dict[str, str]:
    admin = {"PRISTAN_ADMIN_DATABASE_URL": cluster.url("postgres")}
    return dict(database.environment) | admin


@pytest.fixture
def elsewhere(
    cluster: Cluster, environment: dict[str, str], tmp_path: Path
) -> Iterator[Deployment]:
    with dropped_afterwards(cluster, unused_name()) as made:
        there = {
            "PRISTAN_DATABASE_URL": made.app_url,
            "PRISTAN_DOCUMENTS": str(tmp_path / "documents"),
        }
        yield Deployment(made, environment | there)


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    """A file with a document, and another one that stays."""
    made = at_the_centre(cast, owner)
    with made.worker.acting() as scope, transaction():
        documents.keep(scope, made.person_id, kind=DocumentKind.OTHER, content=pdf())
    return made


def backed_up(environment: dict[str, str], folder: Path) -> Path:
    answer = pristan(f"backup {folder}", environment)
    assert answer.exit_code == 0, answer.output
    [made] = folder.iterdir()
    return made


def written_down(app: Flask, house: House) -> None:
    """The file is erased, and the job writes that down outside the database."""
    assert every_job.known()
    erasure_id = erased(house)
    for _ in range(2):
        with app.app_context():
            JOBS[erasing.ERASED](str(house.head.tenant_id), str(erasure_id))


def test_what_was_erased_after_a_backup_is_erased_when_it_is_brought_back(
    app: Flask, house: House, environment: dict[str, str], elsewhere: Deployment, tmp_path: Path
) -> None:
    stays = with_another_file(house)
    copy = backed_up(environment, tmp_path / "copies")
    written_down(app, house)

    answer = pristan(f"restore {copy}", elsewhere.environment)

    assert answer.exit_code == 0, answer.output
    assert answer.stdout == "Restored. Files erased again: 1.\n"
    assert elsewhere.keys_destroyed() == {house.person_id: True, stays.person_id: False}
    assert elsewhere.says("SELECT count(content_key) FROM stored_documents") == 0
    assert elsewhere.says("SELECT count(*) FROM document_contents") == 0
    checked = pristan("database check", elsewhere.environment)
    assert checked.output == "The database is ready.\n"


def test_a_message_that_was_erased_after_a_backup_opens_nowhere_when_it_is_brought_back(
    app: Flask,
    cast: Cast,
    house: House,
    environment: dict[str, str],
    elsewhere: Deployment,
    tmp_path: Path,
) -> None:
    stays = factories.request(cast.centre)
    request_id = talked_about(cast, house)
    copy = backed_up(environment, tmp_path / "copies")
    written_down(app, house)

    answer = pristan(f"restore {copy}", elsewhere.environment)

    assert answer.exit_code == 0, answer.output
    gone = "SELECT string_agg(subject_id::text, ' ') FROM word_keys WHERE wrapped IS NULL"
    kept = "SELECT string_agg(subject_id::text, ' ') FROM word_keys WHERE wrapped IS NOT NULL"
    assert elsewhere.says("SELECT count(body) FROM messages") == 1
    assert str(request_id) in str(elsewhere.says(gone))
    assert str(stays) in str(elsewhere.says(kept))
    assert str(request_id) not in str(elsewhere.says(kept))
    with house.worker.acting() as scope:
        ask = queries.asks_of(scope, request_id)[0]
        assert [said.body for said in thread.messages(scope, ask)] == [ERASED]


def test_words_without_a_file_that_were_erased_after_a_backup_come_back_to_nobody(
    app: Flask,
    cast: Cast,
    owner: Engine,
    environment: dict[str, str],
    elsewhere: Deployment,
    tmp_path: Path,
) -> None:
    search = ended(cast, owner)
    stays = another(search, cast)
    with stays.centre.worker.acting() as scope, transaction():
        searching.reopen_search(scope, stays.request_id, "Spet iščemo.")
    keep_words(search.centre.dpo, 5)
    copy = backed_up(environment, tmp_path / "copies")
    assert every_job.known()
    for erasure_id in gone(search.centre.dpo):
        with app.app_context():
            JOBS[erasing.ERASED](str(search.centre.dpo.tenant_id), str(erasure_id))

    answer = pristan(f"restore {copy}", elsewhere.environment)

    assert answer.exit_code == 0, answer.output
    assert answer.stdout == (
        "Restored. Files erased again: 0.\nThings whose words were erased again: 1.\n"
    )
    lost = "SELECT string_agg(subject_id::text, ' ') FROM word_keys WHERE wrapped IS NULL"
    gone_now = str(elsewhere.says(lost)).split()
    assert set(gone_now) == {str(search.request_id), str(search.ask_id)}
    left = "SELECT count(*) FROM notes WHERE subject_id IN ('{}', '{}') AND tenant_id = '{}'"
    ours = left.format(search.request_id, search.ask_id, cast.centre.tenant_id)
    assert elsewhere.says(ours) == 0


def talked_about(cast: Cast, house: House) -> UUID:
    """A search for the young person of the file, on which a home was written to; it is over."""
    group_id = factories.group(cast.institution)
    request_id = factories.request(house.worker)
    ask_id = factories.ask(house.worker, group_id, request_id)
    with house.worker.acting() as scope, transaction():
        sharing.link_file(scope, request_id, door.person(scope, house.person_id).number)
        messages.say(scope, ask_id, "Kanarcek prepeva.")
        writing.close(scope, request_id, Closing.NO_LONGER_NEEDED)
    return request_id


def test_a_copy_holds_no_keys_and_nobody_else_can_read_it(
    house: House, database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    copy = backed_up(environment, tmp_path / "copies")

    names = {path.name for path in copy.iterdir()}
    about = json.loads((copy / "about.json").read_text())
    keys = [line.split()[2] for line in database.keys.read_text().splitlines() if line[0] != "#"]
    everything = b"".join(path.read_bytes() for path in copy.rglob("*") if path.is_file())
    assert names == {"database.dump", "erased.jsonl", "documents", "about.json"}
    assert "master 1" in about["keys"]
    assert not any(key.encode() in everything for key in keys)
    assert copy.stat().st_mode & 0o077 == 0
    assert house.person_id


def test_a_database_with_data_is_replaced_only_where_that_is_said(
    house: House, environment: dict[str, str], elsewhere: Deployment, tmp_path: Path
) -> None:
    copy = backed_up(environment, tmp_path / "copies")
    first = pristan(f"restore {copy}", elsewhere.environment)
    # Erased in the database that is to be replaced; no list knows of it yet.
    elsewhere_owner = create_engine(elsewhere.database.owner_url)
    with elsewhere_owner.begin() as connection:
        connection.execute(text("UPDATE person_keys SET wrapped = NULL, destroyed_at = now()"))
    elsewhere_owner.dispose()

    refused = pristan(f"restore {copy}", elsewhere.environment)
    over = pristan(f"restore {copy} --over", elsewhere.environment)

    assert first.exit_code == 0, first.output
    assert refused.exit_code == 1
    assert "Say --over to replace it by the backup." in refused.output
    assert over.exit_code == 0, over.output
    assert elsewhere.keys_destroyed() == {house.person_id: True}


def test_without_the_keys_it_was_written_with_nothing_is_replaced(
    house: House, environment: dict[str, str], elsewhere: Deployment, tmp_path: Path
) -> None:
    copy = backed_up(environment, tmp_path / "copies")
    without = elsewhere.environment | {"PRISTAN_KEYS": str(tmp_path / "none")}

    refused = pristan(f"restore {copy}", without)

    assert refused.exit_code == 1
    assert "The keys of this database are missing" in refused.output
    assert not exists(elsewhere)
    assert house.person_id


def test_what_cannot_take_the_place_of_a_database_leaves_it_there(
    house: House, environment: dict[str, str], elsewhere: Deployment, tmp_path: Path
) -> None:
    copy = backed_up(environment, tmp_path / "copies")
    pristan(f"restore {copy}", elsewhere.environment)
    admin_url = elsewhere.environment["PRISTAN_ADMIN_DATABASE_URL"]
    at = Administration(admin_url, elsewhere.database.name, elsewhere.database.app_url)

    with pytest.raises(DBAPIError):
        take_the_place(at, "is_not_there")

    assert elsewhere.keys_destroyed() == {house.person_id: False}


def test_what_is_no_backup_and_a_spoilt_list_are_refused(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    spoilt = tmp_path / "erased.jsonl"
    spoilt.write_text("{}\n")

    refused = pristan(f"restore {tmp_path / 'empty'}", environment)

    assert refused.exit_code == 1
    assert "is no backup" in refused.output
    with pytest.raises(LedgerUnreadable):
        read(spoilt)


def exists(there: Deployment) -> bool:
    """Whether the database has come into being."""
    engine = create_engine(there.environment["PRISTAN_ADMIN_DATABASE_URL"])
    with engine.connect() as connection:
        known = text("SELECT EXISTS (SELECT FROM pg_database WHERE datname = :name)")
        found = connection.scalar(known, {"name": there.database.name})
    engine.dispose()
    return bool(found)


def pristan(command: str, environment: dict[str, str]) -> Result:
    return CliRunner().invoke(main, command.split(), env=environment)
