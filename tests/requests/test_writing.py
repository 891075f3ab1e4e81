"""Requests are numbered, answered for, and say nothing that was not meant."""

import pytest

from network.requests import queries, thread
from network.requests.actions import asking, declining, messages, writing
from network.requests.reasons import Closing, Decline
from tenants import clock
from tenants.database import new_id, transaction
from tenants.errors import Conflict, Invalid, NotFound
from tests import factories
from tests.actors import Cast


def test_numbers_go_up_one_by_one_in_each_centre_by_itself(cast: Cast):
    here = [factories.request(cast.centre) for _ in range(3)]
    there = factories.request(cast.outsider)

    with cast.centre.acting() as scope:
        numbers = [queries.get_request(scope, one).number for one in here]
    with cast.outsider.acting() as scope:
        foreign = queries.get_request(scope, there).number

    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]
    assert foreign[-4:] == "0001"


def test_a_request_is_answered_for_by_two_different_people_of_the_centre(cast: Cast):
    me, elsewhere = cast.centre.scope.member_id, cast.institution.scope.member_id

    for people in ({"deputy_id": me}, {"responsible_id": elsewhere}, {"deputy_id": new_id()}):
        with pytest.raises(Invalid):
            factories.request(cast.centre, **people)


def test_what_homes_were_told_does_not_change(cast: Cast):
    request_id = factories.request(cast.centre)

    with cast.centre.acting() as scope, pytest.raises(TypeError), transaction():
        writing.change(scope, request_id, {"age": 12})


def test_a_raised_ask_shows_what_was_true_when_it_was_raised_and_by_whom(cast: Cast):
    request_id = factories.request(cast.centre)
    ask_id = factories.ask(cast.centre, factories.group(cast.institution), request_id)
    for _ in range(2):
        with cast.centre.acting() as scope, transaction():
            asking.raise_level(scope, ask_id)

    with cast.institution.acting() as scope:
        events = thread.timeline(scope, queries.get_ask(scope, ask_id))

    assert [(event.kind, event.by_name) for event in events] == [
        ("raise", "centre worker"),
        ("send", "centre worker"),
    ]


def test_a_closed_request_asks_nobody_any_more(cast: Cast):
    group_id = factories.group(cast.institution)
    request_id = factories.request(cast.centre)
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.LOST_CONTACT)

    with pytest.raises(Conflict):
        factories.ask(cast.centre, group_id, request_id)


def test_nobody_is_asked_in_another_network(cast: Cast):
    with pytest.raises(NotFound):
        factories.ask(cast.outsider, factories.group(cast.institution))


def test_all_chosen_homes_are_asked_or_none(cast: Cast):
    group_id = factories.group(cast.institution)
    request_id = factories.request(cast.centre)

    with cast.centre.acting() as scope, pytest.raises(NotFound), transaction():
        asking.ask(scope, request_id, [group_id, new_id()])

    with cast.centre.acting() as scope:
        assert queries.asks_of(scope, request_id) == []


def test_the_conversation_closes_with_the_ask_for_the_home_and_stays_for_the_centre(cast: Cast):
    request_id = factories.request(cast.centre)
    ask_id = factories.ask(cast.centre, factories.group(cast.institution), request_id)
    with cast.centre.acting() as scope, transaction():
        messages.say(scope, ask_id, "A word.")
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.LOST_CONTACT)

    def said(actor) -> list[str]:
        with actor.acting() as scope:
            events = thread.timeline(scope, queries.get_ask(scope, ask_id))
            return [event.text for event in events if event.kind == "message"]

    assert said(cast.centre) == ["A word."]
    assert said(cast.institution) == []


def test_what_happens_in_one_moment_is_told_in_its_order(cast: Cast):
    with clock.frozen(clock.now()):
        ask_id = factories.offered(cast.centre, cast.institution, factories.group(cast.institution))
        with cast.institution.acting() as scope, transaction():
            declining.decline(scope, ask_id, Decline.STAFF_SHORTAGE)

    with cast.institution.acting() as scope:
        events = thread.timeline(scope, queries.get_ask(scope, ask_id))

    assert [event.kind for event in events] == ["decline", "offer", "send"]
