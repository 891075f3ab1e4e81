"""What a deployment can choose, read from the environment once, at the start."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "PRISTAN_"
YES = {"on": True, "off": False}
LANGUAGES = ("sl", "en")
FACTORS = ("required", "offered")


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


def web_address(written: str) -> str:
    """Where people find this deployment: https://pristan.example.si, without a path."""
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise ValueError("an address like https://pristan.example.si")
    return f"{parts.scheme}://{parts.netloc}"


def mail_server(written: str) -> str:
    """Through which server mail goes out."""
    wanted = "an address like smtps://user:password@mail.example.si:465"
    try:
        parts = urlsplit(written)
        good = parts.scheme in ("smtp", "smtps") and parts.hostname and (parts.port or 1)
    except ValueError:
        good = False
    if not good:
        raise ValueError(wanted)
    return written


def mail_address(written: str) -> str:
    """One e-mail address, without a name."""
    name, _, domain = written.partition("@")
    if not name or "." not in domain or not written.isprintable() or " " in written:
        raise ValueError("an e-mail address like pristan@example.si")
    return written


def object_store(written: str) -> str:
    """A bucket of a store that speaks S3, and below which prefix."""
    wanted = "an address like https://key:secret@s3.example.si/bucket/prefix?region=eu-central-1"
    try:
        parts = urlsplit(written)
        named = parts.username and parts.password and parts.hostname and parts.path.strip("/")
        good = parts.scheme in ("http", "https") and named and (parts.port or 1)
    except ValueError:
        good = False
    if not good:
        raise ValueError(wanted)
    return written


def scanner(written: str) -> str:
    """Where a ClamAV daemon listens."""
    host, _, port = written.rpartition(":")
    if not written.startswith("/") and not (host and port.isascii() and port.isdigit()):
        raise ValueError("a socket like /run/clamav/clamd.ctl, or host:3310")
    return written


def listed(written: str) -> tuple[str, ...]:
    """Addresses and domains, with commas between them; small letters."""
    return tuple(each.strip().lstrip("@").casefold() for each in written.split(",") if each.strip())


def second_factor(written: str) -> str:
    """Whether some roles must have a second factor, or everybody may."""
    if written not in FACTORS:
        raise ValueError(" or ".join(FACTORS))
    return written


READERS: dict[str, Callable[[str], Any]] = {
    "database_url": postgresql,
    "admin_database_url": postgresql,
    "data": Path,
    "keys": Path,
    "keys_command": str,
    "anchors": Path,
    "erased": Path,
    "documents": Path,
    "documents_s3": object_store,
    "document_megabytes": whole(1, 100),
    "clamd": scanner,
    "port": whole(1, 65535),
    "https": switch,
    "trusted_proxies": whole(0, 10),
    "pg_bindir": Path,
    "hold_hours": whole(1, 24 * 14),
    "workers": whole(1, 64),
    "threads": whole(1, 500),
    "language": catalogue,
    "url": web_address,
    "smtp_url": mail_server,
    "mail_from": mail_address,
    "mail_allow": listed,
    "second_factor": second_factor,
}
SECRET = frozenset(
    {"database_url", "admin_database_url", "smtp_url", "keys_command", "documents_s3"}
)

# Read by the Makefile and the tests, never by the application.
OTHERS = frozenset({"PRISTAN_CHROMIUM", "PRISTAN_PROOF", "PRISTAN_TEST_PG_BINDIR"})


@dataclass(frozen=True, slots=True)
class Settings:
    """One field a setting: `hold_hours` is PRISTAN_HOLD_HOURS. See docs/settings.md."""

    database_url: str | None = field(default=None, repr=False)
    admin_database_url: str | None = field(default=None, repr=False)
    data: Path = Path("var")
    keys: Path | None = None
    keys_command: str = field(default="", repr=False)
    anchors: Path | None = None
    erased: Path | None = None
    documents: Path | None = None
    documents_s3: str = field(default="", repr=False)
    document_megabytes: int = 25
    clamd: str = ""
    port: int = 8000
    https: bool = False
    trusted_proxies: int = 0
    pg_bindir: Path | None = None
    hold_hours: int = 48
    workers: int = 2
    threads: int = 64
    language: str = "sl"
    url: str = ""
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    mail_allow: tuple[str, ...] = ()
    second_factor: str = "required"

    @property
    def keys_file(self) -> Path:
        """Where the deployment's keys lie: beside the data folder, never in it, since whoever gets
        a copy of the one is not to have the other."""
        return self.keys or self.data.with_name(f"{self.data.name}.keys")

    @property
    def anchors_folder(self) -> Path:
        """Where each day's anchors of the trail are put."""
        return self.anchors or self.data.with_name(f"{self.data.name}.anchors")

    @property
    def erased_file(self) -> Path:
        """Where it is written down which files were erased: outside the data, so that bringing an
        older copy of those back does not bring the files back."""
        return self.erased or self.data.with_name(f"{self.data.name}.erased")

    @property
    def factor_required(self) -> bool:
        """Whether administrators, coordinators and their like must have a second factor."""
        return self.second_factor == "required"

    @property
    def documents_folder(self) -> Path:
        """Where the sealed contents of documents lie, where no object store has them."""
        return self.documents or self.data / "documents"

    @property
    def sends_mail(self) -> bool:
        """Whether this deployment mails at all."""
        return bool(self.smtp_url)

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
        return _fitting(
            cls(
                **{
                    each: _read(name, environment[name], each)
                    for name, each in known.items()
                    if environment.get(name)
                }
            )
        )


def _fitting(settings: Settings) -> Settings:
    """A mail needs a sender, and an address to lead to."""
    if settings.smtp_url and not (settings.url and settings.mail_from):
        raise SettingsError("PRISTAN_SMTP_URL needs PRISTAN_URL and PRISTAN_MAIL_FROM as well.")
    return settings


def _read(name: str, written: str, field: str) -> Any:
    try:
        return READERS[field](written)
    except ValueError as wanted:
        shown = "" if field in SECRET else f", not {written!r}"
        raise SettingsError(f"{name} must be {wanted}{shown}.") from None
