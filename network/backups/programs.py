"""PostgreSQL's own programs that write a dump and read it back."""

import os
import subprocess
from pathlib import Path

from sqlalchemy import make_url

from network.settings import Settings
from tenants.binaries import find, plain_environment


class BackupError(RuntimeError):
    """A copy cannot be made or brought back; the sentence says what would help."""


def dump(settings: Settings, admin_url: str, database: str, to: Path) -> None:
    """Everything in the database, into one file. Raises BackupError, ClusterError."""
    _run(settings, admin_url, database, "pg_dump", "--format=custom", f"--file={to}")


def load(settings: Settings, admin_url: str, database: str, dumped: Path) -> None:
    """The same back, into an empty database. Raises BackupError, ClusterError."""
    _run(settings, admin_url, database, "pg_restore", "--exit-on-error", str(dumped))


def _run(settings: Settings, admin_url: str, database: str, program: str, *options: str) -> None:
    url = make_url(admin_url).set(drivername="postgresql", database=database)
    password = {"PGPASSWORD": url.password} if url.password else {}
    address = url.set(password=None).render_as_string()
    command = [str(find(settings.pg_bindir) / program), f"--dbname={address}", *options]
    done = subprocess.run(
        command,
        env=plain_environment() | password,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        umask=0o077,
    )
    if done.returncode != os.EX_OK:
        raise BackupError(
            f"{program} did not succeed: {done.stderr.strip()[-500:]}\n"
            "It needs programs as new as the server, and an administrator whom row-level"
            " security does not bind (a superuser, or BYPASSRLS)."
        )
