"""The deployment's keys: written down, read again, kept from others, known again."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from network.keys import at_hand, keeping
from network.keys.keyring import Keyring, KeyringError, Use, read, written
from network.settings import Settings
from tenants.cluster import Cluster
from tests.database import migrated_database


def test_keys_are_read_as_they_were_written() -> None:
    fresh = Keyring.fresh()

    again = read(written(fresh))

    assert again == fresh
    assert again.newest(Use.TRAIL) == 1
    assert "keys" not in repr(fresh)


@pytest.mark.parametrize(
    "text",
    ["trail 1", "trail 1 abc=", "trail 0 " + "A" * 43 + "=", "boat 1 " + "A" * 43 + "=", "žž"],
)
def test_what_is_not_a_key_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(KeyringError) as refused:
        read(text)

    assert "AAAA" not in str(refused.value)


def test_new_keys_are_closed_to_others_and_made_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys"

    made = keeping.created(path)
    again = keeping.created(path)

    assert made == again == keeping.from_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    assert [each.name for each in path.parent.iterdir()] == ["keys"]


def test_what_a_newer_pristan_needs_is_added_once(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    older = Keyring({(Use.TRAIL, 1): b"t" * 32})
    path.write_text(written(older))
    path.chmod(0o600)

    first, second = keeping.from_file(path), keeping.from_file(path)

    assert first is not None
    assert first == second
    assert first.key(Use.TRAIL, 1) == b"t" * 32
    assert first.lacks() == []
    assert older.lacks() == [Use.MASTER, Use.MATCH]


def test_keys_that_others_can_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    keeping.created(path)
    path.chmod(0o640)

    with pytest.raises(KeyringError, match="chmod 600"):
        keeping.from_file(path)


def test_a_command_brings_the_keys_or_says_so(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    made = keeping.created(path)

    assert keeping.from_command(f"cat {path}") == made
    for broken in ("false", "no-such-program", "echo nothing", "true", '"'):
        with pytest.raises(KeyringError):
            keeping.from_command(broken)


@pytest.fixture
def engine(cluster: Cluster) -> Iterator[Engine]:
    """A database of its own, with which nothing was done yet."""
    with migrated_database(cluster) as database:
        engine = create_engine(database.app_url)
        yield engine
        engine.dispose()


def test_a_database_knows_its_keys_again(engine: Engine, tmp_path: Path) -> None:
    own = Settings(keys=tmp_path / "keys")
    at_hand.take_up(engine, own)
    at_hand.take_up(engine, own)
    (tmp_path / "keys").unlink()

    with pytest.raises(KeyringError, match="missing"):
        at_hand.take_up(engine, own)
    keeping.created(tmp_path / "keys")
    with pytest.raises(KeyringError, match="another key '"):
        at_hand.take_up(engine, own)
