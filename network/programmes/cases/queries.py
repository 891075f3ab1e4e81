"""How the house looks at its cases, and whoever asked at how they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.programmes import enrolments
from network.programmes.cases.kinds import SECTIONS, GoalReached, Profession
from network.programmes.cases.models import (
    CaseGoal,
    CaseMember,
    CaseReport,
    CaseVisit,
    MobileCase,
)
from network.programmes.models import Enrolment
from network.requests.lists import PAGE, Page
from network.words import door
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

NO_CASE = N_("Nobody works on this enrolment yet.")


def of_enrolment(scope: Scope, enrolment_id: UUID) -> MobileCase | None:
    """The case on an enrolment of either side, if one was opened."""
    return db.session.scalar(
        select(MobileCase).where(
            (MobileCase.tenant_id == scope.tenant_id) | (MobileCase.asker_id == scope.tenant_id),
            MobileCase.enrolment_id == enrolment_id,
        )
    )


def get(scope: Scope, enrolment_id: UUID) -> MobileCase:
    """The same, or NotFound."""
    found = of_enrolment(scope, enrolment_id)
    if found is None:
        raise NotFound(NO_CASE)
    return found


def lock(scope: Scope, enrolment_id: UUID) -> tuple[Enrolment, MobileCase]:
    """An own enrolment and its case, as they are now and ours until the transaction ends. Raises
    NotFound, also for whoever asked."""
    enrolment = enrolments.lock(scope, enrolment_id)
    case = db.session.scalar(
        select(MobileCase)
        .where(MobileCase.tenant_id == scope.tenant_id, MobileCase.enrolment_id == enrolment_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if case is None:
        raise NotFound(NO_CASE)
    return enrolment, case


def members_of(scope: Scope, case: MobileCase) -> Sequence[CaseMember]:
    """Who works on an own case now, in the order in which they came."""
    return db.session.scalars(
        select(CaseMember)
        .where(
            CaseMember.tenant_id == scope.tenant_id,
            CaseMember.case_id == case.id,
            CaseMember.left_on.is_(None),
        )
        .order_by(CaseMember.id)
    ).all()


def professions_of(members: Sequence[CaseMember]) -> list[Profession]:
    return [Profession(each.profession) for each in members]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as its house reads it."""

    id: UUID
    words: str
    school_on: date | None
    parents_on: date | None
    young_person_on: date | None
    reached: GoalReached | None


def goals_of(scope: Scope, case: MobileCase) -> list[Goal]:
    """The goals of an own case, the first first; a case has few (MOST_GOALS)."""
    found = db.session.scalars(
        select(CaseGoal)
        .where(CaseGoal.tenant_id == scope.tenant_id, CaseGoal.case_id == case.id)
        .order_by(CaseGoal.id)
    ).all()
    words = door.about(scope, case.id)
    return [
        Goal(
            one.id,
            words.of(one, "words"),
            one.school_on,
            one.parents_on,
            one.young_person_on,
            GoalReached(one.reached) if one.reached else None,
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class Met:
    """A visit as its house reads it."""

    visit: CaseVisit
    notes: str


def visits_of(scope: Scope, case: MobileCase, before: UUID | None = None) -> Page[Met]:
    """A page of the visits of an own case, the last recorded first."""
    found = select(CaseVisit).where(
        CaseVisit.tenant_id == scope.tenant_id, CaseVisit.case_id == case.id
    )
    if before is not None:
        found = found.where(CaseVisit.id < before)
    rows = db.session.scalars(found.order_by(CaseVisit.id.desc()).limit(PAGE + 1)).all()
    words = door.about(scope, case.id)
    told = [Met(one, words.of(one, "notes")) for one in rows[:PAGE]]
    return Page(told, told[-1].visit.id if len(rows) > PAGE else None)


@dataclass(frozen=True, slots=True)
class Report:
    """The closing report as its house reads it, by section."""

    sections: Mapping[str, str]
    by_name: str


def report_of(scope: Scope, case: MobileCase) -> Report | None:
    """What closed an own case; None while it is open, and for whoever asked."""
    found = db.session.scalar(
        select(CaseReport).where(
            CaseReport.tenant_id == scope.tenant_id, CaseReport.case_id == case.id
        )
    )
    if found is None:
        return None
    said = door.about(scope, case.id).open_several(found.words, "case_reports", found.id)
    return Report({name: said.get(name, "") for name in SECTIONS}, found.by_name)
