"""The page of a request: a centre sees where each ask stands, and decides."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from network.requests.actions import asking, messages
from network.requests.lifecycle import AskState, RequestState
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.client import NOBODY, Browser
from tests.numbers import YEAR
from tests.reading import english, words
from tests.standing import ask_states, request_state
from tests.statements import asked


def test_the_page_tells_where_the_request_stands_and_who_sees_what(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)
    ask_id = factories.offered(
        cast.centre, cast.institution, factories.group(cast.institution), request_id
    )
    with cast.institution.acting() as scope, transaction():
        messages.say(scope, ask_id, "Pridite v sredo.")

    page = words(worker.get(f"/requests/{request_id}"))

    assert f"Request {YEAR}-0001 · girl, 15" in page
    assert "Your decision on an offer" in page
    assert "Pridite v sredo." in page
    assert "Accept the offer" in page
    assert "There is no accepted place to cancel." in page
    assert (
        "Summary task given by statute sees it School, risks, own words does not see it"
        " Name and file does not see it"
    ) in page


def test_one_click_shows_one_home_more(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)
    ask_id = factories.ask(cast.centre, factories.group(cast.institution), request_id)

    page = worker.follow(worker.post(f"/asks/{ask_id}/level"))

    assert (
        "Summary task given by statute sees it School, risks, own words task given by statute"
        " sees it Name and file does not see it"
    ) in words(page)
    assert "Show the profile of needs" not in words(page)


def test_the_page_opens_with_the_ask_that_was_chosen(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)
    first = factories.ask(cast.centre, factories.group(cast.institution, name="Prva"), request_id)
    factories.ask(cast.centre, factories.group(cast.stranger, name="Druga"), request_id)

    page = worker.follow(worker.get(f"/asks/{first}"))

    assert 'aria-label="Ask to Prva"' in page.text


def test_an_ask_of_another_request_is_not_found_on_this_one(cast: Cast, worker: Browser):
    here, there = factories.request(cast.centre), factories.request(cast.centre)
    elsewhere = factories.ask(cast.centre, factories.group(cast.institution), there)

    answers = [worker.get(f"/requests/{here}?ask={id_}") for id_ in (elsewhere, NOBODY)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_an_offer_is_accepted_and_leads_to_the_placement(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)
    ask_id = factories.offered(
        cast.centre, cast.institution, factories.group(cast.institution), request_id
    )

    page = words(worker.follow(worker.post(f"/asks/{ask_id}/acceptance")))

    assert "Waiting for the arrival" in page
    assert "To the placement" in page
    assert request_state(cast.centre, request_id) is RequestState.AWAITING


def test_accepting_twice_is_refused_kindly_and_nothing_happens_twice(cast: Cast, worker: Browser):
    ask_id = factories.offered(cast.centre, cast.institution, factories.group(cast.institution))

    worker.post(f"/asks/{ask_id}/acceptance")
    again = worker.post(f"/asks/{ask_id}/acceptance")

    assert again.status_code == 409
    assert "There is no offer to accept yet, or it was accepted already." in words(again)
    assert "Below you see how things stand now." in words(again)


def test_accepting_after_the_hold_ran_out_says_so_beside_how_things_stand(cast: Cast):
    ask_id = factories.offered(cast.centre, cast.institution, factories.group(cast.institution))

    with clock.frozen(clock.now() + timedelta(hours=49)):
        late = english(cast.centre).post(f"/asks/{ask_id}/acceptance")

    assert late.status_code == 409
    assert "The hold on the place has run out. Ask the home to offer it again." in words(late)
    assert "offer has lapsed" in words(late)


@pytest.mark.parametrize("move", ["refusal", "withdrawal"])
def test_saying_no_needs_a_reason(cast: Cast, worker: Browser, move: str):
    request_id = factories.request(cast.centre)
    ask_id = factories.offered(
        cast.centre, cast.institution, factories.group(cast.institution), request_id
    )

    without = worker.post(f"/asks/{ask_id}/{move}", {"reason": ""})
    wrong = worker.post(f"/asks/{ask_id}/{move}", {"reason": "because"})

    assert [without.status_code, wrong.status_code] == [422, 422]
    assert "Fill this in." in words(without)
    assert (
        f'id="{move.replace("al", "") if move == "withdrawal" else "refuse"}" open' in without.text
    )
    assert ask_states(cast.centre, request_id) == [AskState.OFFERED]


def test_refusing_withdrawing_and_cancelling_free_the_place(cast: Cast, worker: Browser):
    group_id = factories.group(cast.institution)
    refused = factories.offered(cast.centre, cast.institution, group_id)
    withdrawn = factories.ask(cast.centre, group_id)
    cancelled, _ = factories.accepted(cast.centre, cast.institution, group_id)

    answers = [
        worker.post(f"/asks/{refused}/refusal", {"reason": "too_far"}),
        worker.post(f"/asks/{withdrawn}/withdrawal", {"reason": "needs_changed"}),
        worker.post(f"/asks/{cancelled}/cancellation", {"reason": "other_solution"}),
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert "too far from home" in words(worker.follow(answers[0]))
    assert "the needs have changed" in words(worker.follow(answers[1]))
    assert "another solution was found" in words(worker.follow(answers[2]))


def test_a_message_sent_twice_at_once_is_one_message(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)
    ask_id = factories.ask(cast.centre, factories.group(cast.institution), request_id)

    for _ in range(2):
        worker.post(f"/asks/{ask_id}/messages", {"body": "Kdaj lahko pride?"})
    empty = worker.post(f"/asks/{ask_id}/messages", {"body": "  "})
    long = worker.post(f"/asks/{ask_id}/messages", {"body": "x" * 4001})

    assert worker.get(f"/requests/{request_id}").text.count("Kdaj lahko pride?") == 1
    assert [empty.status_code, long.status_code] == [422, 422]
    assert "x" * 4001 in long.text


def test_three_asks_cost_the_page_no_more_than_one(app: Flask, cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)
    groups = [factories.group(cast.institution, name=f"S{n}") for n in range(3)]

    def ask(group_id: UUID) -> None:
        with cast.centre.acting() as scope, transaction():
            asking.ask(scope, request_id, [group_id])

    counted = []
    for group_id in groups:
        ask(group_id)
        worker.get(f"/requests/{request_id}")
        with asked(app) as statements:
            worker.get(f"/requests/{request_id}")
        counted.append(len(statements))

    assert counted[0] == counted[2]
