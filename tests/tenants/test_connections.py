"""Connections that died while they rested are replaced before anybody notices."""

from sqlalchemy import Engine, create_engine, text

from tenants.connections import try_rested
from tests.database import Database

WHO = text("SELECT pg_backend_pid()")


def test_a_connection_that_died_at_rest_is_replaced(database: Database, owner: Engine):
    engine = create_engine(database.app_url, pool_size=1)
    try_rested(engine, rest=0)
    with engine.connect() as connection:
        first = connection.scalar(WHO)
    with owner.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:first, 5000)"), {"first": first})

    with engine.connect() as connection:
        second = connection.scalar(WHO)
    engine.dispose()

    assert second != first
