"""A home receives asks, reads what it may, and answers."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.requests.actions import asking, declining, messages
from network.requests.lifecycle import AskState
from network.requests.reasons import Decline
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.client import NOBODY, Browser
from tests.numbers import YEAR
from tests.reading import english, words
from tests.standing import ask_of, ask_state
from tests.statements import asked


def test_reading_an_ask_is_recorded_and_shown_to_the_centre(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)

    page = words(counsellor.get(f"/asks/{ask_id}"))
    counsellor.get(f"/asks/{ask_id}")

    assert f"Ask {YEAR}-0001 · girl, 13 to 15 years" in page
    assert "opened today" in words(english(cast.centre).get(f"/requests/{_request(cast, ask_id)}"))
    assert ask_state(cast.centre, ask_id) is AskState.OPENED


def _request(cast: Cast, ask_id: UUID) -> UUID:
    return ask_of(cast.centre, ask_id).request_id


def test_the_anonymous_page_shows_nothing_that_tells_who_it_is(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)

    page = counsellor.get(f"/asks/{ask_id}").text

    for closed in (
        "6120-417/2026",
        "Domžale",
        "Leaves at night",
        "stay at my school",
        "vocational",
    ):
        assert closed not in page
    assert str(_request(cast, ask_id)) not in page


def test_a_raised_ask_shows_the_profile_of_needs(cast: Cast, counsellor: Browser, group_id: UUID):
    ask_id = factories.ask(cast.centre, group_id)
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)

    page = words(counsellor.get(f"/asks/{ask_id}"))

    assert "vocational school" in page
    assert "I would like to stay at my school." in page
    assert "The home may see the profile of needs" in page


def test_an_ended_ask_leaves_the_home_a_tombstone(cast: Cast, counsellor: Browser, group_id: UUID):
    ask_id = factories.ask(cast.centre, group_id)
    with cast.centre.acting() as scope, transaction():
        messages.say(scope, ask_id, "A word of the centre.")
    seen = counsellor.get(f"/asks/{ask_id}")

    page = counsellor.follow(
        counsellor.post(
            f"/asks/{ask_id}/decline", {"reason": "staff_shortage", "note": "Until May."}
        )
    )

    assert "A word of the centre." in words(seen)
    assert "This ask has ended." in words(page)
    assert "there is not enough staff" in words(page)
    assert "Until May." in words(page)
    for closed in ("A word of the centre.", "13 to 15", "problems at school", "Osrednjeslovenska"):
        assert closed not in words(page)


def test_the_list_shows_what_lives_and_what_has_ended(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    live = factories.ask(cast.centre, group_id)
    ended = factories.ask(cast.centre, group_id)
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ended, Decline.NO_PLACE)

    assert str(live) in counsellor.get("/asks").text
    assert str(ended) not in counsellor.get("/asks").text
    assert str(ended) in counsellor.get("/asks?ended=yes").text


@pytest.mark.parametrize("path", ["/asks", "/asks?ended=yes"])
def test_a_list_of_three_costs_no_more_than_a_list_of_one(
    app: Flask, cast: Cast, counsellor: Browser, group_id: UUID, path: str
):
    def another() -> None:
        factories.ask(cast.centre, group_id)
        with cast.institution.acting() as scope, transaction():
            declining.decline(scope, factories.ask(cast.centre, group_id), Decline.NO_PLACE)

    counted = []
    for _ in range(3):
        another()
        counsellor.get(path)
        with asked(app) as statements:
            counsellor.get(path)
        counted.append(len(statements))

    assert counted[0] == counted[2]


def test_an_educator_sees_no_asks_and_is_told_who_does(cast: Cast, owner: Engine, group_id: UUID):
    ask_id = factories.ask(cast.centre, group_id)
    educator = english(colleague(owner, cast.institution, "Eva", Role.EDUCATOR))

    answers = [
        educator.get("/asks"),
        educator.get(f"/asks/{ask_id}"),
        educator.post(f"/asks/{ask_id}/offer", {"hold_hours": "48"}),
        educator.post(f"/asks/{ask_id}/decline", {}),
        educator.post(f"/asks/{ask_id}/messages", {"body": "?"}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 5
    assert "Only the head, a counsellor or a crisis worker of the home answers asks." in words(
        answers[1]
    )
    assert ask_state(cast.centre, ask_id) is AskState.SENT


def test_neither_side_can_make_the_other_sides_move(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.offered(cast.centre, cast.institution, group_id)
    worker = english(cast.centre)

    by_home = [
        counsellor.post(f"/asks/{ask_id}/{move}", {"reason": "too_far"})
        for move in ("acceptance", "refusal", "withdrawal", "level", "cancellation")
    ]
    by_centre = [
        worker.post(f"/asks/{ask_id}/{move}", {"reason": "no_place", "hold_hours": "2"})
        for move in ("offer", "decline", "assignment")
    ]

    assert {answer.status_code for answer in by_home + by_centre} == {403}
    assert ask_state(cast.centre, ask_id) is AskState.OFFERED


@pytest.mark.parametrize("who", ["stranger", "outsider", "coordination"])
def test_an_ask_between_two_others_is_as_unknown_as_a_made_up_one(
    cast: Cast, group_id: UUID, who: str
):
    foreign = english(getattr(cast, who))
    moves = "offer decline acceptance refusal withdrawal level cancellation messages assignment"

    for id_ in (factories.ask(cast.centre, group_id), NOBODY):
        assert foreign.get(f"/asks/{id_}").status_code == 404
        for move in moves.split():
            assert foreign.post(f"/asks/{id_}/{move}", {"body": "x"}).status_code == 404
