"""What can be recorded of a stay, and when."""

from hypothesis import given
from hypothesis import strategies as st

from network.placements.lifecycle import MOVES, PlacementMove, PlacementState, actions_for


@given(st.sampled_from(PlacementState))
def test_every_button_is_open_or_says_why_not(state: PlacementState):
    buttons = actions_for(state)

    assert [one.move for one in buttons] == list(PlacementMove)
    for one in buttons:
        assert one.open is (MOVES[one.move] is state)
        assert one.open is not bool(one.reason)


def test_nothing_is_recorded_of_a_stay_that_is_over():
    over = set(PlacementState) - {PlacementState.EXPECTED, PlacementState.RESIDENT}

    assert not any(one.open for state in over for one in actions_for(state))
