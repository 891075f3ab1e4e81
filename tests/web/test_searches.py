"""Whether a search goes on, on the page of its request; and how the coordination reviews."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.jobs.asks import decline_sent_back
from network.requests import queries
from network.requests.actions import answering, declining, visiting
from network.requests.lifecycle import RequestState
from network.requests.reasons import Visitor
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.client import NOBODY, Browser
from tests.numbers import YEAR
from tests.reading import english, posted, typed_day, words
from tests.standing import ask_of, request_state
from tests.statements import asked


def declined(cast: Cast, group_id: UUID, reason: str = "region") -> UUID:
    ask_id = factories.ask(cast.centre, group_id)
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, reason)
    return ask_id


def test_a_search_is_confirmed_paused_and_goes_on(cast: Cast, worker: Browser, group_id: UUID):
    request_id = factories.request(cast.centre)

    confirmed = posted(worker, f"/requests/{request_id}/confirmation")
    paused = posted(worker, f"/requests/{request_id}/pause", pause="hospital")
    refused = worker.post(f"/requests/{request_id}/asks", {"group_ids": [str(group_id)]})
    resumed = posted(worker, f"/requests/{request_id}/confirmation")

    assert "Confirm by" in confirmed
    assert "The search rests since" in paused
    assert "in hospital" in paused
    assert refused.status_code == 409
    assert "The search goes on" in resumed


def test_the_quarterly_review_is_written_down(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)

    empty = worker.post(f"/requests/{request_id}/review", {})
    page = posted(worker, f"/requests/{request_id}/review", note="Still no place with a school.")

    assert empty.status_code == 422
    assert "Still no place with a school." in page


def test_a_closed_search_is_taken_up_again(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)
    posted(worker, f"/requests/{request_id}/closing", reason="no_longer_needed")

    page = posted(worker, f"/requests/{request_id}/reopening", note="The need is back.")

    assert "The need is back." in page
    assert request_state(cast.centre, request_id) is RequestState.OPEN


def test_closing_a_search_without_a_place_asks_what_became_of_the_need(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)

    without = worker.post(f"/requests/{request_id}/closing", {"reason": "unmet"})
    worker.post(f"/requests/{request_id}/closing", {"reason": "unmet", "unmet": "no_place"})

    with cast.centre.acting() as scope:
        assert queries.get_request(scope, request_id).unmet == "no_place"
    assert without.status_code == 422


def test_what_closing_would_end_stands_above_the_button(
    cast: Cast, worker: Browser, group_id: UUID
):
    request_id = factories.request(cast.centre)
    factories.offered(cast.centre, cast.institution, group_id, request_id)
    other = factories.ask(cast.centre, factories.group(cast.stranger, name="Klas"), request_id)
    with cast.stranger.acting() as scope, transaction():
        visiting.arrange_visit(
            scope, other, at=clock.now() + timedelta(days=1), participants=[Visitor.CSD]
        )

    page = words(worker.get(f"/requests/{request_id}"))

    assert "Jadro , institution: the ask ends; the held place is given back" in page
    assert "Klas , stranger: the ask ends; the visit is cancelled" in page


def test_an_accepted_place_stands_in_the_way(cast: Cast, worker: Browser, group_id: UUID):
    ask_id, _ = factories.accepted(cast.centre, cast.institution, group_id)

    page = words(worker.follow(worker.get(f"/asks/{ask_id}")))

    assert "a place is accepted: cancel the arrival first" in page


def test_a_meeting_is_called_on_a_decline_and_comes_to_something(
    cast: Cast, worker: Browser, group_id: UUID
):
    ask_id = declined(cast, group_id)
    request_id = ask_of(cast.centre, ask_id).request_id
    path = f"/requests/{request_id}/meeting"
    form = {"called_for": "Who takes this girl in?", "ask_id": str(ask_id)}

    called = posted(worker, path, **form, participants=["csd", "school"])
    twice = worker.post(path, {"called_for": "Again"})
    no_day = worker.post(f"{path}/outcome", {"outcome": "home_reconsiders"})
    held = {"outcome": "home_reconsiders", "held_on": typed_day(clock.today())}
    concluded = posted(worker, f"{path}/outcome", **held, conclusion="Jadro looks again.")

    assert "Who takes this girl in?" in called
    assert "Jadro, institution" in called
    assert (twice.status_code, no_day.status_code) == (409, 422)
    assert "Jadro looks again." in concluded
    assert "the home looks again" in concluded


@pytest.mark.parametrize(
    "path",
    ["confirmation", "review", "pause", "reopening", "meeting", "meeting/outcome"],
)
def test_a_foreign_search_is_as_unknown_as_a_made_up_one(cast: Cast, path: str):
    request_id = factories.request(cast.centre)

    for id_ in (request_id, NOBODY):
        answer = english(cast.stranger).post(f"/requests/{id_}/{path}", {})
        assert answer.status_code == 404


def review_id_of(owner: Engine, ask_id: UUID) -> UUID:
    with owner.connect() as connection:
        found: UUID = connection.execute(
            text("SELECT id FROM decline_reviews WHERE ask_id = :ask"), {"ask": ask_id}
        ).scalar_one()
        return found


def test_a_coordinator_sees_codes_and_sends_a_decline_back(
    app: Flask, owner: Engine, cast: Cast, group_id: UUID
):
    ask_id = declined(cast, group_id)
    review_id = review_id_of(owner, ask_id)
    coordinator = english(cast.coordination)
    path = f"/coordination/reviews/{review_id}/decision"

    seen = words(coordinator.get("/coordination/reviews"))
    counted = words(coordinator.get("/day"))
    silent = coordinator.post(path, {"decision": "sent_back"})
    page = posted(coordinator, path, decision="sent_back", remark="The region is yours.")
    again = coordinator.post(path, {"decision": "confirmed"})
    with app.app_context():
        decline_sent_back(str(cast.institution.tenant_id), str(ask_id), str(review_id))
    home = words(english(cast.institution).get(f"/asks/{ask_id}"))

    assert "a region we do not cover" in seen
    assert f"{YEAR}-0001" in seen
    assert "Coordination 1 waiting" in counted
    assert (silent.status_code, again.status_code) == (422, 409)
    assert "sent back to the home" in page
    assert "The region is yours." in home


def test_nobody_else_reviews_a_decline(owner: Engine, cast: Cast, group_id: UUID):
    review_id = review_id_of(owner, declined(cast, group_id))

    for actor, status in ((cast.centre, 404), (cast.institution, 404), (cast.stranger, 404)):
        answer = english(actor).post(
            f"/coordination/reviews/{review_id}/decision", {"decision": "confirmed"}
        )
        assert answer.status_code == status
    assert english(cast.centre).get("/coordination/reviews").status_code == 403


def test_the_list_of_reviews_costs_the_same_with_one_and_with_three(
    app: Flask, cast: Cast, group_id: UUID
):
    coordinator = english(cast.coordination)
    counted = []
    for _ in range(3):
        declined(cast, group_id)
        coordinator.get("/coordination/reviews")
        with asked(app) as statements:
            coordinator.get("/coordination/reviews")
        counted.append(len(statements))

    assert counted[0] == counted[2]


def test_a_home_reads_why_it_is_asked(cast: Cast, worker: Browser, group_id: UUID):
    request_id = factories.request(cast.centre)
    form = {"group_ids": [str(group_id)], f"why.{group_id}": "Your school fits."}

    worker.post(f"/requests/{request_id}/asks", form)

    with cast.centre.acting() as scope:
        ask_id = queries.asks_of(scope, request_id)[0].id
    assert "Why your group: Your school fits." in words(
        english(cast.institution).get(f"/asks/{ask_id}")
    )


def test_giving_up_waits_until_the_answer_is_due(cast: Cast, worker: Browser, group_id: UUID):
    ask_id = factories.ask(cast.centre, group_id)

    early = worker.post(f"/asks/{ask_id}/giving-up")
    with clock.frozen(clock.now() + timedelta(days=30)):
        late = english(cast.centre).post(f"/asks/{ask_id}/giving-up")
        answer = english(cast.institution).post(f"/asks/{ask_id}/interest")

    assert (early.status_code, late.status_code) == (409, 303)
    assert answer.status_code == 409


def test_a_question_ends_with_an_offer(cast: Cast, counsellor: Browser, group_id: UUID):
    ask_id = factories.ask(cast.centre, group_id)
    counsellor.post(f"/asks/{ask_id}/question", {"topic": "needs", "body": "How does she sleep?"})
    with cast.institution.acting() as scope, transaction():
        answering.offer(scope, ask_id)

    page = words(counsellor.get(f"/asks/{ask_id}"))

    assert "not answered any more" in page
    assert "Waiting for the centre's decision" in page
