"""Builders of plans: what you do not pass is dull and valid, and made by the real acts."""

from datetime import date
from typing import Any
from uuid import UUID

from network.plans import reviewing, writing
from network.plans.kinds import AskedHow, GoalArea
from network.plans.reviewing import Answers
from network.programmes import enrolling
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor
from tests.programmes import programmes

GOAL = "Vsak dan v šolo."


def taking_part(house: Actor, reference: str = "Č1", **content: Any) -> UUID:
    """Somebody who takes part in a programme of the house since today, without an ask."""
    _, cohort_id = programmes.published(house, **({"name": f"Pot {reference}"} | content))
    return joined(house, cohort_id, reference)


def joined(house: Actor, cohort_id: UUID, reference: str) -> UUID:
    """The same in a cohort that is there already."""
    with house.acting() as scope, transaction():
        today = clock.today()
        return enrolling.enrol(scope, cohort_id, reference=reference, began_on=today).id


def begun(house: Actor, enrolment_id: UUID, *goals: str, review_every: int = 6) -> list[UUID]:
    """A plan with these goals, all about school; their ids."""
    with house.acting() as scope, transaction():
        writing.begin(scope, enrolment_id, review_every=review_every)
        return [
            writing.add_goal(scope, enrolment_id, area=GoalArea.SCHOOL, goal=goal, hoped="Mir.").id
            for goal in goals
        ]


def reviewed(house: Actor, enrolment_id: UUID, held_on: date | None = None, **told: Any) -> UUID:
    """A review of today at which both said something."""
    dull: dict[str, Any] = {"worker": {"school": 4}, "young_person": {"school": 5}}
    with house.acting() as scope, transaction():
        return reviewing.hold(
            scope,
            enrolment_id,
            held_on=held_on or clock.today(),
            asked=AskedHow.TOGETHER,
            answers=Answers(**(told or dull)),
        ).id
