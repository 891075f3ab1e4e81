"""The schema goes up, down to nothing, and up again."""

from collections.abc import Iterator

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text

from tenants.cluster import Cluster
from tenants.preparation import (
    OWNER,
    downgrade,
    grant_rights,
    make_roles,
    migrations,
    upgrade,
)
from tests.database import empty_database

pytestmark = pytest.mark.older

EVERYTHING = """
SELECT 'relation ' || relname FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'alembic_version%'
UNION ALL
SELECT 'function ' || proname FROM pg_proc
 WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
   SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
UNION ALL
SELECT 'type ' || typname FROM pg_type
 WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
ORDER BY 1
"""


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[Engine]:
    """A database that knows our roles and nothing else."""
    with empty_database(cluster) as database:
        engine = create_engine(database.owner_url)
        with engine.begin() as connection:
            make_roles(connection)
            grant_rights(connection)
        yield engine
        engine.dispose()


def test_the_schema_goes_up_down_to_nothing_and_up_again(empty: Engine) -> None:
    upgrade(empty)
    first = everything(empty)

    downgrade(empty, "base")
    between = everything(empty)
    upgrade(empty)

    assert between == []
    assert everything(empty) == first
    assert "relation tenants" in first


def test_every_migration_can_be_taken_back_by_itself(empty: Engine) -> None:
    for revision in revisions():
        upgrade(empty, revision)
        after = everything(empty)
        downgrade(empty, "-1")
        upgrade(empty, revision)

        assert everything(empty) == after, revision


def test_the_owner_role_owns_what_migrations_make(empty: Engine) -> None:
    upgrade(empty)

    with empty.connect() as connection:
        owners = connection.scalars(
            text(
                "SELECT DISTINCT relowner::regrole::text FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            )
        ).all()

    assert owners == [OWNER]


def revisions() -> list[str]:
    script = ScriptDirectory.from_config(migrations())
    return [each.revision for each in reversed(list(script.walk_revisions()))]


def everything(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text(EVERYTHING)).all())
