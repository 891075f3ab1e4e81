"""Looking at the database as the application's role, in the name of one tenant or of nobody."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from tenants.inspection import BEHIND_NO_POLICY
from tests.actors import Actor

NOBODY: dict[str, str] = {
    "app.tenant_id": "",
    "app.network_ids": "{}",
    "app.member_id": "",
    "app.account_id": "",
    "app.roles": "",
    "app.token": "",
    "app.page_id": "",
    "app.now": "",
}


@contextmanager
def as_actor(app: Engine, actor: Actor | None) -> Iterator[Connection]:
    """A transaction that is rolled back; `None` looks outside any scope."""
    settings = NOBODY if actor is None else told_of(actor)
    with app.connect() as connection, connection.begin() as around:
        for name, value in settings.items():
            connection.execute(
                text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value}
            )
        yield connection
        around.rollback()


def told_of(actor: Actor) -> dict[str, str]:
    """What PostgreSQL is told of whoever asks."""
    scope = actor.scope
    return NOBODY | {
        "app.tenant_id": str(scope.tenant_id),
        "app.network_ids": "{" + ",".join(map(str, scope.network_ids)) + "}",
        "app.member_id": str(scope.member_id),
        "app.account_id": str(scope.account_id),
        "app.roles": ",".join(sorted(scope.roles)),
    }


def tables(connection: Connection) -> list[str]:
    """Every table but the few that have no tenant, each of which is known with its reason."""
    found = connection.scalars(
        text(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
    )
    return [table for table in found if table not in BEHIND_NO_POLICY]


def count(connection: Connection, relation: str, where: str = "true", **bound: object) -> int:
    return int(
        connection.scalar(text(f"SELECT count(*) FROM {relation} WHERE {where}"), bound) or 0
    )


def columns(connection: Connection, table: str) -> set[str]:
    """What a table's columns are called."""
    return set(
        connection.scalars(
            text(
                "SELECT attname FROM pg_attribute WHERE attrelid = CAST(:table AS regclass)"
                " AND attnum > 0 AND NOT attisdropped"
            ),
            {"table": table},
        )
    )
