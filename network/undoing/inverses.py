"""Which acts have a natural inverse, and from where that leads back to how things stood. Pure.

The inverse goes through the door through which people take such a step back anyway; here stands
only which one it is, and when it undoes the whole act.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from network.clocks.subjects import SubjectKind
from network.programmes.kinds import ProgrammeState
from network.requests.lifecycle import AskState
from tenants.errors import N_

WITHIN = timedelta(minutes=10)
AT_ONCE = N_("taken back at once")


class Act(StrEnum):
    """An act that its member can take back at once."""

    INTEREST = "interest"
    WAITLIST = "waitlist"
    ARRANGE_VISIT = "arrange_visit"
    OFFER = "offer"
    DECLINE = "decline"
    ASSIGN_ASK = "assign_ask"
    PAUSE = "pause"
    CLOSE = "close"
    ASSIGN_STAY = "assign_stay"
    INTAKE = "intake"
    CLOSE_PLACE = "close_place"
    CHANGE_PROGRAMME = "change_programme"
    SHOW_PROGRAMME = "show_programme"
    PAUSE_PROGRAMME = "pause_programme"
    CHANGE_COHORT = "change_cohort"


class Kept(StrEnum):
    """A thing that a house keeps, and on which nothing is ever due."""

    PROGRAMME = "programme"
    COHORT = "cohort"


class Door(StrEnum):
    """Through which act it is taken back."""

    STEP_BACK = "step_back"
    REOPEN = "reopen"
    RESUME = "resume"
    REOPEN_SEARCH = "reopen_search"
    AS_BEFORE = "as_before"
    OPEN_PLACE = "open_place"


@dataclass(frozen=True, slots=True)
class Inverse:
    """How an act is taken back, and where: `unless` and `only_from` are what must (not) have been
    so before; `says` is what does not come back with it."""

    subject: SubjectKind | Kept
    door: Door
    only_from: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    says: str = ""


# A step back leads to "opened": from anywhere else it would take back more than the last act.
_UNANSWERED = frozenset({AskState.SENT, AskState.OPENED})
_ANSWER = Inverse(SubjectKind.ASK, Door.STEP_BACK, only_from=_UNANSWERED)
_PAUSED = frozenset({ProgrammeState.PAUSED})
INVERSES: Mapping[Act, Inverse] = {
    Act.INTEREST: _ANSWER,
    Act.WAITLIST: _ANSWER,
    Act.ARRANGE_VISIT: _ANSWER,
    Act.OFFER: _ANSWER,
    Act.DECLINE: Inverse(
        SubjectKind.ASK,
        Door.REOPEN,
        says=N_("The ask then begins anew: what the centre had added for you stays closed."),
    ),
    Act.ASSIGN_ASK: Inverse(SubjectKind.ASK, Door.AS_BEFORE),
    Act.PAUSE: Inverse(SubjectKind.REQUEST, Door.RESUME, unless=frozenset({"paused"})),
    Act.CLOSE: Inverse(
        SubjectKind.REQUEST, Door.REOPEN_SEARCH, unless=frozenset({"paused", "asks_live"})
    ),
    Act.ASSIGN_STAY: Inverse(SubjectKind.PLACEMENT, Door.AS_BEFORE),
    Act.INTAKE: Inverse(SubjectKind.GROUP, Door.AS_BEFORE),
    Act.CLOSE_PLACE: Inverse(SubjectKind.GROUP, Door.OPEN_PLACE),
    Act.CHANGE_PROGRAMME: Inverse(Kept.PROGRAMME, Door.AS_BEFORE),
    # Nothing leads back to a draft: others may have read it. It can be paused.
    Act.SHOW_PROGRAMME: Inverse(Kept.PROGRAMME, Door.AS_BEFORE, only_from=_PAUSED),
    Act.PAUSE_PROGRAMME: Inverse(Kept.PROGRAMME, Door.AS_BEFORE),
    Act.CHANGE_COHORT: Inverse(Kept.COHORT, Door.AS_BEFORE),
}


def leads_back(act: Act, before: Mapping[str, object]) -> bool:
    """Whether the inverse of `act` takes back that act and nothing else, as things stood."""
    inverse = INVERSES[act]
    if inverse.only_from and before.get("state") not in inverse.only_from:
        return False
    return not any(before.get(name) for name in inverse.unless)
