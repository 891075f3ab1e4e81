"""Whether a database is the demo's own. The mark is a comment on the database itself: no
application, import or migration writes there, and a copy of the rows alone does not carry it."""

from enum import StrEnum

from sqlalchemy import Connection, text

from tenants.preparation import OWNER

DEMO = "demo"
MADE, UNFINISHED = "Pristan demo: made", "Pristan demo: unfinished"


class Found(StrEnum):
    """What a database holds, as `pristan demo` sees it."""

    NOTHING = "nothing"
    UNFINISHED = "unfinished"
    DEMO = "demo"
    SOMETHING_ELSE = "something_else"


MARK = text(
    "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
    " WHERE datname = current_database()"
)
KIND = text("SELECT kind FROM deployment")
TABLES = text(
    "SELECT count(*) FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
)
NETWORKS = text("SELECT EXISTS (SELECT FROM networks)")
EMPTY = "TRUNCATE networks, tenants, accounts, throttles, idempotency_keys CASCADE"


def is_demo(connection: Connection) -> bool:
    """Whether `pristan demo` made this database, seen by any role."""
    return bool(connection.scalar(MARK) == MADE and connection.scalar(KIND) == DEMO)


def look(connection: Connection) -> Found:
    """What is in the database; as an administrator whom no policy binds."""
    mark = connection.scalar(MARK)
    if not connection.scalar(text("SELECT to_regclass('deployment') IS NOT NULL")):
        return Found.SOMETHING_ELSE if connection.scalar(TABLES) else Found.NOTHING
    if connection.scalar(KIND) not in (None, DEMO):
        return Found.SOMETHING_ELSE
    if mark == MADE:
        return Found.DEMO
    if mark == UNFINISHED:
        return Found.UNFINISHED
    return Found.SOMETHING_ELSE if connection.scalar(NETWORKS) else Found.NOTHING


def begin(connection: Connection) -> None:
    """Empty what an interrupted run has left, and say that the database is not finished."""
    if connection.scalar(MARK) == UNFINISHED:
        connection.execute(text(f"SET LOCAL ROLE {OWNER}"))
        connection.execute(text(EMPTY))
        connection.execute(text("RESET ROLE"))
    _write(connection, UNFINISHED)


def finish(connection: Connection) -> None:
    """From here on the database is a demo, to be served at once."""
    _write(connection, MADE)


def _write(connection: Connection, mark: str) -> None:
    name = connection.dialect.identifier_preparer.quote(
        str(connection.scalar(text("SELECT current_database()")))
    )
    connection.execute(text(f"COMMENT ON DATABASE {name} IS '{mark}'"))
