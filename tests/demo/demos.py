"""Demos with one month of history, made once for all tests that look at them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine

from network.app import create_app
from network.demo.making import Wish, make
from network.jobs.catching_up import catch_up
from tenants.cluster import Cluster
from tenants.database import db
from tenants.passwords import use_cost
from tests.database import (
    Database,
    administration,
    create_database,
    dropped_afterwards,
    migrated_database,
)

# Four weeks with no holiday and no change of clocks in this year, nor fifty-two weeks before.
SEED = 5
PRESENT = datetime(2026, 10, 20, 13, 30, tzinfo=UTC)


@contextmanager
def demo(cluster: Cluster, seed: int, until: datetime = PRESENT) -> Iterator[tuple[Flask, Engine]]:
    """A demo of its own, as the application sees it and as somebody whom no policy binds."""
    use_cost(passes=1, memory_kib=8)
    with migrated_database(cluster) as database:
        app = create_app(database.settings)
        owner = create_engine(database.owner_url)
        with app.app_context():
            make(Wish(seed, 1, until), tell=lambda: None, work=catch_up)
        yield app, owner
        with app.app_context():
            db.engine.dispose()
        owner.dispose()


@pytest.fixture(scope="session")
def made(cluster: Cluster) -> Iterator[tuple[Flask, Engine]]:
    with demo(cluster, SEED) as found:
        yield found


@pytest.fixture(scope="session")
def demo_copy(cluster: Cluster, made: tuple[Flask, Engine]) -> Iterator[Database]:
    """A copy of it, for tests that add to it."""
    app, owner = made
    with app.app_context():
        db.engine.dispose()
    name = str(owner.url.database)
    owner.dispose()  # a database to which somebody is connected cannot be copied
    with administration(cluster) as connection:
        copy = create_database(connection, name)
    with dropped_afterwards(cluster, copy) as database:
        yield database
