"""A database with something in it to leak, told once, and copies of it to break or to attack."""

import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine

from network.app import create_app
from tenants.cluster import Cluster
from tenants.database import db
from tenants.passwords import use_cost
from tests.actors import Cast
from tests.database import (
    Database,
    administration,
    create_database,
    dropped_afterwards,
    migrated_database,
)
from tests.promises.retelling import Retold, Told
from tests.promises.story import tell


@pytest.fixture(scope="session")
def told(cluster: Cluster) -> Iterator[Told]:
    use_cost(passes=1, memory_kib=8)  # for the copies, too
    with migrated_database(cluster) as database:
        app = create_app(database.settings)
        owner = create_engine(database.owner_url)
        story = tell(app, owner)
        close(app)
        owner.dispose()
        yield Told(database, story)


def close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def copied(cluster: Cluster, told: Told) -> Iterator[Database]:
    """A copy, with its keys and documents."""
    with administration(cluster) as connection:
        name = create_database(connection, told.database.name)
    with dropped_afterwards(cluster, name) as database:
        shutil.copy(told.database.keys, database.keys)
        if told.database.documents.is_dir():
            shutil.copytree(told.database.documents, database.documents)
        yield database


@pytest.fixture
def copy(copied: Database) -> Iterator[tuple[Engine, Engine]]:
    """A copy to break, for the application's role and for a superuser."""
    eyes, owner = create_engine(copied.app_url), create_engine(copied.owner_url)
    yield eyes, owner
    eyes.dispose()
    owner.dispose()


@pytest.fixture
def retold(copied: Database, told: Told) -> Iterator[Retold]:
    """A copy to attack."""
    app, owner = create_app(copied.settings), create_engine(copied.owner_url)
    app.testing = True
    actors = {who: replace(actor, app=app) for who, actor in vars(told.story.cast).items()}
    later = {who: replace(told.story.actor(who), app=app) for who in ("school", "bystander")}
    yield Retold(app, owner, replace(told.story, cast=Cast(**actors), **later))
    close(app)
    owner.dispose()
