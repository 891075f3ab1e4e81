"""`pristan retention`: whoever runs the deployment tries the rules of the houses, and has them
carried out."""

from datetime import timedelta

from click.testing import CliRunner
from sqlalchemy import Engine

from network.cli import main
from network.rights import erasing, keeping
from tenants import clock
from tenants.database import transaction
from tests.actors import Cast
from tests.database import Database
from tests.rights.asking import at_the_centre, with_another_file


def test_it_says_first_what_it_would_do_and_then_does_it(
    cast: Cast, owner: Engine, database: Database
) -> None:
    house = at_the_centre(cast, owner)
    with_another_file(house)
    with house.dpo.acting() as scope, transaction():
        keeping.set_years(scope, years=5)

    def run(*words: str) -> str:
        answer = CliRunner(env=database.environment).invoke(main, ["retention", *words])
        assert answer.exit_code == 0, answer.output
        [ours] = [line for line in answer.output.splitlines() if str(cast.centre.tenant_id) in line]
        return ours.partition(": ")[2]

    today = run("--dry-run")
    with clock.frozen(clock.now() + timedelta(days=6 * 366)):
        said = [run("--dry-run"), run(), run()]
        with house.head.acting() as scope:
            proposed = erasing.erasures(scope).rows

    assert today == "0 files would be proposed, 0 kept by something else."
    assert said == [
        "2 files would be proposed, 0 kept by something else.",
        "2 files proposed, 0 kept by something else.",
        "0 files proposed, 0 kept by something else.",
    ]
    assert len(proposed) == 2
