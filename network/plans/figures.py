"""School and work of those who take part, as numbers of a house: none that points at anybody."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Date, cast, func, select

from network.plans.kinds import GoalState
from network.plans.models import Plan, PlanGoal
from network.programmes.afterwards import (
    IN_WORK,
    MONTHS,
    NOT_FOLLOWED,
    WEEKS,
    InEducation,
    OutcomeStage,
    Reached,
)
from network.programmes.following import EnrolmentOutcome
from network.programmes.models import Enrolment, Programme
from network.requests.suppression import Grid, protected
from tenants import clock
from tenants.database import db
from tenants.roles import Permission, require
from tenants.scope import Scope


class SchoolOrWork(StrEnum):
    """How somebody stands; whoever goes to school and works is counted with school."""

    EDUCATION = "education"
    WORK = "work"
    NEITHER = "neither"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Afterwards:
    """How those stand on entry, or whose programme ended so long ago, by programme."""

    stage: OutcomeStage
    grid: Grid


def afterwards(scope: Scope, stage: OutcomeStage) -> Afterwards:
    """Everybody who took part and for whom that stage has come. Raises NotAllowed."""
    require(scope, Permission.RUN_PROGRAMMES)
    outcome = EnrolmentOutcome
    told = (outcome.reached, outcome.in_education, outcome.employment)
    rows = db.session.execute(
        select(Programme.name, *told, func.count())
        .select_from(Enrolment)
        .join(
            Programme,
            (Programme.tenant_id == Enrolment.tenant_id) & (Programme.id == Enrolment.programme_id),
        )
        .outerjoin(
            outcome,
            (outcome.tenant_id == Enrolment.tenant_id)
            & (outcome.enrolment_id == Enrolment.id)
            & (outcome.stage == stage.value),
        )
        .where(
            Enrolment.tenant_id == scope.tenant_id,
            Enrolment.began_on.is_not(None),
            _asked_on(stage) <= clock.today(),
            Programme.kind.not_in([each.value for each in NOT_FOLLOWED]),
        )
        .group_by(Programme.name, *told)
        .order_by(Programme.name)
    )
    counts: Counter[tuple[str, str]] = Counter()
    for name, reached, in_education, employment, number in rows:
        counts[name, standing(reached, in_education, employment).value] += number
    return Afterwards(stage, protected(counts, [each.value for each in SchoolOrWork]))


def _asked_on(stage: OutcomeStage) -> ColumnElement[date]:
    """The day on which a stage is asked; null where that is not known yet."""
    if stage is OutcomeStage.ENTRY:
        return cast(Enrolment.began_on, Date)
    since = func.make_interval(0, MONTHS.get(stage, 0), WEEKS.get(stage, 0))
    return cast(Enrolment.ended_on + since, Date)


def standing(reached: str | None, in_education: str | None, employment: str | None) -> SchoolOrWork:
    """How an outcome is counted; None where there is none."""
    if reached is None:
        return SchoolOrWork.NOT_ASKED
    if in_education == InEducation.YES:
        return SchoolOrWork.EDUCATION
    if employment in [each.value for each in IN_WORK]:
        return SchoolOrWork.WORK
    unsure = in_education == InEducation.UNKNOWN or employment == "unknown"
    return SchoolOrWork.NOT_KNOWN if reached != Reached.REACHED or unsure else SchoolOrWork.NEITHER


def goals(scope: Scope) -> Grid:
    """How the closed goals of all plans ended, by area of life. Raises NotAllowed."""
    require(scope, Permission.RUN_PROGRAMMES)
    rows = db.session.execute(
        select(PlanGoal.area, PlanGoal.state, func.count())
        .join(Plan, (Plan.tenant_id == PlanGoal.tenant_id) & (Plan.id == PlanGoal.plan_id))
        .where(PlanGoal.tenant_id == scope.tenant_id, PlanGoal.state != GoalState.OPEN)
        .group_by(PlanGoal.area, PlanGoal.state)
        .order_by(PlanGoal.area)
    )
    counts = {(area, state): number for area, state, number in rows}
    return protected(counts, [each.value for each in GoalState if each is not GoalState.OPEN])
