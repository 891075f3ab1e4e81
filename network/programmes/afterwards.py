"""School and work before and after a programme: when it is asked, and what can be answered. Pure.

Stages: on entry, at the end, within four weeks and at six months as the common indicators of the
ESF have it (Regulation (EU) 1304/2013, Annex I; ESF+ Regulation (EU) 2021/1057, Annex I), and at
twelve and twenty-four months as aftercare is evaluated (domain 1.3).
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from network.programmes.kinds import ProgrammeKind


class OutcomeStage(StrEnum):
    """On entry, or how long after the end it is asked, in the order in which it comes."""

    ENTRY = "entry"
    EXIT = "exit"
    WEEKS_4 = "weeks_4"
    MONTHS_6 = "months_6"
    MONTHS_12 = "months_12"
    MONTHS_24 = "months_24"


AFTER = tuple(OutcomeStage)[1:]  # each due in its turn; how it was on entry is told by whoever asks
# From which day on it can be told, in weeks or months after the last day.
WEEKS = {OutcomeStage.EXIT: 0, OutcomeStage.WEEKS_4: 4}
MONTHS = {OutcomeStage.MONTHS_6: 6, OutcomeStage.MONTHS_12: 12, OutcomeStage.MONTHS_24: 24}
A_YEAR = 12
TO_TELL = timedelta(days=14)  # so long there is to ask and to write it down
EARLY = timedelta(days=7)  # by so much sooner it may be told

# Prevention and advice are for classes, schools and parents: nobody follows their work for years.
NOT_FOLLOWED = frozenset(
    {
        ProgrammeKind.SCHOOL_PREVENTION,
        ProgrammeKind.ADVICE,
        ProgrammeKind.FAMILY_COUNSELLING,
        ProgrammeKind.FAMILY_THERAPY,
    }
)


class Reached(StrEnum):
    """Whether there is an answer at all: that there is none is one, too."""

    REACHED = "reached"
    CONTACT_LOST = "contact_lost"
    DECLINED = "declined"


class InEducation(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class EducationKind(StrEnum):
    """Which school, by the Slovenian system."""

    PRIMARY = "primary"
    SPECIAL = "special"
    SHORT_VOCATIONAL = "short_vocational"
    VOCATIONAL = "vocational"
    TECHNICAL = "technical"
    GENERAL = "general"
    ADULT = "adult"
    HIGHER = "higher"
    COURSE = "course"


class Qualification(StrEnum):
    """What was finished since the programme began."""

    NONE = "none"
    PRIMARY = "primary"
    SHORT_VOCATIONAL = "short_vocational"
    VOCATIONAL = "vocational"
    SECONDARY = "secondary"
    NATIONAL = "national"
    COURSE = "course"
    HIGHER = "higher"
    UNKNOWN = "unknown"


class Employment(StrEnum):
    EMPLOYED = "employed"
    SELF_EMPLOYED = "self_employed"
    LOOKING = "looking"
    UNABLE = "unable"
    CARING = "caring"
    NOT_WORKING = "not_working"
    UNKNOWN = "unknown"


IN_WORK = (Employment.EMPLOYED, Employment.SELF_EMPLOYED)


def asked_on(began_on: date, ended_on: date | None, stage: OutcomeStage) -> date | None:
    """The day on which it is asked, in a month that is too short its last; None where it has not
    ended, so that nobody knows yet."""
    if stage is OutcomeStage.ENTRY:
        return began_on
    return None if ended_on is None else after(ended_on, stage)


def after(ended_on: date, stage: OutcomeStage) -> date:
    """The same for one of the stages AFTER the end."""
    if stage in WEEKS:
        return ended_on + timedelta(weeks=WEEKS[stage])
    months = ended_on.month - 1 + MONTHS[stage]
    year, month = ended_on.year + months // A_YEAR, months % A_YEAR + 1
    return date(year, month, min(ended_on.day, monthrange(year, month)[1]))


def open_stages(began_on: date, ended_on: date | None, today: date) -> list[OutcomeStage]:
    """Those that can be told by now, also late, and also again where something was wrong."""
    days = {stage: asked_on(began_on, ended_on, stage) for stage in OutcomeStage}
    return [stage for stage, day in days.items() if day is not None and day - EARLY <= today]


def next_stage(settled: Collection[str]) -> OutcomeStage | None:
    """What is due next: the first AFTER the last one that is settled; None at the end."""
    last = max((AFTER.index(each) for each in AFTER if each.value in settled), default=-1)
    return AFTER[last + 1] if last + 1 < len(AFTER) else None


def due_on(ended_on: date, stage: OutcomeStage) -> date:
    """The day by the end of which it is to be told, AFTER the end."""
    return after(ended_on, stage) + TO_TELL
