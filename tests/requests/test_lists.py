"""Lists: what waits for whom, as of now, and never anybody else's."""

from datetime import timedelta
from uuid import UUID

import pytest

from network.requests import lists
from network.requests.actions import asking, declining, writing
from network.requests.lifecycle import RequestState
from network.requests.reasons import Closing, Decline, Withdrawal
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast


@pytest.fixture
def group_id(cast: Cast) -> UUID:
    return factories.group(cast.institution, capacity=9)


def ours(actor: Actor) -> list[UUID]:
    with actor.acting() as scope:
        return [ask.id for ask in lists.waiting_for_us(scope)]


def theirs(actor: Actor) -> list[UUID]:
    with actor.acting() as scope:
        return [ask.id for ask in lists.waiting_for_them(scope)]


def waiting(actor: Actor) -> tuple[int, int]:
    with actor.acting() as scope:
        found = lists.waiting(scope)
        assert lists.count_waiting(scope) == found.received + found.offers
        return found.received, found.offers


def test_what_waits_for_one_side_is_waited_for_by_the_other(cast: Cast, group_id: UUID):
    sent = factories.ask(cast.centre, group_id)
    offered = factories.offered(cast.centre, cast.institution, group_id)
    accepted, _ = factories.accepted(cast.centre, cast.institution, group_id)
    factories.arrived(cast.centre, cast.institution, group_id)

    assert ours(cast.institution) == theirs(cast.centre) == [sent, accepted]
    assert theirs(cast.institution) == ours(cast.centre) == [offered]
    assert waiting(cast.institution) == (2, 0)
    assert waiting(cast.centre) == (0, 1)


def test_an_offer_goes_back_to_the_home_when_its_hold_runs_out(cast: Cast, group_id: UUID):
    ask_id = factories.offered(cast.centre, cast.institution, group_id)
    lapses = clock.now() + timedelta(hours=48, seconds=1)

    with clock.frozen(lapses):
        assert ours(cast.institution) == theirs(cast.centre) == [ask_id]
        assert waiting(cast.centre) == (0, 0)


def test_what_has_ended_waits_for_nobody(cast: Cast, group_id: UUID):
    declined, withdrawn = (factories.ask(cast.centre, group_id) for _ in range(2))
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, declined, Decline.NO_PLACE)
    with cast.centre.acting() as scope, transaction():
        asking.withdraw(scope, withdrawn, Withdrawal.SENT_IN_ERROR)

    for actor in (cast.centre, cast.institution):
        assert ours(actor) == theirs(actor) == []


def test_nobody_else_sees_any_of_it(cast: Cast, group_id: UUID):
    factories.ask(cast.centre, group_id)

    for actor in (cast.stranger, cast.coordination, cast.outsider):
        assert ours(actor) == theirs(actor) == []
        assert waiting(actor) == (0, 0)


def test_the_search_stands_still_where_no_ask_lives(cast: Cast, group_id: UUID):
    asked, still, over, placed = (factories.request(cast.centre) for _ in range(4))
    factories.ask(cast.centre, group_id, asked)
    factories.accepted(cast.centre, cast.institution, group_id, placed)
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, over, Closing.LOST_CONTACT)

    with cast.centre.acting() as scope:
        assert [request.id for request in lists.unasked(scope)] == [still]


def test_every_request_stands_in_exactly_one_state(cast: Cast, group_id: UUID):
    made = [factories.request(cast.centre) for _ in range(4)]
    factories.accepted(cast.centre, cast.institution, group_id, made[1])
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, made[2], Closing.LOST_CONTACT)

    with cast.centre.acting() as scope:
        by_state = {
            state: {row.request.id for row in lists.requests(scope, state=state).rows}
            for state in RequestState
        }
        everything = lists.requests(scope).rows

    assert by_state[RequestState.OPEN] == {made[0], made[3]}
    assert by_state[RequestState.AWAITING] == {made[1]}
    assert by_state[RequestState.CLOSED] == {made[2]}
    assert sum(map(len, by_state.values())) == len(everything)
    assert all(row.request.id in by_state[row.state] for row in everything)


def test_a_row_counts_the_asks_that_live_stand_and_were_declined(cast: Cast, group_id: UUID):
    request_id = factories.request(cast.centre)
    declined = factories.ask(cast.centre, factories.group(cast.stranger), request_id)
    factories.offered(cast.centre, cast.institution, group_id, request_id)
    with cast.stranger.acting() as scope, transaction():
        declining.decline(scope, declined, Decline.NO_PLACE)

    with cast.centre.acting() as scope:
        row = lists.requests(scope).rows[0]

    assert (row.live, row.offered, row.declined) == (1, 1, 1)


def test_pages_follow_one_another_and_leave_nothing_out(
    cast: Cast, group_id: UUID, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lists, "PAGE", 2)
    made = [factories.ask(cast.centre, group_id) for _ in range(5)]

    seen: list[UUID] = []
    with cast.institution.acting() as scope:
        page = lists.received(scope)
        while page.after is not None:
            seen += [ask.id for ask in page.rows]
            page = lists.received(scope, before=page.after)
        seen += [ask.id for ask in page.rows]

    assert seen == sorted(made, reverse=True)
