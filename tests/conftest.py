"""One server, one application, and a database that forgets every test."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Engine, create_engine

from network.app import create_app
from network.settings import Settings
from tenants.cluster import Cluster
from tenants.database import db
from tenants.passwords import use_cost
from tests import compiled
from tests.actors import Cast, engage
from tests.catalogues import compile_stale
from tests.database import Database, Forgetting, migrated_database, shared_cluster
from tests.effort import tried

pytest_plugins = ["tests.houses", "tests.demo.demos"]

# Looking for garbage among all that has been imported took a sixth of the time of the tests.
GARBAGE_AFTER = (20_000, 20, 20)  # what is made, and looks at what is young and not so young
gc.set_threshold(*GARBAGE_AFTER)

compiled.share()

# How long an example takes says more about the machine than about the code.
hypothesis_settings.register_profile("pristan", deadline=None, max_examples=tried(100, 2000))
hypothesis_settings.load_profile("pristan")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pg-bindir",
        type=Path,
        default=os.environ.get("PRISTAN_TEST_PG_BINDIR"),
        help="run on the PostgreSQL of this folder of programs, not on the one we bring",
    )


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Contents are told by their place: a package holds the time at which it was made, so that
    two workers would call one test by two names."""
    return argname if isinstance(val, bytes) else None


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # once, not in each of xdist's workers
        compile_stale()


def pytest_collection_finish() -> None:
    """Nothing that was there before the first test is ever garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def pg_bindir(request: pytest.FixtureRequest) -> Path | None:
    """The PostgreSQL under test; None is the one we bring."""
    chosen = request.config.getoption("--pg-bindir")
    return Path(chosen) if chosen else None


@pytest.fixture(scope="session")
def cluster(pg_bindir: Path | None) -> Iterator[Cluster]:
    """The server of all workers. The last one to end stops it."""
    with shared_cluster(pg_bindir) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def database(cluster: Cluster) -> Iterator[Database]:
    """This worker's own database, at head."""
    with migrated_database(cluster) as database:
        yield database


@pytest.fixture(scope="session")
def owner(database: Database) -> Iterator[Engine]:
    """For looking behind the policies: connects as a superuser, whom they do not bind."""
    engine = create_engine(database.owner_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def settings(database: Database) -> Settings:
    """What the application under test was started with."""
    return database.settings


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    """The application, connected as the role that policies bind."""
    app = create_app(settings)
    app.testing = True
    use_cost(passes=1, memory_kib=8)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def forgetting(owner: Engine) -> Forgetting:
    """Made before any test has written, when only the reference tables hold rows."""
    return Forgetting(owner)


@pytest.fixture(autouse=True)
def forget(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test that could have written to the database leaves an empty one behind."""
    if {"app", "owner", "database"}.isdisjoint(request.fixturenames):
        yield
        return
    forgetting: Forgetting = request.getfixturevalue("forgetting")
    yield
    forgetting.forget()


@pytest.fixture
def cast(app: Flask, owner: Engine) -> Cast:
    """A centre, the institution it works with, a stranger, the coordination and an outsider."""
    return engage(app, owner)
