"""`pristan database`: on the server of our own and on one by address."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from network.cli import main
from tenants.cluster import Cluster
from tenants.preparation import APP
from tests.database import dropped_afterwards, empty_database, unused_name


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder of our own."""
    made = Path(tempfile.mkdtemp(prefix="pristan-"))
    made.chmod(0o755)
    yield made
    Cluster(made / "postgres").stop()
    shutil.rmtree(made)


def test_a_server_of_our_own_is_prepared_and_checked(data: Path) -> None:
    here = {"PRISTAN_DATA": str(data)}

    before = pristan("database check", here)
    prepared = pristan("database prepare", here)
    after = pristan("database check", here)

    assert before.exit_code == 1
    assert 'role "pristan_app" does not exist' in before.output
    assert "kind: production" in prepared.output.splitlines()
    assert (after.exit_code, after.output) == (0, "The database is ready.\n")
    assert not Cluster(data / "postgres").running()


def test_a_server_by_address_is_prepared_and_checked(cluster: Cluster) -> None:
    name = unused_name()
    with dropped_afterwards(cluster, name) as database:
        by_address = {
            "PRISTAN_DATABASE_URL": database.app_url,
            "PRISTAN_ADMIN_DATABASE_URL": cluster.url("postgres"),
        }

        prepared = pristan("database prepare --kind test", by_address)
        checked = pristan("database check", {"PRISTAN_DATABASE_URL": database.app_url})

    assert prepared.exit_code == 0
    assert checked.output == "The database is ready.\n"


def test_check_names_a_role_that_policies_do_not_bind(cluster: Cluster) -> None:
    with dropped_afterwards(cluster, unused_name()) as database:
        pristan(
            "database prepare --kind test",
            {
                "PRISTAN_DATABASE_URL": database.app_url,
                "PRISTAN_ADMIN_DATABASE_URL": database.owner_url.replace(database.name, "postgres"),
            },
        )

        checked = pristan("database check", {"PRISTAN_DATABASE_URL": database.owner_url})

    assert checked.exit_code == 1
    assert "the role postgres is a superuser, whom policies do not bind" in checked.output


def test_prepare_asks_for_the_administrators_address(cluster: Cluster) -> None:
    refused = pristan("database prepare", {"PRISTAN_DATABASE_URL": cluster.url("any", APP)})

    assert refused.exit_code == 1
    assert "PRISTAN_ADMIN_DATABASE_URL is needed here" in refused.output


def test_check_says_what_an_empty_database_lacks(cluster: Cluster) -> None:
    with empty_database(cluster) as database:
        checked = pristan("database check", {"PRISTAN_DATABASE_URL": database.app_url})

    assert checked.exit_code == 1
    assert "There is no schema yet: no migration has run." in checked.output


def test_downgrade_asks_first_and_can_be_undone(cluster: Cluster) -> None:
    with dropped_afterwards(cluster, unused_name()) as database:
        by_address = {
            "PRISTAN_DATABASE_URL": database.app_url,
            "PRISTAN_ADMIN_DATABASE_URL": cluster.url("postgres"),
        }
        pristan("database prepare --kind test", by_address)

        refused = pristan("database downgrade base", by_address)
        down = pristan("database downgrade base --yes", by_address)
        up = pristan("database prepare --kind test", by_address)

        assert refused.exit_code == 1
        assert "This may delete tables" in refused.output
        assert (down.exit_code, up.exit_code) == (0, 0)
        assert pristan("database check", by_address).exit_code == 0


def test_an_odd_setting_is_one_sentence() -> None:
    refused = pristan("database check", {"PRISTAN_PORT": "eight"})

    assert refused.output == (
        "Error: PRISTAN_PORT must be a whole number from 1 to 65535, not 'eight'.\n"
    )


def pristan(command: str, environment: dict[str, str]) -> Result:
    return CliRunner().invoke(main, command.split(), env=environment)
