"""`pristan reasons`: a reason for declines is retired and restored, and never loses its words."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from click.testing import CliRunner, Result

from network.cli import main
from network.requests.actions import declining
from tenants.cluster import Cluster
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.database import Database
from tests.reading import english, words

Command = Callable[[str], Result]


@pytest.fixture
def command(cluster: Cluster, database: Database) -> Iterator[Command]:
    """Runs `pristan reasons ...` on the database under test, and leaves the reason as it was."""
    at = {
        "PRISTAN_DATABASE_URL": database.app_url,
        "PRISTAN_ADMIN_DATABASE_URL": cluster.url("postgres"),
    }

    def run(line: str) -> Result:
        return CliRunner(env=at).invoke(main, ["reasons", *line.split()])

    yield run
    assert run("restore region").exit_code == 0


def declined(cast: Cast) -> UUID:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, "region")
    return ask_id


def test_a_retired_reason_is_not_offered_and_keeps_its_words(command: Command, cast: Cast):
    before = declined(cast)
    later = factories.ask(cast.centre, factories.group(cast.institution, name="Klas"))
    home = english(cast.institution)

    retired = command("retire region")
    listed = command("list").output
    form = words(home.get(f"/asks/{later}"))
    answer = home.post(f"/asks/{later}/decline", {"reason": "region"})
    tombstone = words(home.get(f"/asks/{before}"))

    assert retired.exit_code == 0, retired.output
    assert "a region we do not cover\tretired 2" in listed
    assert "a region we do not cover" not in form
    assert answer.status_code == 422
    assert "a region we do not cover" in tombstone


def test_a_restored_reason_is_offered_again(command: Command, cast: Cast):
    command("retire region")
    command("restore region")

    ask_id = factories.ask(cast.centre, factories.group(cast.institution))

    assert "a region we do not cover" in words(english(cast.institution).get(f"/asks/{ask_id}"))


def test_an_unknown_reason_is_refused_in_a_sentence(command: Command):
    answer = command("retire nonsense")

    assert answer.exit_code == 1
    assert "There is no such reason." in answer.output
