"""Asks as both sides see them and move them on."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from tenants import clock
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.api import bodies
from tests.api.client import Program, problem, program, told


@pytest.fixture
def ask(cast: Cast) -> UUID:
    """Of the centre to a group of the institution."""
    return factories.ask(cast.centre, factories.group(cast.institution))


def clerk(cast: Cast, owner: Engine, role: Role) -> Program:
    """A program of somebody else at the institution; the administrator issues its token."""
    member = colleague(owner, cast.institution, "clerk", role)
    return program(cast.institution, member=member)


def test_each_side_lists_its_asks(ask: UUID, centre: Program, home: Program) -> None:
    sent = told(centre.get("/asks?side=sent&live=true"))["items"]
    received = told(home.get("/asks?side=received"))["items"]

    assert [(each["id"], each["side"]) for each in sent] == [(str(ask), "sent")]
    assert [(each["id"], each["side"]) for each in received] == [(str(ask), "received")]
    assert (received[0]["request_id"], received[0]["number"]) == (None, sent[0]["number"])
    assert told(centre.get("/asks?side=received"))["items"] == []
    assert told(centre.get("/asks?side=sent&live=false"))["items"] == []


def test_looking_opens_an_ask_only_for_who_may_answer(
    cast: Cast, ask: UUID, centre: Program, home: Program, owner: Engine
) -> None:
    educator = clerk(cast, owner, Role.EDUCATOR)
    assert told(centre.get(f"/asks/{ask}"))["state"] == "sent"
    assert told(educator.get(f"/asks/{ask}"))["state"] == "sent"

    opened = told(home.get(f"/asks/{ask}"))

    assert (opened["state"], opened["opened_by"]) == ("opened", "institution worker")
    assert told(centre.get(f"/asks/{ask}"))["version"] == opened["version"]


def test_disclosure_rises_with_one_act_of_the_centre(
    ask: UUID, centre: Program, home: Program
) -> None:
    anonymous = told(home.get(f"/asks/{ask}/disclosure"))
    assert (anonymous["age_band"], anonymous["risks"]) == ("13-15", None)

    assert told(centre.put(f"/asks/{ask}/level"))["level"] == 1

    shown = told(home.get(f"/asks/{ask}/disclosure"))
    assert shown["risks"] == "Leaves at night when she is upset."
    assert shown["school_level"] == "vocational"
    problem(home.put(f"/asks/{ask}/level"), 404)


def test_the_two_sides_write_to_each_other_while_the_ask_lives(
    ask: UUID, centre: Program, home: Program
) -> None:
    path = f"/asks/{ask}/messages"
    first = told(centre.post(path, {"body": "  When could she visit?\r\n"}), 201)
    second = told(home.post(path, {"body": "On Monday."}), 201)

    assert first["body"] == "When could she visit?"
    assert told(centre.get(path))["items"] == told(home.get(path))["items"] == [first, second]

    told(home.put(f"/asks/{ask}/decline", {"reason": "no_place"}))
    closed = problem(centre.post(path, {"body": "And later?"}), 409)
    assert closed["code"] == "thread_closed"
    problem(home.get(path), 404)
    assert len(told(centre.get(path))["items"]) == 2


def test_a_decline_for_another_reason_needs_a_word(ask: UUID, home: Program) -> None:
    refused = problem(home.put(f"/asks/{ask}/decline", {"reason": "other"}), 422)
    declined = told(home.put(f"/asks/{ask}/decline", {"reason": "other", "note": "A fire."}))

    assert list(refused["errors"]) == ["note"]
    assert (declined["state"], declined["end_reason"]) == ("declined", "other")
    problem(home.get(f"/asks/{ask}/disclosure"), 404)


def test_an_offer_whose_hold_has_run_out_has_lapsed_and_can_be_made_again(
    cast: Cast, ask: UUID, centre: Program, home: Program
) -> None:
    told(home.put(f"/asks/{ask}/offer", {"hold_hours": 1}))

    with clock.frozen(clock.now() + timedelta(hours=2)):
        lapsed = told(centre.get(f"/asks/{ask}"))
        refused = problem(centre.put(f"/asks/{ask}/acceptance"), 409)
        again = told(home.put(f"/asks/{ask}/offer", {"hold_hours": 1}))

    assert (lapsed["state"], lapsed["moves"]) == ("lapsed", ["withdraw"])
    assert refused["code"] == "cannot_move"
    assert again["state"] == "offered"


@pytest.mark.parametrize(
    ("path", "body", "state"),
    [
        ("refusal", {"reason": "too_far"}, "refused"),
        ("withdrawal", {"reason": "no_longer_needed"}, "withdrawn"),
    ],
)
def test_a_centre_leaves_an_offer_and_the_place_is_free_again(
    cast: Cast, centre: Program, path: str, body: dict[str, str], state: str
) -> None:
    group = factories.group(cast.institution, capacity=1)
    ask = factories.offered(cast.centre, cast.institution, group)

    ended = told(centre.put(f"/asks/{ask}/{path}", body))

    assert (ended["state"], ended["moves"], ended["waits_for"]) == (state, [], None)
    assert told(centre.get("/board"))["free"] == 1


def test_an_accepted_place_is_given_back_before_the_arrival(cast: Cast, centre: Program) -> None:
    group = factories.group(cast.institution, capacity=1)
    ask, _ = factories.accepted(cast.centre, cast.institution, group)

    cancelled = told(centre.put(f"/asks/{ask}/cancellation", {"reason": "needs_changed"}))

    assert cancelled["state"] == "cancelled"
    assert told(centre.get(f"/requests/{cancelled['request_id']}"))["state"] == "open"
    assert told(centre.get("/board"))["free"] == 1


def test_the_home_says_who_answers_and_tells_only_itself(
    cast: Cast, ask: UUID, centre: Program, home: Program
) -> None:
    someone = str(cast.institution.scope.member_id)

    assigned = told(home.put(f"/asks/{ask}/assignment", {"responsible_id": someone}))

    assert (assigned["responsible_id"], assigned["deputy_id"]) == (someone, None)
    assert told(centre.get(f"/asks/{ask}"))["responsible_id"] is None
    foreign = {"responsible_id": str(cast.centre.scope.member_id)}
    problem(home.put(f"/asks/{ask}/assignment", foreign), 422)


def test_the_timeline_is_the_same_to_both_sides(ask: UUID, centre: Program, home: Program) -> None:
    told(home.put(f"/asks/{ask}/offer", {"note": "A room of her own."}))

    events = told(centre.get(f"/asks/{ask}/timeline"))["items"]

    assert [event["kind"] for event in events] == ["offer", "send"]
    assert events[0]["text"] == "A room of her own."
    assert told(home.get(f"/asks/{ask}/timeline"))["items"] == events


def test_moves_are_shut_to_the_other_side_and_to_strangers(
    cast: Cast, ask: UUID, centre: Program, home: Program, stranger: Program
) -> None:
    outside = program(cast.outsider)

    problem(centre.put(f"/asks/{ask}/offer", {}), 404)
    problem(home.put(f"/asks/{ask}/withdrawal", {"reason": "sent_in_error"}), 404)
    for other in (stranger, outside):
        problem(other.get(f"/asks/{ask}"), 404)
        problem(other.put(f"/asks/{ask}/offer", {}), 404)
        problem(other.put(f"/asks/{ask}/acceptance"), 404)
        problem(other.post(f"/asks/{ask}/messages", {"body": "Hello"}), 404)

    assert told(centre.get(f"/asks/{ask}"))["version"] == 1


def test_a_wrong_role_of_the_own_house_is_told_why(
    cast: Cast, ask: UUID, home: Program, owner: Engine
) -> None:
    educator = clerk(cast, owner, Role.EDUCATOR)

    refused = problem(educator.put(f"/asks/{ask}/offer", {}), 403)

    assert "head, a counsellor or a crisis worker" in refused["detail"]
    assert told(educator.get(f"/asks/{ask}"))["moves"] == []
    moves = told(home.get(f"/asks/{ask}"))["moves"]
    assert moves == ["interest", "arrange_visit", "waitlist", "offer", "decline"]


def test_wrong_days_of_an_offer_are_named(ask: UUID, home: Program) -> None:
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    path = f"/asks/{ask}/offer"

    past = problem(home.put(path, {"starts": yesterday}), 422)
    turned = problem(home.put(path, {"starts": bodies.today(), "ends": bodies.today()}), 422)
    endless = problem(home.put(path, {"hold_hours": 337}), 422)

    assert list(past["errors"]) == ["starts"]
    assert list(turned["errors"]) == ["ends"]
    assert list(endless["errors"]) == ["hold_hours"]
