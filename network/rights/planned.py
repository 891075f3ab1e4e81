"""What a house keeps of somebody's plans, and of school and work after a programme, for a report of
what is kept (GDPR article 15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from network.plans import beforehand, queries
from network.plans.models import Plan
from network.plans.queries import Read
from network.programmes import following
from network.programmes.following import EnrolmentOutcome
from network.programmes.models import EnrolmentFile
from network.records.models import YoungPerson
from tenants.database import db
from tenants.scope import Scope

CODED = {
    "reached": "Reached",
    "in_education": "InEducation",
    "education": "EducationKind",
    "qualification": "Qualification",
    "employment": "Employment",
}


@dataclass(frozen=True, slots=True)
class Written:
    """Something that stands in a plan: by whom and when, so far as that is kept."""

    key: str
    said: str
    at: datetime
    who: str = ""


def words(scope: Scope, file: YoungPerson) -> Iterator[Written]:
    """Everything that was written in the plans of its enrolments."""
    found = db.session.scalars(
        select(Plan)
        .where(Plan.tenant_id == scope.tenant_id, Plan.enrolment_id.in_(enrolments(scope, file.id)))
        .order_by(Plan.id)
    ).all()
    for plan in found:
        yield from _of_plan(queries.read(scope, plan))
        for at, one in enumerate(beforehand.every(scope, plan), 1):
            said = "; ".join(
                f"{score}/10 {one.words.get(topic, '')}".strip()
                for topic, score in one.scores.items()
            )
            yield Written(f"own-{plan.id}-{at}", said, one.at)


def outcomes(scope: Scope, file: YoungPerson) -> Iterator[EnrolmentOutcome]:
    """What was told of school and work after each of its enrolments."""
    for enrolment_id in enrolments(scope, file.id):
        yield from following.told_of(scope, enrolment_id)


def coded(told: EnrolmentOutcome) -> str:
    """What an outcome says, as kinds and codes that a page has labels for."""
    return " ".join(
        f"{kind}.{value}" for name, kind in CODED.items() if (value := getattr(told, name))
    )


def enrolments(scope: Scope, person_id: UUID) -> list[UUID]:
    """The ids of those of the own house that belong to the file."""
    return list(
        db.session.scalars(
            select(EnrolmentFile.enrolment_id)
            .where(EnrolmentFile.tenant_id == scope.tenant_id, EnrolmentFile.person_id == person_id)
            .order_by(EnrolmentFile.enrolment_id)
        )
    )


def _of_plan(read: Read) -> Iterator[Written]:
    for goal in read.goals:
        said = "; ".join(filter(None, (goal.goal, goal.hoped)))
        yield Written(f"goal-{goal.row.id}", said, goal.row.created_at)
    for review in read.reviews:
        row = review.row
        if review.agreed:
            yield Written(f"review-{row.id}", review.agreed, row.created_at, row.by_name)
        for (party, topic), answer in review.answers.items():
            said = f"{answer.score}/10 {answer.said}".strip()
            key = f"answer-{row.id}-{party}-{topic}"
            yield Written(key, said, row.created_at, row.by_name)
    if read.report:
        plan = read.plan
        yield Written(f"report-{plan.id}", read.report, plan.changed_at, plan.finished_by)
