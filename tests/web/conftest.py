"""Readers of pages: of the whole network, or of a frame with the whole look and none of the rooms,
for which no test needs a database.
"""

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from network import web
from tenants import login
from tenants.database import db
from tests import factories
from tests.actors import Cast
from tests.client import Browser
from tests.reading import english


@pytest.fixture
def worker(cast: Cast) -> Browser:
    """Of the case worker of the centre."""
    return english(cast.centre)


@pytest.fixture
def counsellor(cast: Cast) -> Browser:
    """Of the counsellor of the institution."""
    return english(cast.institution)


@pytest.fixture
def group_id(cast: Cast) -> UUID:
    """A group of the institution with a single place, which is free."""
    return factories.group(cast.institution, capacity=1)


@pytest.fixture
def required(app: Flask) -> Iterator[None]:
    """A deployment that asks some roles for a second factor."""
    app.config[login.REQUIRED] = True
    yield
    app.config[login.REQUIRED] = False


@pytest.fixture
def frame() -> Flask:
    """The frame around pages, to which a test adds the page it needs."""
    app = Flask("network")
    app.testing = True
    app.config.update(SQLALCHEMY_DATABASE_URI="postgresql+psycopg://", MAX_CONTENT_LENGTH=2000)
    db.init_app(app)
    web.init_app(app)
    login.init_app(app)
    return app


@pytest.fixture
def reader(frame: Flask) -> FlaskClient:
    """Somebody with a browser who is not signed in and asks for no language."""
    return frame.test_client()


@pytest.fixture
def request_context(frame: Flask) -> Iterator[Flask]:
    """For what needs a reader's language but no page."""
    with frame.test_request_context():
        yield frame
