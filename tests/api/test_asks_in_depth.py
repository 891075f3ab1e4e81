"""Programs look further before they offer: questions, visits, waiting lists, reviews, searches."""

from datetime import timedelta
from uuid import UUID

import pytest

from network.requests.actions import declining
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, program, told


@pytest.fixture
def ask(cast: Cast) -> UUID:
    return factories.ask(cast.centre, factories.group(cast.institution))


def test_a_question_is_put_and_answered(ask: UUID, centre: Program, home: Program) -> None:
    put = told(home.put(f"/asks/{ask}/question", {"topic": "school", "body": "Which one?"}))
    waiting = told(centre.get(f"/asks/{ask}/around"))
    centre.put(f"/asks/{ask}/answer", {"answer": "The one in Kranj."})
    answered = told(home.get(f"/asks/{ask}/around"))

    assert put["waits_for"] == "sender"
    assert (waiting["due"], waiting["questions"][0]["answer"]) == ("question", None)
    assert (answered["due"], answered["due_state"]) == ("reply", "running")
    assert answered["questions"][0]["answer"] == "The one in Kranj."


def test_a_visit_and_the_waiting_list_stand_beside_the_ask(
    ask: UUID, centre: Program, home: Program
) -> None:
    at = (clock.now() + timedelta(days=2)).isoformat()

    home.put(f"/asks/{ask}/visit", {"at": at, "participants": ["csd"]})
    visit = told(centre.get(f"/asks/{ask}/around"))["visit"]
    home.put(f"/asks/{ask}/waiting-list", {})
    waiting = told(centre.get(f"/asks/{ask}/around"))["waiting"]

    assert (visit["state"], visit["participants"]) == ("arranged", ["csd", "young_person"])
    assert waiting == {"position": 1, "waiting": 1}


def test_an_hour_that_does_not_exist_is_refused(ask: UUID, home: Program) -> None:
    answer = problem(home.put(f"/asks/{ask}/visit", {"at": "2027-03-28T02:30:00"}), 422)

    assert answer["status"] == 422


def test_the_reasons_are_data(home: Program) -> None:
    reasons = {each["code"]: each for each in told(home.get("/decline-reasons"))["items"]}

    assert reasons["region"]["reviewable"] is True
    assert reasons["no_place"]["again"] == "place_free"


def test_the_coordination_decides_a_decline_once(cast: Cast, ask: UUID, centre: Program) -> None:
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask, "region")
    office = program(cast.coordination)

    [review] = told(office.get("/decline-reviews"))["items"]
    path = f"/decline-reviews/{review['id']}/decision"
    decided = told(office.put(path, {"decision": "confirmed"}))
    again = office.put(path, {"decision": "confirmed"})
    foreign = centre.put(path, {"decision": "confirmed"})

    assert decided["decision"] == "confirmed"
    assert (again.status_code, foreign.status_code) == (409, 404)
    assert told(office.get("/decline-reviews"))["items"] == []
    assert len(told(office.get("/decline-reviews/decided"))["items"]) == 1


def test_a_search_rests_and_goes_on(cast: Cast, centre: Program) -> None:
    request_id = factories.request(cast.centre)

    centre.put(f"/requests/{request_id}/pause", {"pause": "hospital"})
    group_id = factories.group(cast.institution)
    refused = centre.post(f"/requests/{request_id}/asks", {"group_ids": [str(group_id)]})
    centre.put(f"/requests/{request_id}/confirmation", {})
    why = {str(group_id): "Your school fits."}
    sent = centre.post(f"/requests/{request_id}/asks", {"group_ids": [str(group_id)], "why": why})

    assert (refused.status_code, sent.status_code) == (409, 201)
    ask_id = told(sent, 201)["items"][0]["id"]
    disclosed = told(centre.get(f"/asks/{ask_id}/disclosure"))
    assert disclosed["why"] == "Your school fits."
