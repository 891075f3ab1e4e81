"""How a programme stands to somebody who would join it: the one thing its card says first."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from network.programmes.kinds import ProgrammeState
from network.programmes.published import OpenCohort, PublishedProgramme


class Chance(StrEnum):
    """What whoever would like to take part may expect."""

    DRAFT = "draft"
    CLOSED = "closed"
    PAUSED = "paused"
    LATER = "later"
    NOW = "now"
    SOON = "soon"
    WAITING = "waiting"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Outlook:
    """A chance, from or until a day where there is one, and the cohort that comes next."""

    chance: Chance
    day: date | None = None
    cohort: OpenCohort | None = None


def outlook(programme: PublishedProgramme, on: date) -> Outlook:
    """How the programme stands as of a day."""
    if programme.state in (ProgrammeState.DRAFT, ProgrammeState.CLOSED):
        return Outlook(Chance(programme.state))
    ahead = [each for each in programme.cohorts if each.joinable(on)]
    coming = next((each for each in ahead if each.free), next(iter(ahead), None))
    if programme.state == ProgrammeState.PAUSED:
        return Outlook(Chance.PAUSED, programme.paused_until, coming)
    if programme.open_from is not None and programme.open_from > on:
        return Outlook(Chance.LATER, programme.open_from, coming)
    if coming is None or not coming.free:
        return Outlook(Chance.WAITING if programme.waiting_list else Chance.FULL, None, coming)
    if coming.starts > on:
        return Outlook(Chance.SOON, coming.starts, coming)
    return Outlook(Chance.NOW, None, coming)
