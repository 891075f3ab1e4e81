"""Plans and what came of a programme, as the house that runs it is told of them."""

from marshmallow import fields

from network.plans.kinds import Answerer, AskedHow, GoalArea, GoalState, PlanState
from network.programmes.afterwards import (
    EducationKind,
    Employment,
    InEducation,
    OutcomeStage,
    Qualification,
    Reached,
)
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class PlanGoal(Told):
    """A goal, what is hoped for, and how it ended; scores are 0 to 10."""

    id = fields.UUID(**some())
    number = fields.Integer(**some())
    area = code(GoalArea, **some())
    goal = fields.String(**some())
    hoped = fields.String(**some())
    state = code(GoalState, **some())
    score = fields.Integer(**perhaps())
    own_score = fields.Integer(**perhaps())
    closed_on = fields.Date(**perhaps())


class ReviewAnswer(Told):
    """What one of the two answered to one question, or about one goal: goal_1, goal_2 …"""

    party = code(Answerer, **some())
    topic = fields.String(**some())
    score = fields.Integer(**some())
    said = fields.String(**some())


class PlanReview(Told):
    """A review and everything that was answered."""

    id = fields.UUID(**some())
    number = fields.Integer(**some())
    held_on = fields.Date(**some())
    asked = code(AskedHow, **some())
    agreed = fields.String(**some())
    by_name = fields.String(**some())
    answers = fields.List(fields.Nested(ReviewAnswer), **some())


PlanReviewPage = page_of(PlanReview)


class Plan(Told):
    """The plan of an enrolment, its goals and its newest reviews, the oldest of them first."""

    id = fields.UUID(**some())
    enrolment_id = fields.UUID(**some())
    state = code(PlanState, **some())
    review_every = fields.Integer(**some())
    next_review_on = fields.Date(**perhaps())
    begun_on = fields.Date(**some())
    begun_by = fields.String(**some())
    finished_on = fields.Date(**perhaps())
    report = fields.String(**some())
    goals = fields.List(fields.Nested(PlanGoal), **some())
    reviews = fields.List(fields.Nested(PlanReview), **some())
    created_at = fields.DateTime(**some())
    version = fields.Integer(**some())


class ReportDraft(Told):
    """A final report as it follows from the record, to be put into somebody's own words."""

    draft = fields.String(**some())


class AskedQuestion(Told):
    """A question of the reviews, as each of the two is asked it."""

    topic = fields.String(**some())
    worker = fields.String(**some())
    young_person = fields.String(**some())


class QuestionBank(Told):
    """What is asked at every review."""

    items = fields.List(fields.Nested(AskedQuestion), **some())


class EnrolmentOutcome(Told):
    """School and work at one stage after a programme."""

    stage = code(OutcomeStage, **some())
    reached = code(Reached, **some())
    asked_on = fields.Date(**some())
    in_education = code(InEducation, **some())
    education = code(EducationKind, **perhaps())
    qualification = code(Qualification, **some())
    employment = code(Employment, **some())
    by_name = fields.String(**some())


class EnrolmentOutcomeList(Told):
    """What was told, in the order of the stages."""

    items = fields.List(fields.Nested(EnrolmentOutcome), **some())


class AfterwardsFigure(Told):
    """How many of a programme stand how; null is a number that is not told, because it is small or
    would give a small one away."""

    programme = fields.String(**some())
    numbers = fields.Dict(keys=fields.String(), values=fields.Integer(allow_none=True), **some())


class AfterwardsFigures(Told):
    """School and work at one stage, by programme."""

    stage = code(OutcomeStage, **some())
    items = fields.List(fields.Nested(AfterwardsFigure), **some())
