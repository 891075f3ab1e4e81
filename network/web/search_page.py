"""What the page of a request says of its search: what is due, what rests, and what would end."""

from collections.abc import Sequence
from typing import Any

from network.clocks.queries import Due
from network.requests import consequences
from network.requests.actions import appealing
from network.requests.actions.searching import KEPT_ALIVE
from network.requests.around import RUNNING
from network.requests.beside import Appeal
from network.requests.models import Ask, Request
from network.requests.reasons import Pause
from network.web import dues
from network.web.labels import label
from tenants.scope import Scope

# What the centre may choose; that nobody confirmed follows by itself.
PAUSES = tuple(pause for pause in Pause if pause is not Pause.NOT_CONFIRMED)


def of_search(
    scope: Scope, request: Request, asks: Sequence[Ask], due: Sequence[Due]
) -> dict[str, Any]:
    """What of all that is `due` on the request keeps the search alive, why it rests, its meetings,
    and what closing it would end."""
    meetings = appealing.meetings_of(scope, request.id)
    return {
        "dues": _dues(scope, due),
        "pauses": [(one.value, label(one)) for one in PAUSES],
        "meetings": meetings,
        "meeting_open": any(one.appeal.outcome is None for one in meetings),
        "tree": consequences.of_closing(request, asks),
        "asked_about": _asked_about([one.appeal for one in meetings], asks),
    }


def _dues(scope: Scope, found: Sequence[Due]) -> list[dues.Line]:
    ours = [due for due in found if due.state in RUNNING and due.clock.kind in KEPT_ALIVE]
    lines = [dues.line(scope, due) for due in ours]
    return [line for line in lines if line is not None]


def _asked_about(meetings: Sequence[Appeal], asks: Sequence[Ask]) -> dict[str, str]:
    names = {ask.id: f"{ask.group_name}, {ask.recipient_name}" for ask in asks}
    return {str(one.id): names[one.ask_id] for one in meetings if one.ask_id in names}
