"""The keys of the database that is being used, checked once at the start."""

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from network.keys import keeping
from network.keys.keyring import Keyring, KeyringError, Use
from network.keys.models import KeyMark
from network.settings import Settings
from tenants.database import db

Marks = Mapping[tuple[Use, int], bytes]
_held: "WeakKeyDictionary[Engine, Keyring]" = WeakKeyDictionary()
_named: "WeakKeyDictionary[Engine, Settings]" = WeakKeyDictionary()


def keyring() -> Keyring:
    """The keys of this application's database."""
    return _held[db.engine]


def key(use: Use, number: int) -> bytes:
    """One of them. One that was added since the start is fetched: keys are rotated while people
    work. Raises KeyringError if there is none."""
    if (use, number) not in keyring().keys:
        take_up(db.engine, _named[db.engine])
    return keyring().key(use, number)


def take_up(engine: Engine, settings: Settings) -> None:
    """Have the deployment's keys at hand for whatever is written through `engine`.

    A database that nothing was written to yet gets new ones in the file that `settings` name.
    Raises KeyringError where the keys are missing, open to others, or those of another database.
    """
    with engine.connect() as connection:
        known = connection.execute(select(KeyMark.use, KeyMark.number, KeyMark.mark))
        marks = {(Use(row.use), row.number): row.mark for row in known}
    found = _found(settings, marks)
    with engine.begin() as connection:
        for use, number in found.keys.keys() - marks.keys():
            mark = {"use": use.value, "number": number, "mark": found.mark(use, number)}
            connection.execute(insert(KeyMark).on_conflict_do_nothing(), mark)
    _held[engine], _named[engine] = found, settings


def _found(settings: Settings, marks: Marks) -> Keyring:
    path = settings.keys_file
    if settings.keys_command:
        found: Keyring | None = keeping.from_command(settings.keys_command)
    else:
        found = keeping.from_file(path)
    if found is None:
        if marks:
            raise KeyringError(f"The keys of this database are missing: bring them to {path}.")
        return keeping.created(path)
    for (use, number), mark in marks.items():
        if found.mark(use, number) != mark:
            raise KeyringError(
                f"This database was written with another key '{use} {number}':"
                " bring the keys that belong to it."
            )
    return found
