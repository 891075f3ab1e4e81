"""From an accepted offer to the day of leaving. The surface opens and ends the transaction."""

from network.placements.actions.away import cancel_leave, come_back, grant_leave, report_away
from network.placements.actions.coming import accept, arrive, cancel, enter, not_arrive
from network.placements.actions.excusing import excuse
from network.placements.actions.filing import take_over
from network.placements.actions.going import depart, transfer
from network.placements.actions.measures import court_filed, record_legal_state
from network.placements.actions.staying import (
    assign,
    authorise_overstay,
    expect_leaving,
    extend,
    move_group,
    plan_done,
    plan_end,
)
from network.placements.actions.telling import tell_outcome

__all__ = [
    "accept",
    "arrive",
    "assign",
    "authorise_overstay",
    "cancel",
    "cancel_leave",
    "come_back",
    "court_filed",
    "depart",
    "enter",
    "excuse",
    "expect_leaving",
    "extend",
    "grant_leave",
    "move_group",
    "not_arrive",
    "plan_done",
    "plan_end",
    "record_legal_state",
    "report_away",
    "take_over",
    "tell_outcome",
    "transfer",
]
