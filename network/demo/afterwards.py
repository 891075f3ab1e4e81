"""School and work of those who take part in the demo: what is told at which stage. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from network.programmes.afterwards import (
    NOT_FOLLOWED,
    EducationKind,
    Employment,
    InEducation,
    OutcomeStage,
    Qualification,
    Reached,
    asked_on,
)
from network.programmes.kinds import ProgrammeKind

A_DAY = timedelta(days=1)
SATURDAY = 5
WORKING = frozenset({ProgrammeKind.EMPLOYMENT, ProgrammeKind.VOCATIONAL_TRAINING})
OF_YOUTHS = frozenset({ProgrammeKind.YOUTH_FLAT, ProgrammeKind.AFTERCARE})
SCHOOLS = (
    EducationKind.PRIMARY,
    EducationKind.PRIMARY,
    EducationKind.VOCATIONAL,
    EducationKind.SHORT_VOCATIONAL,
    EducationKind.TECHNICAL,
    EducationKind.ADULT,
)
LATER = frozenset(OutcomeStage) - {OutcomeStage.ENTRY, OutcomeStage.EXIT}
LATE = 9  # days until somebody writes it down
LEFT_OUT, NOT_REACHED, FINISHES, STAYS_SO, WORKS = 0.06, 0.13, 0.2, 0.9, 0.6  # of those asked


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told at a stage, and on which day."""

    stage: OutcomeStage
    on: date
    reached: Reached
    in_education: InEducation = InEducation.UNKNOWN
    education: EducationKind | None = None
    qualification: Qualification = Qualification.UNKNOWN
    employment: Employment = Employment.UNKNOWN


def answers(
    rng: Random, kind: ProgrammeKind, began_on: date, ended_on: date | None, today: date
) -> Iterator[Answer]:
    """What was told by the present; now and then a stage was left out."""
    if kind in NOT_FOLLOWED:
        return
    learns = rng.random() < (0.35 if kind in WORKING else 0.5 if kind in OF_YOUTHS else 0.75)
    for stage in OutcomeStage:
        asked = asked_on(began_on, ended_on, stage)
        if asked is None:
            return
        on = _workday(asked + rng.randint(1, LATE) * A_DAY)
        if on >= today:
            return
        if rng.random() > LEFT_OUT:
            yield _answer(rng, stage, on, learns)


def _answer(rng: Random, stage: OutcomeStage, on: date, learns: bool) -> Answer:
    if stage in LATER and rng.random() < NOT_REACHED:
        return Answer(stage, on, rng.choice((Reached.CONTACT_LOST, Reached.DECLINED)))
    finished = stage is not OutcomeStage.ENTRY and rng.random() < FINISHES
    if learns == (rng.random() < STAYS_SO):
        return Answer(
            stage,
            on,
            Reached.REACHED,
            InEducation.YES,
            rng.choice(SCHOOLS),
            Qualification.PRIMARY if finished else Qualification.NONE,
            Employment.NOT_WORKING,
        )
    works = rng.random() < WORKS
    return Answer(
        stage,
        on,
        Reached.REACHED,
        InEducation.NO,
        None,
        Qualification.VOCATIONAL if finished else Qualification.NONE,
        Employment.EMPLOYED if works else Employment.LOOKING,
    )


def _workday(day: date) -> date:
    return day + max(0, 7 - day.weekday()) * A_DAY if day.weekday() >= SATURDAY else day
