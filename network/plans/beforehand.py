"""What the young person answered on a page of their own before somebody sits down with them.

It is asked from two weeks before the next review on; at the review it stands in the form already,
and becomes part of the record only when somebody keeps the review.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from network.plans import queries
from network.plans.kinds import PlanState
from network.plans.models import OwnAnswers, Plan, PlanReview
from network.plans.queries import Goal
from network.plans.questions import Question
from network.plans.writing import check_score
from network.programmes.models import EnrolmentFile
from network.words import door
from network.words.door import ERASED
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.scope import Scope

BEFORE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered beforehand, by topic, and when."""

    at: datetime
    scores: Mapping[str, int]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A review to come of somebody's plan: what is asked, and what they answered already."""

    plan: Plan
    goals: Sequence[Goal]
    said: Said | None

    @property
    def topics(self) -> list[str]:
        return [*(goal.topic for goal in self.goals), *(each.value for each in Question)]


def coming(scope: Scope, person_id: UUID) -> Sitting | None:
    """The next review that somebody whose file it is can answer for by now; none is None."""
    found = db.session.scalar(
        select(Plan)
        .join(
            EnrolmentFile,
            (EnrolmentFile.tenant_id == Plan.tenant_id)
            & (EnrolmentFile.enrolment_id == Plan.enrolment_id),
        )
        .where(
            EnrolmentFile.tenant_id == scope.tenant_id,
            EnrolmentFile.person_id == person_id,
            Plan.state == PlanState.ACTIVE,
            Plan.next_review_on <= clock.today() + BEFORE,
        )
        .order_by(Plan.next_review_on, Plan.id)
        .limit(1)
    )
    if found is None:
        return None
    return Sitting(found, queries.read(scope, found).open_goals, said(scope, found))


def answer(
    scope: Scope, sitting: Sitting, scores: Mapping[str, int], words: Mapping[str, str]
) -> OwnAnswers:
    """Keep what was answered; the newest counts. Raises Invalid, WordsErased."""
    if not scores:
        raise Invalid(N_("Answer at least one question."), "young_person")
    for topic, score in scores.items():
        if topic not in sitting.topics:
            raise Invalid(N_("There is no such question, or the goal is closed."), "young_person")
        check_score(score, f"young_person.{topic}")
    for topic in words.keys() - scores.keys():
        raise Invalid(N_("Choose a number from 0 to 10."), f"young_person.{topic}")
    plan = sitting.plan
    made = OwnAnswers(tenant_id=scope.tenant_id, id=new_id(), plan_id=plan.id)
    told = json.dumps({"scores": dict(scores), "words": dict(words)}, ensure_ascii=False)
    door.begin(scope, plan.enrolment_id).put(made, "sealed", told)
    db.session.add(made)
    db.session.flush()
    return made


def said(scope: Scope, plan: Plan) -> Said | None:
    """What was answered since the last review was written down."""
    since = (
        select(func.max(PlanReview.created_at))
        .where(PlanReview.tenant_id == scope.tenant_id, PlanReview.plan_id == plan.id)
        .scalar_subquery()
    )
    found = db.session.scalar(
        select(OwnAnswers)
        .where(
            OwnAnswers.tenant_id == scope.tenant_id,
            OwnAnswers.plan_id == plan.id,
            OwnAnswers.created_at > func.coalesce(since, plan.created_at),
        )
        .order_by(OwnAnswers.created_at.desc(), OwnAnswers.id.desc())
        .limit(1)
    )
    return None if found is None else _opened(scope, plan, found)


def every(scope: Scope, plan: Plan) -> list[Said]:
    """Everything that was ever answered so, oldest first; what was erased is left out."""
    rows = db.session.scalars(
        select(OwnAnswers)
        .where(OwnAnswers.tenant_id == scope.tenant_id, OwnAnswers.plan_id == plan.id)
        .order_by(OwnAnswers.id)
    )
    opened = (_opened(scope, plan, row) for row in rows)
    return [one for one in opened if one is not None]


def _opened(scope: Scope, plan: Plan, row: OwnAnswers) -> Said | None:
    opened = door.about(scope, plan.enrolment_id).of(row, "sealed")
    if opened == ERASED:
        return None
    told = json.loads(opened)
    return Said(row.created_at, told["scores"], told["words"])
