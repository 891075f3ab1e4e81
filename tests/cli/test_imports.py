"""`pristan import places`: shows first, does only when told to, all of it or nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, text

from network.cli import main
from tests.actors import Cast
from tests.availability.importing.books import COMPLETE, INCOMPLETE, in_csv
from tests.database import Database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the lists lie."""
    (tmp_path / "complete.csv").write_bytes(COMPLETE)
    (tmp_path / "incomplete.csv").write_bytes(INCOMPLETE)
    return tmp_path


class Terminal:
    """Somebody who runs the deployment."""

    def __init__(self, database: Database, owner: Engine) -> None:
        self.environment = database.environment
        self.owner = owner

    def imports(self, *arguments: object, given: bytes | None = None) -> Result:
        words = ["import", "places", *map(str, arguments)]
        return CliRunner().invoke(main, words, env=self.environment, input=given)

    def groups(self) -> int:
        with self.owner.connect() as connection:
            return int(connection.scalar(text("SELECT count(*) FROM groups")) or 0)


@pytest.fixture
def terminal(database: Database, owner: Engine, cast: Cast) -> Terminal:
    return Terminal(database, owner)


def test_the_real_list_is_shown_then_done_then_already_there(
    terminal: Terminal, folder: Path
) -> None:
    arguments = folder / "complete.csv", "--all", "--network", "zahod"
    shown = terminal.imports(*arguments)
    before = terminal.groups()
    done = terminal.imports(*arguments, "--apply")
    again = terminal.imports(*arguments, "--apply")

    assert "Columns left out: vir" in shown.output
    assert "Strokovni center Kranj: new to the network, as institution in Kranj" in shown.output
    assert "Nothing has been changed yet. Say --apply to do it." in shown.output
    assert (before, terminal.groups()) == (0, 23)
    assert done.output.splitlines()[-1] == (
        "7 organisations admitted, 23 groups opened, 0 changed, 0 as they were;"
        " 207 places in the list."
    )
    assert "0 changed, 23 as they were" in again.output


def test_the_incomplete_list_is_refused_in_rows_and_columns(
    terminal: Terminal, folder: Path
) -> None:
    refused = terminal.imports(folder / "incomplete.csv", "--all", "--network", "zahod", "--apply")

    assert refused.exit_code == 1
    assert "line 6, starost od: The youngest age, 18, is above the oldest, 14." in refused.output
    assert refused.output.splitlines()[-1] == "8 faults. Nothing was changed."
    assert terminal.groups() == 0


def test_one_homes_list_may_come_through_a_pipe_and_says_what_it_changes(
    terminal: Terminal,
) -> None:
    opened = terminal.imports("-", "--tenant", "institution", "--apply", given=in_csv({}))
    closing = {"zaprtih mest": "1", "zaprto od": "1. 12. 2027", "zaprto do": "5. 12. 2027"}
    row = {"mest": "6", "opombe": "vrt", "pravne skupine": "dz"} | closing
    changed = terminal.imports("-", "--tenant", "institution", given=in_csv(row))

    assert (opened.exit_code, changed.exit_code, terminal.groups()) == (0, 0, 1)
    assert "line 2, capacity: 8 -> 6" in changed.output
    assert "line 2, note: nothing -> vrt" in changed.output
    assert "young_adult -> family_law" in changed.output
    assert "line 2: 1 place closed, 2027-12-01 until 2027-12-05" in changed.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--apply"], "Say --tenant SLUG for one home, or --all --network SLUG for all of them."),
        (["--all"], "Say --tenant SLUG for one home, or --all --network SLUG for all of them."),
        (
            ["--all", "--tenant", "institution", "--network", "zahod"],
            "Say --tenant SLUG for one home, or --all --network SLUG for all of them.",
        ),
        (["--tenant", "nobody"], "There is no organisation with the short name nobody."),
        (["--all", "--network", "nowhere"], "There is no network with the short name nowhere."),
        (["--tenant", "centre"], "Organisations of this kind do not do this."),
    ],
)
def test_a_command_that_makes_no_sense_is_one_sentence(
    terminal: Terminal, arguments: list[str], sentence: str
) -> None:
    refused = terminal.imports("-", *arguments, given=in_csv({}))

    assert refused.exit_code != 0
    assert f"Error: {sentence}" in refused.output


def test_a_file_that_is_no_list_is_one_sentence(terminal: Terminal) -> None:
    refused = terminal.imports("-", "--tenant", "institution", given=b"")

    assert (refused.exit_code, refused.output) == (1, "Error: The file is empty.\n")
