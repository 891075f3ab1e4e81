"""Where this deployment's database is: at the address that was given, or on a server of our own."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine, make_url

from network.availability import gazetteer
from network.clocks import holidays
from network.settings import Settings, SettingsError
from tenants.cluster import Cluster
from tenants.preparation import APP, Teller, engine_at, prepare

EMBEDDED_DATABASE = "pristan"


@dataclass(frozen=True, slots=True)
class Administration:
    """What it takes to make a database ready: an administrator's way in, which database, and where
    its keys lie (a file, or a command that prints them), for migrations that seal."""

    admin_url: str
    database: str
    app_url: str
    keys: tuple[Path, str] | None = None

    def engine(self) -> AbstractContextManager[Engine]:
        """The deployment's own database, as the administrator sees it."""
        return engine_at(make_url(self.admin_url).set(database=self.database))


@contextmanager
def with_database(settings: Settings) -> Iterator[Settings]:
    """`settings` with the address of a database, good for as long as the block runs.

    Without PRISTAN_DATABASE_URL the embedded server runs meanwhile, shared with whoever else
    uses it. Raises ClusterError if it cannot.
    """
    if settings.database_url:
        yield settings
        return
    with embedded_server(settings) as cluster:
        yield replace(settings, database_url=cluster.url(EMBEDDED_DATABASE, APP))


@contextmanager
def with_administration(settings: Settings) -> Iterator[Administration]:
    """The administrator's way into this deployment's server, for as long as the block runs.

    Raises SettingsError where a server was given without an administrator's address.
    """
    keys = settings.keys_file, settings.keys_command
    if settings.database_url is None:
        with embedded_server(settings) as cluster:
            app_url = cluster.url(EMBEDDED_DATABASE, APP)
            yield Administration(cluster.url("postgres"), EMBEDDED_DATABASE, app_url, keys)
        return
    if settings.admin_database_url is None:
        raise SettingsError(
            "PRISTAN_ADMIN_DATABASE_URL is needed here: the address of the same server for"
            " somebody who may create roles and databases."
        )
    database = make_url(settings.database_url).database or ""
    yield Administration(settings.admin_database_url, database, settings.database_url, keys)


def embedded_server(settings: Settings) -> Cluster:
    """Our own server in the data folder; it runs while its `with` block does."""
    return Cluster(settings.data / "postgres", settings.pg_bindir)


def make_ready(at: Administration, kind: str, tell: Teller) -> None:
    """Roles, schema, kind, towns and holidays of this database; done twice it changes nothing.

    `kind` is production, demo or test, and stays. `tell` hears the name of every step.
    """
    prepare(at.admin_url, at.database, kind, make_url(at.app_url).password, tell, keys=at.keys)
    with at.engine() as engine, engine.begin() as connection:
        tell("towns")
        gazetteer.load(connection)
        tell("holidays")
        holidays.load(connection)
