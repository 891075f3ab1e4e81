"""What a deployment can choose, read from the environment once, at the start."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "PRISTAN_"
YES = {"on": True, "off": False}
LANGUAGES = ("sl", "en")


class SettingsError(ValueError):
    """A setting is missing or odd; the sentence names it and says what it should be."""


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def read(written: str) -> int:
        if written.isascii() and written.isdigit() and lowest <= int(written) <= highest:
            return int(written)
        raise ValueError(f"a whole number from {lowest} to {highest}")

    return read


def switch(written: str) -> bool:
    """`on` or `off`, and nothing that could be taken for either."""
    if written not in YES:
        raise ValueError("on or off")
    return YES[written]


def catalogue(written: str) -> str:
    """One of the languages there is a catalogue for."""
    if written not in LANGUAGES:
        raise ValueError(" or ".join(LANGUAGES))
    return written


def postgresql(written: str) -> str:
    """The address of a PostgreSQL database, always with the driver we use."""
    try:
        url = make_url(written)
    except ArgumentError:
        url = make_url("odd://")
    if url.get_backend_name() not in ("postgresql", "postgres") or not url.database:
        raise ValueError("an address like postgresql://pristan_app:password@host/database")
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


READERS: dict[str, Callable[[str], Any]] = {
    "database_url": postgresql,
    "admin_database_url": postgresql,
    "data": Path,
    "port": whole(1, 65535),
    "https": switch,
    "trusted_proxies": whole(0, 10),
    "pg_bindir": Path,
    "hold_hours": whole(1, 24 * 14),
    "workers": whole(1, 64),
    "threads": whole(1, 500),
    "language": catalogue,
}
SECRET = frozenset({"database_url", "admin_database_url"})

# Read by the Makefile and the tests, never by the application.
OTHERS = frozenset({"PRISTAN_CHROMIUM", "PRISTAN_PROOF", "PRISTAN_TEST_PG_BINDIR"})


@dataclass(frozen=True, slots=True)
class Settings:
    """One field a setting: `hold_hours` is PRISTAN_HOLD_HOURS. See docs/settings.md."""

    database_url: str | None = field(default=None, repr=False)
    admin_database_url: str | None = field(default=None, repr=False)
    data: Path = Path("var")
    port: int = 8000
    https: bool = False
    trusted_proxies: int = 0
    pg_bindir: Path | None = None
    hold_hours: int = 48
    workers: int = 2
    threads: int = 16
    language: str = "sl"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings as given; an empty value counts as not given.

        Raises SettingsError for a value that makes no sense and for a PRISTAN_ name that does
        not exist, since a misspelt setting would otherwise have no effect without a word.
        """
        known = {PREFIX + each.name.upper(): each.name for each in fields(cls)}
        for name in environment:
            if name.startswith(PREFIX) and name not in known and name not in OTHERS:
                raise SettingsError(f"{name} is not a setting of Pristan: see docs/settings.md.")
        return cls(
            **{
                each: _read(name, environment[name], each)
                for name, each in known.items()
                if environment.get(name)
            }
        )


def _read(name: str, written: str, field: str) -> Any:
    try:
        return READERS[field](written)
    except ValueError as wanted:
        shown = "" if field in SECRET else f", not {written!r}"
        raise SettingsError(f"{name} must be {wanted}{shown}.") from None
