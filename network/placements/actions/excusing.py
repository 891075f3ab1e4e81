"""The head lets something due go undone; what is asked again later is asked all the same."""

from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.models import Clock
from network.placements import deadlines, queries
from network.programmes import following
from tenants.scope import Scope


def excuse(scope: Scope, clock_id: UUID, reason: str) -> Clock:
    """Let it go, and say why. Whoever need not tell how a stay goes after 30 days is asked after
    90; after a programme it is the next stage. Raises NotFound, NotAllowed, SetByLaw, Invalid,
    ClockEnded."""
    found = clocks.excuse(scope, clock_id, reason)
    if found.kind == ClockKind.OUTCOME and (placement := queries.of_clock(scope, found)):
        deadlines.ask_how_it_goes(scope, placement)
    following.excused(scope, found)
    return found
