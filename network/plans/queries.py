"""How a house looks at a plan: goals, reviews, what was answered, each in one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.plans.kinds import Answerer, GoalArea, GoalState
from network.plans.models import Plan, PlanGoal, PlanReview, ReviewAnswer
from network.plans.questions import OF_GOAL
from network.requests.lists import Page
from network.words import door
from network.words.door import Words
from tenants.database import db
from tenants.scope import Scope

SHOWN = 26  # reviews of a page: a year of one every fortnight


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it is read; `words.door.ERASED` where what was written was erased."""

    row: PlanGoal
    goal: str
    hoped: str

    @property
    def topic(self) -> str:
        return f"{OF_GOAL}{self.row.number}"

    @property
    def open(self) -> bool:
        return self.row.state == GoalState.OPEN

    @property
    def area(self) -> GoalArea:
        return GoalArea(self.row.area)


@dataclass(frozen=True, slots=True)
class Answer:
    """A score, 0 to 10, and what was said with it."""

    score: int
    said: str


@dataclass(frozen=True, slots=True)
class Review:
    """A review as it is read: what each answered, by party and topic."""

    row: PlanReview
    agreed: str
    answers: Mapping[tuple[Answerer, str], Answer]

    @property
    def held_on(self) -> date:
        return self.row.held_on

    def of(self, party: Answerer, topic: str) -> Answer | None:
        return self.answers.get((party, topic))


@dataclass(frozen=True, slots=True)
class Read:
    """A whole plan, its goals by number and all its reviews, the oldest first."""

    plan: Plan
    goals: Sequence[Goal]
    reviews: Sequence[Review]
    report: str

    @property
    def open_goals(self) -> Sequence[Goal]:
        return [each for each in self.goals if each.open]

    def reviews_before(self, before: UUID | None = None) -> Page[Review]:
        """A page of reviews, the newest first: those before the review of that id, or the newest
        where it is none of this plan."""
        ids = [each.row.id for each in self.reviews]
        upto = ids.index(before) if before in ids else len(ids)
        rows = self.reviews[max(0, upto - SHOWN) : upto][::-1]
        return Page(rows, rows[-1].row.id if upto > SHOWN else None)


def read(scope: Scope, plan: Plan) -> Read:
    """All of it, in as many queries for one goal as for ten."""
    words = door.about(scope, plan.enrolment_id)
    goals = [
        Goal(row, words.of(row, "goal"), words.of(row, "hoped")) for row in _goals(scope, plan)
    ]
    topics = {each.row.id: each.topic for each in goals}
    return Read(plan, goals, _reviews(scope, plan, words, topics), words.of(plan, "report"))


def _goals(scope: Scope, plan: Plan) -> Sequence[PlanGoal]:
    return db.session.scalars(
        select(PlanGoal)
        .where(PlanGoal.tenant_id == scope.tenant_id, PlanGoal.plan_id == plan.id)
        .order_by(PlanGoal.number)
    ).all()


def _reviews(
    scope: Scope, plan: Plan, words: Words, topics: Mapping[UUID, str]
) -> Sequence[Review]:
    found = db.session.scalars(
        select(PlanReview)
        .where(PlanReview.tenant_id == scope.tenant_id, PlanReview.plan_id == plan.id)
        .order_by(PlanReview.held_on)
    ).all()
    answers: dict[UUID, dict[tuple[Answerer, str], Answer]] = {each.id: {} for each in found}
    for row in _answers(scope, plan, list(answers)):
        topic = row.question if row.goal_id is None else topics[row.goal_id]
        answers[row.review_id][Answerer(row.party), topic] = Answer(
            row.score, words.of(row, "said")
        )
    return [Review(row, words.of(row, "agreed"), answers[row.id]) for row in found]


def _answers(scope: Scope, plan: Plan, review_ids: Sequence[UUID]) -> Sequence[ReviewAnswer]:
    return db.session.scalars(
        select(ReviewAnswer)
        .where(
            ReviewAnswer.tenant_id == scope.tenant_id,
            ReviewAnswer.plan_id == plan.id,
            ReviewAnswer.review_id.in_(review_ids),
        )
        .order_by(ReviewAnswer.id)
    ).all()
