"""`pristan keys rotate`: everything sealed lies under a new master key, while people work."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from network.cli import main
from network.consent.kinds import Category
from network.keys.keyring import Use, read
from network.records import actions as files
from network.records import door
from tenants.database import transaction
from tests.actors import Cast
from tests.database import Database

pytestmark = pytest.mark.xdist_group("keys")
"""All workers' databases share the file of the keys: in two of them these tests would meet."""


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
    assert "Add this line" in said  # else the next line would spoil the keys of every test
    with keys.open("a") as file:
        file.write(line + "\n")
    second = run.invoke(main, ["keys", "rotate"])

    assert "The keys of 1 organisations" in second.output
