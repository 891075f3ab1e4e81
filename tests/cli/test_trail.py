"""`pristan trail`: whoever runs the deployment verifies what nobody may have rewritten."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, text

from network.cli import main
from tenants import clock
from tests import factories
from tests.actors import Cast
from tests.database import Database

Command = Callable[..., Result]


@pytest.fixture
def command(database: Database, tmp_path: Path) -> Command:
    """Runs `pristan trail ...` on the database under test."""
    at = {
        **database.environment,
        "PRISTAN_ANCHORS": str(tmp_path / "anchors"),
    }

    def run(*words: str) -> Result:
        return CliRunner(env=at).invoke(main, ["trail", *words])

    return run


@pytest.fixture
def written(cast: Cast) -> None:
    """One ask, sent: two entries in the trail of the centre."""
    factories.ask(cast.centre, factories.group(cast.institution))


def test_what_was_written_is_verified(command: Command, written: None) -> None:
    answer = command("verify")

    assert answer.exit_code == 0, answer.output
    assert "5 trails are as they were written (0 anchors)." in answer.output


def test_what_was_changed_is_named(command: Command, written: None, owner: Engine) -> None:
    with owner.begin() as connection:
        connection.execute(text("UPDATE trail_entries SET member_name = 'x' WHERE seq = 2"))

    answer = command("verify")

    assert answer.exit_code == 1
    assert "entry 2 was changed" in answer.output


def test_what_was_cut_off_shows_as_far_as_anchors_reach(
    command: Command, written: None, owner: Engine, tmp_path: Path
) -> None:
    kept = tmp_path / "elsewhere.jsonl"
    kept.write_text(command("anchor").output)
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM trail_entries"))
        connection.execute(text("DELETE FROM trail_heads"))

    without = command("verify")
    with_anchors = command("verify", "--anchors", str(kept))

    assert without.exit_code == 0
    assert with_anchors.exit_code == 1
    assert "everything from entry 1 on was cut off" in with_anchors.output


def test_anchors_that_are_none_are_refused_in_words(
    command: Command, written: None, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.jsonl"
    odd.write_text("boat\n")

    answer = command("verify", "--anchors", str(odd))

    assert answer.exit_code == 1
    assert "line 1, is not an anchor" in answer.output


def test_what_was_kept_long_enough_is_pruned_and_verify_says_from_where_on(
    command: Command, written: None
) -> None:
    early = command("prune", "--dry-run")
    with clock.frozen(clock.now() + timedelta(days=3 * 366)):
        would, did, verified = command("prune", "--dry-run"), command("prune"), command("verify")

    assert "2 entries would go" not in early.output
    assert "2 entries would go" in would.output
    assert "2 entries taken away" in did.output
    assert "verified from entry 3 on" in verified.output
    assert verified.exit_code == 0


def test_a_tampered_trail_is_named_and_not_pruned(
    command: Command, written: None, owner: Engine
) -> None:
    with owner.begin() as connection:
        connection.execute(text("UPDATE trail_entries SET member_name = 'x' WHERE seq = 2"))

    with clock.frozen(clock.now() + timedelta(days=3 * 366)):
        answer = command("prune")

    assert answer.exit_code == 1
    assert "entry 2 was changed" in answer.output
