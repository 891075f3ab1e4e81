"""A file to put documents into, and another way to keep and scan them for one test."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask

from network.documents import at_hand
from network.records import actions
from network.settings import Settings
from tenants.database import db, transaction
from tests.actors import Actor, Cast

With = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def file_id(cast: Cast) -> UUID:
    """Begun by the worker of the centre, who is its head as well."""
    return begun(cast.centre)


def begun(actor: Actor) -> UUID:
    with actor.acting() as scope, transaction():
        return actions.begin(scope, first_name="Živa", last_name="Izmišljena").id


@pytest.fixture
def deployed(app: Flask, settings: Settings) -> With:
    """Documents are kept and scanned as these settings say, for as long as the block runs."""

    @contextmanager
    def run(**changed: object) -> Iterator[None]:
        with app.app_context():
            engine = db.engine
        at_hand.take_up(engine, replace(settings, **changed))
        yield
        at_hand.take_up(engine, settings)

    return run
