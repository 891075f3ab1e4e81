"""The table of moves: complete, closed, and the same for rule, buttons and refusals."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.requests.lifecycle import (
    ENDED,
    FOLLOWING,
    MOVES,
    OF_PROGRAMMES,
    SEEKING,
    WAITS_FOR,
    AskMove,
    AskState,
    CannotMove,
    Party,
    RequestState,
    actions_for,
    next_state,
    refusal,
    request_state,
    state_at,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
states, moves, parties = (st.sampled_from(list(kind)) for kind in (AskState, AskMove, Party))


@given(states, moves, parties)
def test_a_move_is_made_or_refused_with_a_reason(state: AskState, move: AskMove, by: Party):
    allowed = MOVES.get((state, move), (None, None))[0] is by

    assert bool(refusal(state, move, by)) is not allowed
    if allowed:
        assert next_state(state, move, by) is MOVES[state, move][1]
    else:
        with pytest.raises(CannotMove):
            next_state(state, move, by)


@given(states, parties)
def test_every_button_of_a_side_is_open_or_says_why_not(state: AskState, by: Party):
    buttons = actions_for(state, by, programme=True)

    assert {one.move for one in buttons} == {
        move for (_, move), (party, _) in MOVES.items() if party is by and move not in FOLLOWING
    }
    for one in buttons:
        assert one.open is (MOVES.get((state, one.move), (None, None))[0] is by)
        assert one.open is not bool(one.reason)


def test_a_group_has_no_answer_that_is_a_programmes_alone():
    for state in AskState:
        for by in Party:
            assert OF_PROGRAMMES.isdisjoint(one.move for one in actions_for(state, by))


def test_an_ended_ask_stays_ended():
    assert {(state, move) for state, move in MOVES if state in ENDED} == {
        (AskState.DECLINED, AskMove.REOPEN)
    }


def test_every_ask_can_still_end():
    leads_to = {
        state: {after for (at, _), (_, after) in MOVES.items() if at is state} for state in AskState
    }
    for state in set(AskState) - ENDED:
        reached, new = {state}, {state}
        while new:
            new = set().union(*(leads_to[one] for one in new)) - reached
            reached |= new
        assert reached & ENDED, state


def test_somebody_must_move_as_long_as_the_search_waits():
    for state in set(AskState) - ENDED - {AskState.ARRIVED}:
        assert any(
            at is state and party is WAITS_FOR[state] and move not in FOLLOWING
            for (at, move), (party, _) in MOVES.items()
        )


def test_every_seeking_ask_can_be_released_by_the_centre():
    assert {s for s, move in MOVES if move is AskMove.RELEASE} == SEEKING


@given(st.integers(-100, 100))
def test_an_offer_lapses_at_the_very_moment_its_hold_ends(minutes: int):
    hold = NOON + timedelta(minutes=minutes)

    expected = AskState.LAPSED if minutes <= 0 else AskState.OFFERED
    assert state_at("offered", hold, NOON) is expected


@given(states.filter(lambda state: state not in (AskState.OFFERED, AskState.LAPSED)))
def test_an_old_hold_says_nothing_about_any_other_state(state: AskState):
    assert state_at(state.value, NOON - timedelta(days=1), NOON) is state


@pytest.mark.parametrize(
    ("accepted", "closed", "stands"),
    [
        (None, False, RequestState.OPEN),
        (AskState.ACCEPTED, False, RequestState.AWAITING),
        (AskState.ARRIVED, False, RequestState.PLACED),
        (AskState.DEPARTED, False, RequestState.CLOSED),
        (AskState.NOT_ARRIVED, False, RequestState.OPEN),
        (AskState.CANCELLED, False, RequestState.OPEN),
        (None, True, RequestState.CLOSED),
        (AskState.CANCELLED, True, RequestState.CLOSED),
    ],
)
def test_a_request_stands_where_the_ask_it_accepted_stands(
    accepted: AskState | None, closed: bool, stands: RequestState
):
    assert request_state(accepted, closed) is stands
