"""A group, a request with its file, and an ask that shows the profile of needs."""

from uuid import UUID

import pytest

from network.requests.actions import asking
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.shares import with_file


@pytest.fixture
def group_id(cast: Cast) -> UUID:
    return factories.group(cast.institution, name="Jadro")


@pytest.fixture
def request_id(cast: Cast) -> UUID:
    """A request of the centre, with its file."""
    request_id = factories.request(cast.centre)
    with_file(cast.centre, request_id)
    return request_id


@pytest.fixture
def ask_id(cast: Cast, group_id: UUID, request_id: UUID) -> UUID:
    """An ask on which the profile of needs is shown."""
    ask_id = factories.ask(cast.centre, group_id, request_id)
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
    return ask_id
