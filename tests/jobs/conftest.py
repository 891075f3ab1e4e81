"""A mail server, and what waits in the queue."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.postbox import Postbox, opened


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    """Takes mail for the centre and the institution of the cast, and for nobody else."""
    with opened(app, "centre.test", "institution.test") as postbox:
        yield postbox
