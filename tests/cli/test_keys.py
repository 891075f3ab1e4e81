"""`pristan keys rotate`: everything sealed lies under a new master key, while people work."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from network.cli import main
from network.consent.kinds import Category
from network.keys.keyring import Use, read
from network.keys.vault import NUMBER_LENGTH, VAULT
from network.records import actions as files
from network.records import door
from tenants import clock, onetime
from tenants.database import transaction
from tenants.isolation import acting_as
from tests.actors import Cast
from tests.database import Database
from tests.second_steps import code, with_app


@pytest.fixture
def keys(database: Database) -> Path:
    """The file of the keys. It only grows, like that of a deployment."""
    return Path(database.environment["PRISTAN_KEYS"])


def test_files_open_under_the_new_key_without_a_restart(
    cast: Cast, database: Database, owner: Engine, keys: Path
) -> None:
    with cast.centre.acting() as scope, transaction():
        file_id = files.begin(scope, last_name="Ilić", birth_date=date(2012, 5, 4)).id
    newest = read(keys.read_text()).newest(Use.MASTER)

    answer = CliRunner(env=dict(database.environment)).invoke(main, ["keys", "rotate"])

    assert answer.exit_code == 0, answer.output
    assert f"under master key {newest + 1} now" in answer.output
    with owner.connect() as connection:
        numbers = set(connection.scalars(text("SELECT master_number FROM tenant_keys")))
    assert numbers == {newest + 1}
    with cast.centre.acting() as scope, transaction():
        said = door.read(scope, file_id)[Category.IDENTITY].values
        files.write(scope, file_id, Category.IDENTITY, {"last_name": "Druga"})
    assert said["last_name"] == "Ilić"


def test_with_a_command_the_new_key_is_printed_first(
    cast: Cast, database: Database, keys: Path
) -> None:
    with cast.centre.acting() as scope, transaction():
        files.begin(scope, last_name="Ilić")
    at = {**database.environment, "PRISTAN_KEYS_COMMAND": f"cat {keys}"}
    run = CliRunner(env=at)

    first = run.invoke(main, ["keys", "rotate"])
    *_, said, line = first.output.splitlines()
    assert "Add this line" in said  # else the next line would spoil the keys
    with keys.open("a") as file:
        file.write(line + "\n")
    second = run.invoke(main, ["keys", "rotate"])

    assert "The keys of 1 organisations" in second.output


def test_the_secret_of_an_app_follows_when_somebody_signs_in(
    cast: Cast, database: Database, owner: Engine, keys: Path
) -> None:
    person = cast.centre.scope
    with cast.centre.app.app_context():
        secret = with_app(person)
        CliRunner(env=dict(database.environment)).invoke(main, ["keys", "rotate"])
        newest = read(keys.read_text()).newest(Use.MASTER)
        with clock.frozen(clock.now() + timedelta(minutes=5)):
            for steps in (0, 1):  # the second is opened under the new key
                with acting_as(person), transaction():
                    assert onetime.accepts(person.account_id, VAULT, code(secret, steps))

    with owner.connect() as connection:
        sealed = connection.scalar(text("SELECT sealed FROM one_time_codes"))
    assert int.from_bytes(sealed[:NUMBER_LENGTH], "big") == newest
