"""Who imports."""

import pytest

from tests.actors import Actor, Cast


@pytest.fixture
def own(cast: Cast) -> Actor:
    """The home that imports its own list."""
    return cast.institution


@pytest.fixture
def steward(cast: Cast) -> Actor:
    """The network's administrator, who imports for all homes."""
    return cast.coordination
