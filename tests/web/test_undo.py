"""What one has just done can be taken back at once, as long as nothing has happened since."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.availability import queries as availability
from network.requests.actions import asking, messages
from network.requests.lifecycle import AskState
from network.undoing.inverses import INVERSES, Act, leads_back
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.client import Browser
from tests.reading import english, typed_day, words
from tests.standing import ask_of, ask_state

DONE = {
    "interest": {},
    "waiting-list": {},
    "offer": {"hold_hours": "48"},
    "visit": {"at": f"{typed_day(clock.today() + timedelta(days=3))} 10.00"},
    "decline": {"reason": "no_place"},
}


@pytest.fixture
def ask_id(cast: Cast, group_id: UUID) -> UUID:
    return factories.ask(cast.centre, group_id)


def done(browser: Browser, path: str, **form: str) -> str:
    """The page after an act; the address of its undo button."""
    answer = browser.follow(browser.post(path, form))
    found = re.search(r'action="(/undo/[^"]+)"', answer.text)
    return found[1] if found else ""


@pytest.mark.parametrize("act", DONE)
def test_an_answer_is_taken_back_and_both_stay_in_the_history(
    cast: Cast, counsellor: Browser, ask_id: UUID, act: str
):
    counsellor.get(f"/asks/{ask_id}")

    undo = done(counsellor, f"/asks/{ask_id}/{act}", **DONE[act])
    page = words(counsellor.follow(counsellor.post(undo)))

    assert ask_state(cast.institution, ask_id) is AskState.OPENED
    assert "Taken back." in page
    assert "taken back at once" in page
    assert "Undo" not in words(counsellor.get(f"/asks/{ask_id}"))


def test_declining_says_what_does_not_come_back(counsellor: Browser, ask_id: UUID):
    page = counsellor.follow(counsellor.post(f"/asks/{ask_id}/decline", {"reason": "no_place"}))

    assert "what the centre had added for you stays closed" in words(page)


def test_a_step_from_further_on_offers_no_undo(counsellor: Browser, ask_id: UUID):
    done(counsellor, f"/asks/{ask_id}/interest")

    assert done(counsellor, f"/asks/{ask_id}/offer", hold_hours="48") == ""


def test_a_double_click_takes_back_once(cast: Cast, counsellor: Browser, ask_id: UUID):
    undo = done(counsellor, f"/asks/{ask_id}/interest")

    first, second = counsellor.post(undo), counsellor.post(undo)

    assert (first.status_code, second.status_code) == (303, 303)
    page = words(counsellor.get(f"/asks/{ask_id}"))
    assert page.count("The last answer was taken back") == 1


def test_after_ten_minutes_it_is_too_late(cast: Cast, ask_id: UUID):
    undo = done(english(cast.institution), f"/asks/{ask_id}/interest")

    with clock.frozen(clock.now() + timedelta(minutes=11)):
        answer = english(cast.institution).post(undo)

    assert answer.status_code == 409
    assert "only within ten minutes" in words(answer)
    assert ask_state(cast.institution, ask_id) is AskState.INTERESTED


def test_once_the_other_side_has_done_something_it_stays(
    cast: Cast, counsellor: Browser, ask_id: UUID
):
    undo = done(counsellor, f"/asks/{ask_id}/interest")
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)

    answer = counsellor.post(undo)

    assert answer.status_code == 409
    assert "Something has happened since." in words(answer)


def test_once_the_other_side_has_answered_in_words_it_stays(
    cast: Cast, counsellor: Browser, ask_id: UUID
):
    undo = done(counsellor, f"/asks/{ask_id}/interest")
    with cast.centre.acting() as scope, transaction():
        messages.say(scope, ask_id, "Hvala!")

    assert counsellor.post(undo).status_code == 409


def test_only_who_did_it_takes_it_back(
    cast: Cast, owner: Engine, counsellor: Browser, ask_id: UUID
):
    eva = colleague(owner, cast.institution, "Eva Čuk", Role.COUNSELLOR)
    undo = done(counsellor, f"/asks/{ask_id}/interest")

    assert english(eva).post(undo).status_code == 404
    assert english(cast.centre).post(undo).status_code == 404


def test_a_search_at_rest_and_a_closed_request_go_on(cast: Cast, worker: Browser):
    request_id = factories.request(cast.centre)

    paused = done(worker, f"/requests/{request_id}/pause", pause="hospital")
    resumed = words(worker.follow(worker.post(paused)))
    closed = done(worker, f"/requests/{request_id}/closing", reason="no_longer_needed")
    reopened = words(worker.follow(worker.post(closed)))

    assert "The search goes on" in resumed
    assert "Request opened again" in reopened
    assert "taken back at once" in reopened


def test_a_request_whose_asks_ended_with_it_is_not_undone_at_once(
    cast: Cast, worker: Browser, ask_id: UUID
):
    request_id = ask_of(cast.centre, ask_id).request_id

    undo = done(worker, f"/requests/{request_id}/closing", reason="no_longer_needed")

    assert undo == ""


def test_who_answers_is_as_it_was(cast: Cast, owner: Engine, counsellor: Browser, ask_id: UUID):
    eva = colleague(owner, cast.institution, "Eva", Role.COUNSELLOR)
    counsellor.get(f"/asks/{ask_id}")
    before = ask_of(cast.institution, ask_id).recipient_responsible_id

    named = {"responsible_id": str(eva.scope.member_id), "deputy_id": ""}
    undo = done(counsellor, f"/asks/{ask_id}/assignment", **named)
    counsellor.post(undo)

    assert before is not None
    assert ask_of(cast.institution, ask_id).recipient_responsible_id == before


def test_intake_and_a_closed_place_are_as_they_were(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    intake = done(counsellor, f"/groups/{group_id}/intake", intake="waiting_list")
    counsellor.post(intake)
    day = typed_day(clock.today())
    closure = done(counsellor, f"/groups/{group_id}/closures", starts=day, reason="works")
    counsellor.post(closure)

    with cast.institution.acting() as scope:
        assert availability.own_group(scope, group_id).intake == "open"
        assert list(availability.closures(scope, group_id)) == []


def test_every_act_has_an_inverse_and_says_when_it_leads_back():
    assert set(INVERSES) == set(Act)
    assert leads_back(Act.OFFER, {"state": "opened"})
    assert not leads_back(Act.OFFER, {"state": "visited"})
    assert not leads_back(Act.CLOSE, {"asks_live": True})
    assert leads_back(Act.CLOSE, {"asks_live": False, "paused": False})


def test_two_clicks_at_the_very_same_moment_take_back_once(cast: Cast, ask_id: UUID):
    browsers = [english(cast.institution) for _ in range(2)]
    undo = done(browsers[0], f"/asks/{ask_id}/interest")

    with ThreadPoolExecutor(2) as pool:
        answers = [each.status_code for each in pool.map(lambda one: one.post(undo), browsers)]

    assert answers == [303, 303]
    page = words(browsers[0].get(f"/asks/{ask_id}"))
    assert page.count("The last answer was taken back") == 1


def test_the_button_reads_in_slovenian(cast: Cast, ask_id: UUID):
    browser = cast.institution.browser()

    page = words(browser.follow(browser.post(f"/asks/{ask_id}/decline", {"reason": "no_place"})))

    assert "Razveljavi Poizvedba se nato začne znova" in page
