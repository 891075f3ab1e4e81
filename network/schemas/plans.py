"""An individual plan: its goals and reviews, and school and work after a programme."""

from typing import Any

from marshmallow import fields, post_load, validate

from network.plans import kinds, reporting
from network.plans.kinds import AskedHow, GoalArea, GoalState
from network.plans.reviewing import Answers
from network.programmes.afterwards import (
    EducationKind,
    Employment,
    InEducation,
    OutcomeStage,
    Qualification,
    Reached,
)
from network.schemas.values import LONG, NOTE, Given, day, line, one_of, text, whole

TOPIC = 20  # characters of what a question or a goal is called: school, goal_12


def rated(**options: Any) -> fields.Integer:
    """0 is not at all, 10 is fully."""
    return whole(kinds.LOWEST, kinds.HIGHEST, **options)


def by_topic(values: Any, description: str) -> fields.Dict:
    """What was answered to each question: school, home …, and to each goal: goal_1, goal_2 …"""
    return fields.Dict(
        keys=fields.String(validate=validate.Length(max=TOPIC)),
        values=values,
        load_default=dict,
        metadata={"description": description},
    )


class PlanIn(Given):
    """After how many weeks it is looked at again."""

    review_every = whole(kinds.SHORTEST, kinds.LONGEST, required=True)


class PlanGoalIn(Given):
    """A goal, and what one hopes will be different then."""

    area = one_of(GoalArea, required=True)
    goal = text(LONG, required=True)
    hoped = text(LONG, load_default="")


class PlanGoalEndIn(Given):
    """How a goal ended, and what the worker (`score`) and the young person (`own_score`) say."""

    state = one_of(GoalState, required=True)
    score = rated(allow_none=True, load_default=None)
    own_score = rated(allow_none=True, load_default=None)
    closed_on = day(allow_none=True, load_default=None)


class PlanReviewIn(Given):
    """A review: when, how the young person was asked, what was agreed, what both answered."""

    held_on = day(required=True)
    asked = one_of(AskedHow, required=True)
    agreed = text(LONG, load_default="")
    worker = by_topic(rated(), "0 to 10 for each question or goal, as the worker sees it")
    young_person = by_topic(rated(), "the same as the young person sees it")
    worker_words = by_topic(text(NOTE), "a few words of the worker's to an answer")
    young_words = by_topic(text(NOTE), "a few words of the young person's to an answer")

    @post_load
    def answered(self, data: dict[str, Any], **_kwargs: object) -> dict[str, Any]:
        """The four of them are what was answered."""
        told = ("worker", "young_person", "worker_words", "young_words")
        return data | {"answers": Answers(**{name: data.pop(name) for name in told})}


class OwnAnswersIn(Given):
    """What the young person answers on their own page, before a review."""

    young_person = by_topic(rated(), "0 to 10 for each question or goal")
    young_words = by_topic(text(NOTE), "a few words to an answer")


class ReportIn(Given):
    """The words of the final report."""

    report = text(reporting.LONGEST, required=True)


class FinishIn(ReportIn):
    """The same as it stands, and when the plan was finished: today, unless it is said."""

    finished_on = day(allow_none=True, load_default=None)


class EnrolmentFileIn(Given):
    """The number of a file that one opens."""

    file_number = line(40, required=True)


class AfterwardsIn(Given):
    """School and work at one stage. Of somebody who was not reached nothing else is said."""

    stage = one_of(OutcomeStage, required=True)
    reached = one_of(Reached, required=True)
    asked_on = day(allow_none=True, load_default=None)
    in_education = one_of(InEducation, load_default=InEducation.UNKNOWN)
    education = one_of(EducationKind, allow_none=True, load_default=None)
    qualification = one_of(Qualification, load_default=Qualification.UNKNOWN)
    employment = one_of(Employment, load_default=Employment.UNKNOWN)
