"""Makes a database ready: roles, rights, schema, and what kind of deployment it is.

Everything can be done twice. It needs an administrator who may create roles and databases, not
a superuser: managed servers lend none.
"""

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from psycopg import Connection as Psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text

if TYPE_CHECKING:
    from alembic.config import Config

OWNER, APP, SHARE = "pristan_owner", "pristan_app", "pristan_share"
KINDS = ("production", "demo", "test")

ROLES = {
    OWNER: "LOGIN",  # owns the tables and runs the migrations
    APP: "LOGIN",  # serves requests; owns nothing
    SHARE: "NOLOGIN",  # owns the views through which anything crosses a border
}

RIGHTS = f"""
GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}, {SHARE};
GRANT USAGE ON SCHEMA public TO {APP};
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
"""

Teller = Callable[[str], None]


class PreparationError(RuntimeError):
    """The database cannot be made ready; the sentence says why."""


def prepare(
    admin: str,
    database: str,
    kind: str,
    password: str | None,
    tell: Teller,
    *,
    keys: object = None,
) -> None:
    """Make `database`, on the server of the address `admin`, ready for the application.

    Migrations that seal are handed `keys`; without, they look where the settings say.

    Raises PreparationError when it already is a deployment of another kind.
    """
    with engine_at(admin, isolation_level="AUTOCOMMIT") as server, server.connect() as connection:
        tell("roles")
        make_roles(connection, password)
        tell(f"database {database}")
        make_database(connection, database)
    with engine_at(make_url(admin).set(database=database)) as engine:
        tell("schema")
        with engine.begin() as connection:
            grant_rights(connection)
        upgrade(engine, keys=keys)
        tell(f"kind: {kind}")
        with engine.begin() as connection:
            declare(connection, kind)


@contextmanager
def engine_at(url: str | URL, **options: Any) -> Iterator[Engine]:
    """An engine that leaves no connection behind."""
    engine = create_engine(url, **options)
    try:
        yield engine
    finally:
        engine.dispose()


def make_roles(connection: Connection, password: str | None = None) -> None:
    """The three roles. What exists already is left as it is; `check` tells what is wrong with it.

    `password` is the application's, for servers that ask for one.
    """
    for role, login in ROLES.items():
        if not connection.scalar(text("SELECT to_regrole(:role) IS NOT NULL"), {"role": role}):
            connection.execute(text(f"CREATE ROLE {role} {login}"))
    connection.execute(text(f"GRANT {SHARE} TO {OWNER}"))
    # A superuser may become anyone; an administrator who is none has to be let in, even where
    # having created the role makes a member of it without the right to act as it (from 16 on).
    if not connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")):
        connection.execute(text(f"GRANT {OWNER} TO CURRENT_USER"))
    if password:
        sealed = _sealed(connection, password)
        connection.exec_driver_sql(f"ALTER ROLE {APP} PASSWORD '{sealed}'")


def _sealed(connection: Connection, password: str) -> str:
    """As the server keeps it, so that the password itself never stands in the server's log."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, Psycopg):
        raise TypeError("the administrator's connection is not psycopg's")
    return driver.pgconn.encrypt_password(
        password.encode(), APP.encode(), b"scram-sha-256"
    ).decode()


def make_database(connection: Connection, name: str) -> None:
    """A database of the owner's; one that exists stays whose it is."""
    known = text("SELECT EXISTS (SELECT FROM pg_database WHERE datname = :name)")
    if not connection.scalar(known, {"name": name}):
        quoted = connection.dialect.identifier_preparer.quote(name)
        connection.execute(text(f"CREATE DATABASE {quoted} OWNER {OWNER}"))
        connection.execute(text(f"REVOKE TEMPORARY ON DATABASE {quoted} FROM PUBLIC"))


def grant_rights(connection: Connection) -> None:
    """Who may create in the schema, and the extension that lets a place refuse a second child."""
    owner_of_schema = connection.scalar(
        text("SELECT pg_has_role(nspowner, 'MEMBER') FROM pg_namespace WHERE nspname = 'public'")
    )
    if owner_of_schema:
        connection.execute(text(RIGHTS))
    connection.execute(text("CREATE EXTENSION IF NOT EXISTS btree_gist"))


def upgrade(engine: Engine, revision: str = "head", *, keys: object = None) -> None:
    """Run the migrations up to `revision`, as the owner of the tables."""
    with engine.connect() as connection:
        alembic().upgrade(migrations(connection, keys), revision)
        connection.execute(text(f"GRANT SELECT ON alembic_version TO {APP}"))
        connection.commit()


def downgrade(engine: Engine, revision: str, *, keys: object = None) -> None:
    """Take migrations back down to `revision`; `base` leaves nothing."""
    with engine.connect() as connection:
        alembic().downgrade(migrations(connection, keys), revision)


def alembic() -> ModuleType:
    """What runs migrations; only commands need it, no worker that answers people."""
    from alembic import command

    return command


def migrations(connection: Connection | None = None, keys: object = None) -> "Config":
    """Alembic's configuration, wherever the package `migrations` is installed."""
    spec = importlib.util.find_spec("migrations")
    from alembic.config import Config

    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(Path(str(spec and spec.origin)).parent))
    config.attributes.update(connection=connection, keys=keys)
    return config


def declare(connection: Connection, kind: str) -> None:
    """Write down, once and for ever, what this database is for.

    Only a demo or test database lets its clock be set, so no database may change its kind.
    """
    declared = connection.scalar(text("SELECT kind FROM deployment"))
    if declared not in (None, kind):
        raise PreparationError(
            f"This database was made for {declared} and cannot become one for {kind}:"
            " use another database, or another PRISTAN_DATA."
        )
    if declared is None:
        with as_owner(connection, "deployment"):
            connection.execute(text("INSERT INTO deployment (kind) VALUES (:kind)"), {"kind": kind})


@contextmanager
def as_owner(connection: Connection, *tables: str) -> Iterator[None]:
    """Act as the owner, whom the policies of `tables` do not bind until the transaction ends."""
    connection.execute(text(f"SET LOCAL ROLE {OWNER}"))
    for table in tables:
        connection.execute(text(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"))
    yield
    for table in tables:
        connection.execute(text(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"))
    connection.execute(text("RESET ROLE"))
