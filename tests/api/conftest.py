"""A program for each side of the cast."""

import pytest

from tests.actors import Cast
from tests.api.client import Program, program


@pytest.fixture
def centre(cast: Cast) -> Program:
    """Of the centre that asks."""
    return program(cast.centre)


@pytest.fixture
def home(cast: Cast) -> Program:
    """Of the institution that is asked."""
    return program(cast.institution)


@pytest.fixture
def stranger(cast: Cast) -> Program:
    """Of another home in the same network."""
    return program(cast.stranger)
