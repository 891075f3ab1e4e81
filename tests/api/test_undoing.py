"""Programs take back what they have just done, while nothing has happened since."""

from uuid import UUID

import pytest

from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, told


@pytest.fixture
def ask(cast: Cast) -> UUID:
    return factories.ask(cast.centre, factories.group(cast.institution))


def test_an_offer_is_taken_back_once(ask: UUID, home: Program) -> None:
    told(home.put(f"/asks/{ask}/offer", {}))

    back = told(home.put(f"/asks/{ask}/undoing"))
    again = problem(home.put(f"/asks/{ask}/undoing"), 409)

    assert back["state"] == "opened"
    assert again["code"] == "too_late"


def test_what_was_answered_stays(ask: UUID, centre: Program, home: Program) -> None:
    told(home.put(f"/asks/{ask}/interest", {}))
    told(centre.put(f"/asks/{ask}/level"))

    problem(home.put(f"/asks/{ask}/undoing"), 409)

    assert told(home.get(f"/asks/{ask}"))["state"] == "interested"


def test_a_closed_request_goes_on(cast: Cast, centre: Program, home: Program) -> None:
    request_id = factories.request(cast.centre)
    told(centre.put(f"/requests/{request_id}/closing", {"reason": "no_longer_needed"}))

    back = told(centre.put(f"/requests/{request_id}/undoing"))

    assert back["state"] == "open"
    problem(home.put(f"/requests/{request_id}/undoing"), 404)
