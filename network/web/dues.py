"""What is due, in words and tone: by when, whose it is, and whether it stands still or is late."""

from dataclasses import dataclass

from network.clocks.kinds import ClockKind
from network.clocks.queries import ClockState, Due
from network.web.formats import moment
from network.web.words import gettext
from tenants.errors import N_
from tenants.scope import Scope

K = ClockKind
# To the side that must do it, and to the side that waits for it.
SAID: dict[tuple[ClockKind, bool], str] = {
    (K.REPLY, True): N_("Answer by %(when)s"),
    (K.REPLY, False): N_("The home answers by %(when)s"),
    (K.QUESTION, True): N_("Answer the question by %(when)s"),
    (K.QUESTION, False): N_("The centre answers your question by %(when)s"),
    (K.OFFER, True): N_("Decide by %(when)s"),
    (K.OFFER, False): N_("The centre decides by %(when)s"),
    (K.VISIT, True): N_("Record the visit by %(when)s"),
    (K.VISIT, False): N_("The home records the visit by %(when)s"),
    (K.KEEP_ALIVE, True): N_("Confirm by %(when)s that the search is still wanted"),
    (K.FULL_REVIEW, True): N_("Review the search by %(when)s"),
    (K.DECLINE_REVIEW, True): N_("Decide by %(when)s"),
}
LATE: dict[tuple[ClockKind, bool], str] = {
    (K.REPLY, True): N_("Your answer was due %(when)s"),
    (K.REPLY, False): N_("The home's answer was due %(when)s"),
    (K.KEEP_ALIVE, True): N_("Nobody has confirmed since %(when)s that the search is wanted"),
    (K.FULL_REVIEW, True): N_("The review was due %(when)s"),
}
OVERDUE = N_("Overdue since %(when)s")
STILL = N_("The time to answer stands still while the question is open")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is due, as its reader sees it."""

    text: str
    tone: str
    late: bool


def line(scope: Scope, due: Due | None) -> Line | None:
    """What is due, to the scope's side of it; None where nothing is."""
    if due is None:
        return None
    if due.state is ClockState.PAUSED:
        return Line(gettext(STILL), "", False)
    late = due.state is ClockState.MISSED
    key = (ClockKind(due.clock.kind), due.clock.tenant_id == scope.tenant_id)
    sentence = LATE.get(key, OVERDUE) if late else SAID.get(key, N_("Due %(when)s"))
    tone = "stop" if late else "hold" if key[1] else ""
    return Line(gettext(sentence) % {"when": moment(due.clock.due_at)}, tone, late)
