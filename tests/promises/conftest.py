"""A database with something in it to leak, and copies of it to break."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine

from network.app import create_app
from tenants.cluster import Cluster
from tenants.database import db
from tests.database import (
    administration,
    create_database,
    dropped_afterwards,
    migrated_database,
)
from tests.promises.story import Story, tell


@pytest.fixture(scope="session")
def told(cluster: Cluster) -> Iterator[tuple[str, Story]]:
    """The name of a database with the story in it, and the story; nobody is connected to it."""
    with migrated_database(cluster) as database:
        app = create_app(database.settings)
        owner = create_engine(database.owner_url)
        story = tell(app, owner)
        close(app)
        owner.dispose()
        yield database.name, story


def close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def copy(cluster: Cluster, told: tuple[str, Story]) -> Iterator[tuple[Engine, Engine]]:
    """A copy to break, for the application's role and for a superuser."""
    with administration(cluster) as connection:
        name = create_database(connection, told[0])
    with dropped_afterwards(cluster, name) as database:
        eyes, owner = create_engine(database.app_url), create_engine(database.owner_url)
        yield eyes, owner
        eyes.dispose()
        owner.dispose()
