"""The embedded PostgreSQL server: one in a data folder, shared by every process that uses it.

A process that uses the server holds a shared lock on a file. The kernel lets go of the lock even
after `kill -9`, so the count of users is always right, and the last one out stops the server.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psycopg
from sqlalchemy import URL

from tenants.binaries import (
    ClusterError,
    find,
    locale_options,
    major,
    server_account,
    within_reach,
)

__all__ = ["Cluster", "ClusterError"]

SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "log_min_messages": "warning",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
WITHOUT_SAFETY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For servers whose data may be lost, that is, the tests'."""

LONGEST_SOCKET_PATH = 107  # bytes; the kernel's limit for a path in sockaddr_un, less its end
SHELTERS = Path("/var/lib/pristan")
SOCKET_NAME = "/.s.PGSQL.5432"
PATIENCE = 15.0  # seconds that processes of a killed server are given to go
ALL_WORKING_FOLDERS = 'for link in /proc/[0-9]*/cwd; do readlink "$link"; done; true'


class Cluster:
    """A PostgreSQL server of our own under `home`.

    `bindir` chooses its programs, `settings` add to or replace ours. Every method raises
    ClusterError with a sentence that says what to do.
    """

    def __init__(
        self, home: Path, bindir: Path | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        self.account = server_account()
        self.chosen_bindir = bindir
        self.settings = SETTINGS | dict(settings or {})
        self.wanted_home = home.absolute()
        self._held: IO[str] | None = None

    # Places

    @cached_property
    def home(self) -> Path:
        """Where everything lies: as asked for, or elsewhere if the server cannot get there.

        Root's own folders are closed to the account the server runs under. They stay closed:
        the data then lies in /var/lib/pristan, and a link in the wanted place leads there.
        """
        made = self._make_home(self.wanted_home)
        if self.account.reaches(made):
            return made
        elsewhere = self._elsewhere(made / "elsewhere")
        if not self.account.reaches(elsewhere):
            raise ClusterError(
                f"The user {self.account.name}, under whom the server runs, can reach neither"
                f" {made} nor {elsewhere}: set PRISTAN_DATA to a folder open to all."
            )
        return elsewhere

    def _elsewhere(self, link: Path) -> Path:
        """Where `link` leads. Who deletes the link, with the folder around it, starts afresh."""
        if not link.exists():
            link.unlink(missing_ok=True)
            shelter = self._make_home(SHELTERS / secrets.token_hex(6))
            try:
                link.symlink_to(shelter)
            except FileExistsError:
                shelter.rmdir()  # another process was faster
        return link.resolve()

    def _make_home(self, home: Path) -> Path:
        try:
            home.mkdir(parents=True, exist_ok=True)
            if self.account.lent:
                home.chmod(0o711)
        except OSError as failure:
            raise ClusterError(
                f"{home} cannot be used ({failure.strerror}): set PRISTAN_DATA to a folder"
                " that you may write to."
            ) from failure
        return home

    @property
    def data(self) -> Path:
        """The server's own folder."""
        return self.home / "data"

    @cached_property
    def bindir(self) -> Path:
        """The folder of programs, copied under `home` if the server could not reach it."""
        return within_reach(find(self.chosen_bindir), self.home, self.account)

    @cached_property
    def socket_folder(self) -> Path:
        """The only door to the server: nobody else on the machine may look into it."""
        folder = self.home / "run"
        if len(os.fsencode(folder)) + len(SOCKET_NAME) > LONGEST_SOCKET_PATH:
            digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
            folder = Path("/tmp") / f"pristan-{digest}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), self.account.uid):
            raise ClusterError(f"{folder} belongs to somebody else: remove it.")
        self.account.own(folder)
        return folder

    def url(self, database: str, role: str = SUPERUSER) -> str:
        """How SQLAlchemy reaches `database` as `role`."""
        url = URL.create(
            "postgresql+psycopg",
            username=role,
            database=database,
            query={"host": str(self.socket_folder)},
        )
        return url.render_as_string(hide_password=False)

    # Users

    def acquire(self) -> Self:
        """Use the server, which is made and started if need be, until `release`.

        Done again it starts the server again, should it have been killed.
        """
        with self._alone():
            held = self._held or self._open("users")
            fcntl.flock(held, fcntl.LOCK_SH)
            try:
                self._initialise()
                self._start()
            except BaseException:
                held.close()
                raise
            self._held = held
        return self

    def release(self) -> None:
        """Stop using the server; the last user stops it."""
        if self._held is None:
            return
        with self._alone():
            self._held.close()
            self._held = None
            with self._open("users") as users:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
                self.stop()

    def __enter__(self) -> Self:
        return self.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time makes, starts or stops the server."""
        with self._open("lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _open(self, name: str) -> IO[str]:
        try:
            return (self.home / name).open("w")
        except PermissionError as failure:
            raise ClusterError(
                f"{self.home} belongs to another user: run Pristan as that user,"
                " or set PRISTAN_DATA to a folder of your own."
            ) from failure

    # The server

    def running(self) -> bool:
        """Whether the server answers. One that is still recovering is waited for."""
        deadline = time.monotonic() + 4 * PATIENCE
        while time.monotonic() < deadline:
            try:
                psycopg.connect(
                    host=str(self.socket_folder),
                    user=SUPERUSER,
                    dbname="postgres",
                    connect_timeout=5,
                ).close()
            except psycopg.OperationalError as failure:
                if "starting up" not in str(failure) and "recovery" not in str(failure):
                    return False
                time.sleep(0.05)
            else:
                return True
        return False

    def stop(self) -> None:
        """End every connection and write everything down."""
        if not self.running():
            return
        stopped = self.account.run(
            self.bindir / "pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop"
        )
        if not stopped.succeeded:
            raise ClusterError(f"The embedded PostgreSQL did not stop: {stopped.output}")

    def _initialise(self) -> None:
        """Make the data folder under another name first: a half-made one never looks finished."""
        if (self.data / "PG_VERSION").exists():
            return
        half = self.home / "data.new"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        self.account.own(half)
        made = self.account.run(
            *(self.bindir / "initdb", "-D", half, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"),
            *locale_options(major(self.bindir, self.account)),
        )
        if not made.succeeded:
            raise ClusterError(f"PostgreSQL could not make its data folder: {made.output}")
        try:
            half.rename(self.data)
        except OSError as failure:
            raise ClusterError(f"{self.data} holds something else: move it away.") from failure

    def _start(self) -> None:
        if self.running():
            return
        written_by = int((self.data / "PG_VERSION").read_text())
        if written_by != (ours := major(self.bindir, self.account)):
            raise ClusterError(
                f"{self.data} was written by PostgreSQL {written_by}, the programs are {ours}:"
                f" dump and restore it, or set PRISTAN_PG_BINDIR to those of {written_by}."
            )
        self._clear_traces()
        options = self.settings | {"unix_socket_directories": str(self.socket_folder)}
        started = self.account.run(
            *(self.bindir / "pg_ctl", "-D", self.data, "-w", "-t", "60"),
            *("-l", self.data / "server.log"),
            *("-o", " ".join(f"-c {name}='{value}'" for name, value in options.items()), "start"),
        )
        if not started.succeeded:
            raise ClusterError(
                f"The embedded PostgreSQL did not start: {started.output[-300:]}"
                f" Its log is {self.data / 'server.log'}."
            )

    def _clear_traces(self) -> None:
        """Remove what a killed server left, once none of its processes works any more.

        PostgreSQL itself is misled where a dead server stays a zombie because nobody collects
        it, and where its number was given to another process since.
        """
        if not Path("/proc/self").exists():
            return
        deadline = time.monotonic() + PATIENCE
        while self._at_work():
            if time.monotonic() > deadline:
                raise ClusterError(f"Processes of a killed server still work in {self.data}.")
            time.sleep(0.05)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for trace in self.socket_folder.glob(".s.PGSQL.*"):
            trace.unlink(missing_ok=True)

    def _at_work(self) -> bool:
        folders = self.account.run("sh", "-c", ALL_WORKING_FOLDERS).output
        return str(self.data.resolve()) in folders.splitlines()
