"""A database is made ready by whoever may create roles, and tells what it lacks."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url, text

from tenants.binding import UnboundRole, refuse_unbound_role
from tenants.cluster import Cluster
from tenants.inspection import faults
from tenants.preparation import APP, OWNER, PreparationError, declare, prepare, upgrade
from tests.database import Database, dropped_afterwards, migrated_database, unused_name

pytestmark = pytest.mark.older

HANDYMAN = "pristan_test_administrator"


@pytest.fixture
def spare(cluster: Cluster) -> Iterator[Database]:
    """A database at head of which a test may break something."""
    with migrated_database(cluster) as database:
        yield database


@pytest.fixture
def administrator(cluster: Cluster) -> Iterator[str]:
    """The address of somebody who may create roles and databases and is no superuser."""
    engine = create_engine(cluster.url("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP ROLE IF EXISTS {HANDYMAN}"))
        connection.execute(text(f"CREATE ROLE {HANDYMAN} LOGIN CREATEDB CREATEROLE"))
        connection.execute(text(f"GRANT {OWNER} TO {HANDYMAN} WITH ADMIN OPTION"))
        connection.execute(text(f"GRANT pristan_share TO {HANDYMAN} WITH ADMIN OPTION"))
        yield cluster.url("postgres", HANDYMAN)
        connection.execute(text(f"DROP OWNED BY {HANDYMAN}"))
        connection.execute(text(f"DROP ROLE {HANDYMAN}"))
    engine.dispose()


def test_a_prepared_database_lacks_nothing(spare: Database) -> None:
    assert faults_of(spare) == []


def test_an_administrator_who_is_no_superuser_can_prepare(
    cluster: Cluster, spare: Database, administrator: str
) -> None:
    assert faults_of(spare) == []  # the roles exist
    name = unused_name()
    steps: list[str] = []

    with dropped_afterwards(cluster, name) as database:
        prepare(administrator, name, "test", None, steps.append)
        prepare(administrator, name, "test", None, steps.append)

        assert faults_of(database) == []
    assert steps == ["roles", f"database {name}", "schema", "kind: test"] * 2


def test_a_database_keeps_its_kind(cluster: Cluster, spare: Database) -> None:
    with pytest.raises(PreparationError, match="was made for test and cannot become one for demo"):
        prepare(cluster.url("postgres"), spare.name, "demo", None, lambda _: None)


def test_the_password_is_kept_sealed(cluster: Cluster) -> None:
    with migrated_database(cluster) as database:
        prepare(cluster.url("postgres"), database.name, "test", "o'pen%(sesame)s", lambda _: None)

        with as_superuser(database) as connection:
            kept = connection.scalar(
                text("SELECT rolpassword FROM pg_authid WHERE rolname = :app"), {"app": APP}
            )

    assert str(kept).startswith("SCRAM-SHA-256$")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (
            "ALTER TABLE members NO FORCE ROW LEVEL SECURITY",
            "The table members is not under forced row-level security.",
        ),
        (
            "ALTER TABLE members DISABLE ROW LEVEL SECURITY",
            "The table members is not under forced row-level security.",
        ),
        ("CREATE TABLE stray (n int)", "The table stray does not belong to pristan_owner."),
        ("DROP POLICY known ON deployment", "The table deployment has no policy."),
        (
            "GRANT TRUNCATE ON members TO pristan_app",
            "The address in PRISTAN_DATABASE_URL is not safe: the role pristan_app may TRUNCATE,"
            " which looks past policies.",
        ),
        (
            "ALTER TABLE members OWNER TO pristan_app",
            "The table members does not belong to pristan_owner.",
        ),
        (
            "GRANT CREATE ON SCHEMA public TO pristan_app",
            "The role pristan_app may create in the schema public, and could own tables there.",
        ),
        (
            "REVOKE CREATE ON SCHEMA public FROM pristan_share",
            "The role pristan_share may not create in the schema public, where its views belong.",
        ),
        (
            "DROP EXTENSION btree_gist CASCADE",
            "The extension btree_gist is missing, which keeps a place from being given twice.",
        ),
        ("DROP TABLE alembic_version", "There is no schema yet: no migration has run."),
    ],
)
def test_every_fault_is_named(spare: Database, damage: str, sentence: str) -> None:
    with as_superuser(spare) as connection:
        connection.execute(text(damage))

    assert sentence in faults_of(spare)


def test_an_old_schema_is_named_with_both_migrations(spare: Database) -> None:
    with as_superuser(spare) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001_tenants'"))

    [fault] = faults_of(spare)
    assert fault.startswith("The schema stands at migration 0001_tenants, the program needs ")


def test_a_database_without_a_kind_is_named(spare: Database) -> None:
    with as_superuser(spare) as connection:
        connection.execute(text("DELETE FROM deployment"))
        assert connection.scalar(text("SELECT kind FROM deployment")) is None

    assert faults_of(spare) == [
        "The database does not say what it is for: production, demo or test."
    ]
    with as_superuser(spare) as connection:
        declare(connection, "test")
    assert faults_of(spare) == []


def test_the_app_role_is_bound(spare: Database) -> None:
    engine = create_engine(spare.app_url)

    refuse_unbound_role(engine)

    engine.dispose()


@pytest.mark.parametrize(
    ("role", "reason"),
    [("postgres", "is a superuser, whom policies do not bind"), (OWNER, "owns tables")],
)
def test_an_unbound_role_is_refused_with_its_reason(
    spare: Database, role: str, reason: str
) -> None:
    engine = create_engine(make_url(spare.owner_url).set(username=role))

    with pytest.raises(UnboundRole, match=f"Pristan does not start: the role {role} {reason}"):
        refuse_unbound_role(engine)

    engine.dispose()


def test_a_member_of_the_owner_is_refused_like_the_owner(spare: Database) -> None:
    engine = disguised(spare, "CREATE ROLE pristan_test_friend LOGIN IN ROLE pristan_owner")

    with pytest.raises(UnboundRole, match="the role pristan_test_friend owns tables"):
        refuse_unbound_role(engine)

    undisguise(engine, spare)


def test_a_role_that_bypasses_policies_is_refused(spare: Database) -> None:
    engine = disguised(spare, "CREATE ROLE pristan_test_friend LOGIN BYPASSRLS")

    with pytest.raises(UnboundRole, match="the role pristan_test_friend has BYPASSRLS"):
        refuse_unbound_role(engine)

    undisguise(engine, spare)


def test_a_second_upgrade_changes_nothing(spare: Database) -> None:
    engine = create_engine(spare.owner_url)

    upgrade(engine)
    engine.dispose()

    assert faults_of(spare) == []


@contextmanager
def as_superuser(database: Database) -> Iterator[Connection]:
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def disguised(database: Database, creation: str) -> Engine:
    with as_superuser(database) as connection:
        connection.execute(text("DROP ROLE IF EXISTS pristan_test_friend"))
        connection.execute(text(creation))
    return create_engine(make_url(database.owner_url).set(username="pristan_test_friend"))


def undisguise(engine: Engine, database: Database) -> None:
    engine.dispose()
    with as_superuser(database) as connection:
        connection.execute(text("DROP ROLE pristan_test_friend"))


def faults_of(database: Database) -> list[str]:
    engine = create_engine(database.app_url)
    with engine.connect() as connection:
        found = faults(connection)
    engine.dispose()
    return found
