"""What a home has seen and may use no more: it is asked to stop, and says once that it has."""

from uuid import UUID

import pytest

from network.consent.kinds import Category
from network.requests import queries, received, who_sees
from network.requests.actions import asking
from tenants.database import transaction
from tenants.errors import Conflict
from tests import factories
from tests.actors import Cast
from tests.shares import WHO, end_consent, grant, read, show, with_file

C = Category


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


def test_the_home_is_asked_to_stop_using_what_it_saw_and_says_so_once(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    consent = grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)
    read(cast.institution, ask_id)
    end_consent(cast, consent)

    with cast.institution.acting() as scope, transaction():
        before = received.to_stop(scope, queries.get_ask(scope, ask_id))
        received.confirm_stop(scope, ask_id)
    with cast.institution.acting() as scope, transaction():
        after = received.to_stop(scope, queries.get_ask(scope, ask_id))
        with pytest.raises(Conflict):
            received.confirm_stop(scope, ask_id)

    assert before == [C.IDENTITY, C.CONTACT]
    assert after == []
    with cast.centre.acting() as scope, transaction():
        looks = who_sees.seen(scope, queries.asks_of(scope, request_id))
        assert {(one.category, bool(one.stopped_at)) for one in looks} == {
            (C.IDENTITY, True),
            (C.CONTACT, True),
        }


def test_what_was_never_looked_at_needs_no_word(cast: Cast, request_id: UUID, ask_id: UUID) -> None:
    consent = grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)

    end_consent(cast, consent)

    with cast.institution.acting() as scope, transaction():
        assert received.to_stop(scope, queries.get_ask(scope, ask_id)) == []
