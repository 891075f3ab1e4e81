"""Databases for tests: one embedded server for all workers and runs, one database for each.

The server lives in the temporary folder and may lose data, which makes it fast. A template is
migrated once for each state of the migrations; a worker's database is a copy of it, which costs
some tens of milliseconds. Databases carry their process's number, so that two runs never meet.
"""

import fcntl
import hashlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text

from network.deployment import Administration, make_ready
from network.settings import Settings
from tenants.cluster import WITHOUT_SAFETY, Cluster
from tenants.preparation import APP

CHECKOUT = Path(__file__).resolve().parent.parent
SHAPING = (
    "migrations/**/*.py",
    "tenants/preparation.py",
    "network/availability/gazetteer.py",
    "network/availability/own_towns.py",
    "network/availability/regions.py",
    "network/clocks/holidays.py",
)
"""A template made from other contents of these files is not the same template."""

MARKS = "key_marks"  # which keys a database was written with: the application says so once
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Database:
    """One database, as the application sees it and as somebody sees it whom no policy binds."""

    name: str
    app_url: str
    owner_url: str
    keys: Path

    @property
    def documents(self) -> Path:
        """Beside the server, not in the checkout."""
        return self.keys.with_name(f"documents-{self.name}")

    @property
    def erased(self) -> Path:
        """Likewise."""
        return self.keys.with_name(f"erased-{self.name}")

    @property
    def settings(self) -> Settings:
        """What an application on this database is started with."""
        return Settings(
            database_url=self.app_url,
            keys=self.keys,
            documents=self.documents,
            erased=self.erased,
            second_factor="offered",
        )

    @property
    def environment(self) -> dict[str, str]:
        """The same, for a process of its own."""
        return {
            "PRISTAN_DATABASE_URL": self.app_url,
            "PRISTAN_KEYS": str(self.keys),
            "PRISTAN_SECOND_FACTOR": "offered",
            "PRISTAN_DOCUMENTS": str(self.documents),
            "PRISTAN_ERASED": str(self.erased),
        }


def shared_cluster(bindir: Path | None) -> Cluster:
    """The server of this checkout, this user and these programs."""
    mark = digest(str(CHECKOUT), str(os.geteuid()), str(bindir))
    home = Path(tempfile.gettempdir()) / f"pristan-tests-{mark}"
    return Cluster(home, bindir, WITHOUT_SAFETY | {"max_connections": "400"})


@contextmanager
def migrated_database(cluster: Cluster) -> Iterator[Database]:
    """A database at head, of kind `test`, for as long as the block runs."""
    template = f"template_{digest(*(shape.read_text() for shape in shaping_files()))}"
    with administration(cluster) as connection:
        if not exists(connection, template):
            make_template(cluster, connection, template)
        name = create_database(connection, template)
    with dropped_afterwards(cluster, name) as database:
        yield database


@contextmanager
def empty_database(cluster: Cluster) -> Iterator[Database]:
    """A database with nothing in it, for as long as the block runs."""
    with administration(cluster) as connection:
        name = create_database(connection, "template0")
    with dropped_afterwards(cluster, name) as database:
        yield database


def unused_name() -> str:
    """A name for a database of this process; it is dropped by a later run if we do not."""
    return f"run_{os.getpid()}_{next(_numbers)}"


@contextmanager
def dropped_afterwards(cluster: Cluster, name: str) -> Iterator[Database]:
    """The database called `name`, which is dropped at the end whoever is still connected."""
    keys = cluster.home / f"keys-{name}"  # never another run's: the server outlives them all
    database = Database(name, cluster.url(name, APP), cluster.url(name), keys)
    try:
        yield database
    finally:
        shutil.rmtree(database.documents, ignore_errors=True)
        database.erased.unlink(missing_ok=True)
        database.keys.unlink(missing_ok=True)
        with administration(cluster) as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


@contextmanager
def administration(cluster: Cluster) -> Iterator[Connection]:
    """A superuser's connection, for one process at a time: a template in use cannot be copied."""
    engine = create_engine(cluster.url("postgres"), isolation_level="AUTOCOMMIT")
    with (cluster.home / "databases.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with engine.connect() as connection:
            yield connection
    engine.dispose()


def make_template(cluster: Cluster, connection: Connection, name: str) -> None:
    """Under another name first: a template that exists is whole."""
    drop_leftovers(cluster, connection)
    half = unused_name()
    way_in = Administration(cluster.url("postgres"), half, cluster.url(half, APP))
    make_ready(way_in, "test", tell=lambda _: None)
    connection.execute(text(f"ALTER DATABASE {half} RENAME TO {name}"))


def create_database(connection: Connection, template: str) -> str:
    name = unused_name()
    connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    return name


def drop_leftovers(cluster: Cluster, connection: Connection) -> None:
    """Templates of other states, and databases and files of processes that are gone."""
    for name in connection.scalars(text("SELECT datname FROM pg_database")).all():
        if abandoned(name) or name.startswith("template_"):
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    for path in cluster.home.glob("*-run_*"):
        if abandoned(path.name.partition("-")[2]):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def abandoned(database: str) -> bool:
    """Whether the process that made a database of this name is gone."""
    kind, _, rest = database.partition("_")
    return kind == "run" and not Path(f"/proc/{rest.partition('_')[0]}").exists()


def exists(connection: Connection, name: str) -> bool:
    found = text("SELECT EXISTS (SELECT FROM pg_database WHERE datname = :name)")
    return bool(connection.scalar(found, {"name": name}))


class Forgetting:
    """Empties what tests fill. Tables that a fresh database already fills are left alone."""

    def __init__(self, owner: Engine) -> None:
        self.owner = owner
        with owner.connect() as connection:
            tables = connection.scalars(text(TABLES)).all()
            self.filled = [
                each for each in tables if each != MARKS and not holds_rows(connection, each)
            ]

    def forget(self) -> None:
        """Delete every row: with few rows that is far quicker than TRUNCATE.

        As a replica, so that neither foreign keys nor our own triggers ask about the order.
        A session left open by a test would hold us up: then fail, and soon.
        """
        deletions = "; ".join(f"DELETE FROM {table}" for table in self.filled)
        with self.owner.begin() as connection:
            connection.exec_driver_sql(
                f"SET LOCAL lock_timeout = '5s'; SET LOCAL session_replication_role = replica;"
                f" {deletions or 'SELECT'}"
            )


TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
"""


def holds_rows(connection: Connection, table: str) -> bool:
    return bool(connection.scalar(text(f"SELECT EXISTS (SELECT FROM {table})")))


def shaping_files() -> list[Path]:
    return sorted(path for pattern in SHAPING for path in CHECKOUT.glob(pattern))


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]
