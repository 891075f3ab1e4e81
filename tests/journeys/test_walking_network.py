"""The main job, end to end, by the acts alone: from an open place to somebody who moved in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from network.placements import actions as placements
from network.placements import queries as placement_queries
from network.placements.lifecycle import Destination, NonArrival
from network.requests import queries, thread
from network.requests.actions import answering, asking, declining, messages
from network.requests.lifecycle import AskState, CannotMove, RequestState
from network.requests.models import Ask
from network.requests.reasons import Decline, Withdrawal
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import NotFound
from tests import factories
from tests.actors import Cast
from tests.numbers import YEAR
from tests.standing import ask_state, free_places


def test_a_place_is_asked_for_offered_accepted_and_moved_into(cast: Cast):
    group_id = factories.group(cast.institution, capacity=2)
    request_id = factories.request(cast.centre)
    ask_id = factories.offered(cast.centre, cast.institution, group_id, request_id)
    assert free_places(cast.stranger, group_id) == 1

    with cast.centre.acting() as scope, transaction():
        placement_id = placements.accept(scope, ask_id).id
    assert free_places(cast.stranger, group_id) == 1

    with cast.institution.acting() as scope, transaction():
        placements.arrive(scope, placement_id, arrived_on=clock.today(), reference="J7")
    with cast.centre.acting() as scope:
        assert (
            queries.state_of(scope, queries.get_request(scope, request_id)) is RequestState.PLACED
        )
    assert free_places(cast.stranger, group_id) == 1

    with cast.institution.acting() as scope, transaction():
        placements.depart(scope, placement_id, left_on=clock.today(), destination=Destination.HOME)
    with cast.centre.acting() as scope:
        assert (
            queries.state_of(scope, queries.get_request(scope, request_id)) is RequestState.CLOSED
        )
    assert free_places(cast.stranger, group_id) == 2


def test_accepting_one_offer_releases_the_others_and_ends_their_access(cast: Cast):
    here = factories.group(cast.institution)
    there = factories.group(cast.stranger, name="Klas")
    request_id = factories.request(cast.centre)
    taken = factories.offered(cast.centre, cast.institution, here, request_id)
    left = factories.offered(cast.centre, cast.stranger, there, request_id)

    with cast.centre.acting() as scope, transaction():
        placements.accept(scope, taken)

    assert ask_state(cast.stranger, left) is AskState.RELEASED
    assert free_places(cast.centre, there) == 3
    with cast.stranger.acting() as scope, pytest.raises(NotFound):
        thread.disclosed(scope, queries.get_ask(scope, left))


def test_a_home_opens_reads_and_declines_and_keeps_only_a_tombstone(cast: Cast):
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    with cast.institution.acting() as scope, transaction():
        opened = answering.open_ask(scope, ask_id)
        assert thread.disclosed(scope, opened) == {
            "age_band": "13-15",
            "sex": "female",
            "region": "osrednjeslovenska",
            "needs": ["school_problems"],
            "legal_group": "family_law",
            "urgency": "planned",
            "basis": "statutory_task",
        }
    assert ask_state(cast.centre, ask_id) is AskState.OPENED

    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, Decline.NO_PLACE)

    with cast.institution.acting() as scope:
        tombstone = queries.get_ask(scope, ask_id)
        assert (tombstone.number, tombstone.end_reason) == (f"{YEAR}-0001", "no_place")
        assert [event.kind for event in thread.timeline(scope, tombstone)] == [
            "decline",
            "open",
            "send",
        ]
        with pytest.raises(NotFound):
            thread.disclosed(scope, tombstone)


def test_raising_the_level_of_one_ask_shows_that_home_the_need_profile(cast: Cast):
    request_id = factories.request(cast.centre)
    raised = factories.ask(cast.centre, factories.group(cast.institution), request_id)
    other = factories.ask(cast.centre, factories.group(cast.stranger), request_id)

    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, raised)

    with cast.institution.acting() as scope:
        seen = thread.disclosed(scope, queries.get_ask(scope, raised))
        assert seen["own_words"] == "I would like to stay at my school."
    with cast.stranger.acting() as scope:
        assert "own_words" not in thread.disclosed(scope, queries.get_ask(scope, other))


def test_an_offer_lapses_by_itself_and_can_be_made_again(cast: Cast):
    group_id = factories.group(cast.institution, capacity=1)
    ask_id = factories.offered(cast.centre, cast.institution, group_id)
    later = clock.now() + timedelta(hours=48, seconds=1)

    with clock.frozen(later):
        assert ask_state(cast.centre, ask_id) is AskState.LAPSED
        assert free_places(cast.stranger, group_id) == 1
        with (
            cast.centre.acting() as scope,
            pytest.raises(CannotMove, match="run out"),
            transaction(),
        ):
            placements.accept(scope, ask_id)
        with cast.institution.acting() as scope, transaction():
            answering.offer(scope, ask_id)
        assert ask_state(cast.centre, ask_id) is AskState.OFFERED
        assert free_places(cast.stranger, group_id) == 0


def test_somebody_who_does_not_arrive_frees_the_place_and_reopens_the_request(cast: Cast):
    group_id = factories.group(cast.institution, capacity=1)
    request_id = factories.request(cast.centre)
    _, placement_id = factories.accepted(cast.centre, cast.institution, group_id, request_id)

    with cast.institution.acting() as scope, transaction():
        placements.not_arrive(scope, placement_id, NonArrival.RAN_AWAY)

    assert free_places(cast.centre, group_id) == 1
    with cast.centre.acting() as scope:
        assert queries.state_of(scope, queries.get_request(scope, request_id)) is RequestState.OPEN


def test_a_centre_cancels_before_the_arrival_and_asks_again(cast: Cast):
    group_id = factories.group(cast.institution, capacity=1)
    request_id = factories.request(cast.centre)
    ask_id, _ = factories.accepted(cast.centre, cast.institution, group_id, request_id)

    with cast.centre.acting() as scope, transaction():
        placements.cancel(scope, ask_id, Withdrawal.NEEDS_CHANGED)

    assert free_places(cast.institution, group_id) == 1
    assert factories.ask(cast.centre, group_id, request_id)


def test_the_two_sides_write_to_each_other_until_the_ask_ends(cast: Cast):
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    for actor, words in ((cast.centre, "Kdaj?"), (cast.institution, "Jutri.")):
        with actor.acting() as scope, transaction():
            messages.say(scope, ask_id, words)

    for actor in (cast.centre, cast.institution):
        with actor.acting() as scope:
            events = thread.timeline(scope, queries.get_ask(scope, ask_id))
            assert {e.text for e in events if e.kind == "message"} == {"Kdaj?", "Jutri."}
    with cast.stranger.acting():
        assert db.session.scalars(select(Ask)).all() == []


def test_somebody_answers_for_every_ask_and_every_stay_from_the_first_look_on(cast: Cast):
    ask_id, placement_id = factories.arrived(
        cast.centre, cast.institution, factories.group(cast.institution)
    )

    with cast.institution.acting() as scope:
        assert queries.get_ask(scope, ask_id).recipient_responsible_id == scope.member_id
        assert placement_queries.get(scope, placement_id).responsible_id == scope.member_id
