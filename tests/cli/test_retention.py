"""`pristan retention`: whoever runs the deployment tries the rules of the houses, and has them
carried out."""

from datetime import timedelta

from click.testing import CliRunner
from sqlalchemy import Engine

from network.cli import main
from network.cli.retention import BY_NIGHT
from network.rights import erasing, keeping
from tenants import clock
from tenants.database import transaction
from tests.actors import Cast
from tests.database import Database
from tests.rights.asking import with_another_file
from tests.rights.outlived import ended, keep_words


def test_it_says_first_what_it_would_do_and_then_does_it(
    cast: Cast, owner: Engine, database: Database
) -> None:
    search = ended(cast, owner)
    house = search.centre
    with_another_file(house)
    with house.dpo.acting() as scope, transaction():
        keeping.set_years(scope, years=5)
    keep_words(house.dpo, 5)

    def run(*words: str) -> list[str]:
        answer = CliRunner(env=database.environment).invoke(main, ["retention", *words])
        assert answer.exit_code == 0, answer.output
        lines = [line.partition(": ") for line in answer.output.splitlines()]
        return [said for tenant, _, said in lines if tenant == str(cast.centre.tenant_id)]

    today = run("--dry-run")
    with clock.frozen(clock.now() + timedelta(days=6 * 366)):
        said = [run("--dry-run"), run(), run()]
        with house.head.acting() as scope:
            proposed = erasing.erasures(scope).rows

    assert today == counted("would be proposed", 0, 0)
    assert said == [
        counted("would be proposed", 2, 1),
        counted("proposed", 2, 1),
        counted("proposed", 0, 0),
    ]
    assert len(proposed) == 3


def counted(what: str, files: int, things: int) -> list[str]:
    """As it is printed of one house."""
    went = "went" if what == "proposed" else "would go"
    return [
        f"{files} files {what}, 0 kept by something else.",
        f"{things} things without a file {what}, 0 kept by something else.",
        *(f"0 {called} {went}." for called in BY_NIGHT.values()),
    ]
