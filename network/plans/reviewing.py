"""Somebody sits down with the young person and looks at the plan again.

The same is asked of both: eight questions and every open goal, each 0 to 10 with a few words. What
is left out was not answered. The topics are called `school`, `home` … and `goal_1`, `goal_2` …
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.plans.kinds import Answerer, AskedHow, GoalState
from network.plans.models import Plan, PlanGoal, PlanReview, ReviewAnswer
from network.plans.own import enter, open_plan
from network.plans.questions import GOAL, OF_GOAL, Question
from network.plans.writing import await_review, check_score
from network.programmes.models import Enrolment
from network.words import door
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.scope import Scope

# Under which name a surface sends what each of the two answered.
SCORES = {Answerer.WORKER: "worker", Answerer.YOUNG_PERSON: "young_person"}
WORDS = {Answerer.WORKER: "worker_words", Answerer.YOUNG_PERSON: "young_words"}


class ReviewedAlready(Conflict):
    """The plan was looked at on that day already."""

    code = "reviewed_already"


@dataclass(frozen=True, slots=True)
class Answers:
    """What both answered, by topic."""

    worker: Mapping[str, int] = field(default_factory=dict)
    young_person: Mapping[str, int] = field(default_factory=dict)
    worker_words: Mapping[str, str] = field(default_factory=dict)
    young_words: Mapping[str, str] = field(default_factory=dict)

    def each(self) -> Iterator[tuple[Answerer, str, int, str]]:
        """One after the other; words without a score are refused before."""
        for party, scores, words in (
            (Answerer.WORKER, self.worker, self.worker_words),
            (Answerer.YOUNG_PERSON, self.young_person, self.young_words),
        ):
            for topic, score in scores.items():
                yield party, topic, score, words.get(topic, "")


def hold(
    scope: Scope,
    enrolment_id: UUID,
    *,
    held_on: date,
    asked: AskedHow,
    agreed: str = "",
    answers: Answers | None = None,
) -> PlanReview:
    """The plan was looked at on that day, once a day; the next review follows from it.

    Raises NotFound, NotAllowed, PlanFinished, ReviewedAlready, Invalid, WordsErased.
    """
    enrolment, plan = open_plan(scope, enrolment_id)
    told = answers or Answers()
    _check_day(scope, plan, held_on)
    _check(told, asked)
    topics = _topics(scope, plan)
    review = PlanReview(
        tenant_id=scope.tenant_id,
        id=new_id(),
        plan_id=plan.id,
        number=_last_number(scope, plan) + 1,
        held_on=held_on,
        asked=asked.value,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    door.begin(scope, enrolment.id).put(review, "agreed", agreed.strip())
    db.session.add(review)
    db.session.flush()
    _answer(scope, enrolment, review, told, topics)
    _go_on(scope, enrolment, plan, held_on)
    enter(scope, enrolment, "plan_reviewed")
    return review


def _check_day(scope: Scope, plan: Plan, held_on: date) -> None:
    if not plan.begun_on <= held_on <= clock.today():
        raise Invalid(N_("Give a day since the plan began, and not one to come."), "held_on")
    same_day = select(PlanReview.id).where(
        PlanReview.tenant_id == scope.tenant_id,
        PlanReview.plan_id == plan.id,
        PlanReview.held_on == held_on,
    )
    if db.session.scalar(same_day) is not None:
        raise ReviewedAlready(N_("The plan was reviewed on this day already."), field="held_on")


def _check(told: Answers, asked: AskedHow) -> None:
    if not told.worker and not told.young_person:
        raise Invalid(N_("Answer at least one question."), "worker")
    if told.young_person and asked is AskedHow.NOT_ASKED:
        raise Invalid(N_("Say how the young person was asked."), "asked")
    for party, topic, score, _ in told.each():
        check_score(score, f"{SCORES[party]}.{topic}")
    for party, words, scores in (
        (Answerer.WORKER, told.worker_words, told.worker),
        (Answerer.YOUNG_PERSON, told.young_words, told.young_person),
    ):
        for topic in words.keys() - scores.keys():
            raise Invalid(N_("Choose a number from 0 to 10."), f"{SCORES[party]}.{topic}")


def _topics(scope: Scope, plan: Plan) -> dict[str, UUID | None]:
    """What can be answered at this review: the questions, and the goals that are open."""
    goals = db.session.execute(
        select(PlanGoal.number, PlanGoal.id).where(
            PlanGoal.tenant_id == scope.tenant_id,
            PlanGoal.plan_id == plan.id,
            PlanGoal.state == GoalState.OPEN,
        )
    )
    return dict.fromkeys(each.value for each in Question) | {
        f"{OF_GOAL}{number}": id_ for number, id_ in goals
    }


def _answer(
    scope: Scope,
    enrolment: Enrolment,
    review: PlanReview,
    told: Answers,
    topics: Mapping[str, UUID | None],
) -> None:
    words = door.begin(scope, enrolment.id)
    for party, topic, score, said in told.each():
        if topic not in topics:
            raise Invalid(N_("There is no such question, or the goal is closed."), SCORES[party])
        goal_id = topics[topic]
        answer = ReviewAnswer(
            tenant_id=scope.tenant_id,
            id=new_id(),
            plan_id=review.plan_id,
            review_id=review.id,
            question=topic if goal_id is None else GOAL,
            goal_id=goal_id,
            party=party.value,
            score=score,
        )
        words.put(answer, "said", said.strip())
        db.session.add(answer)
    db.session.flush()


def _go_on(scope: Scope, enrolment: Enrolment, plan: Plan, held_on: date) -> None:
    """The latest review sets when the next one is due; one that is written down late does not."""
    latest = db.session.scalar(
        select(func.max(PlanReview.held_on)).where(
            PlanReview.tenant_id == scope.tenant_id, PlanReview.plan_id == plan.id
        )
    )
    if latest != held_on:
        return
    clocks.meet(scope, ClockKind.PLAN_REVIEW, enrolment.id)
    plan.next_review_on = held_on + timedelta(weeks=plan.review_every)
    db.session.flush()
    await_review(scope, enrolment, plan)


def _last_number(scope: Scope, plan: Plan) -> int:
    of_plan = select(func.max(PlanReview.number)).where(
        PlanReview.tenant_id == scope.tenant_id, PlanReview.plan_id == plan.id
    )
    return db.session.scalar(of_plan) or 0
