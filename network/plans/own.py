"""The plan of an own enrolment, looked up and locked; every change of it in the trail."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from network.consent.kinds import Basis
from network.plans.kinds import PlanState
from network.plans.models import Plan, PlanGoal
from network.programmes import following
from network.programmes.models import Enrolment
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

NO_PLAN = N_("There is no plan yet.")


class PlanFinished(Conflict):
    """The plan is finished; nothing of it changes any more."""

    code = "plan_finished"


def plan_of(scope: Scope, enrolment_id: UUID, *, lock: bool = False) -> Plan | None:
    """The plan of an own enrolment, if there is one. Two who change it wait for each other."""
    wanted = select(Plan).where(
        Plan.tenant_id == scope.tenant_id, Plan.enrolment_id == enrolment_id
    )
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def plan(scope: Scope, enrolment_id: UUID) -> Plan:
    """The same to somebody who runs programmes. Raises NotFound, also where there is none."""
    following.own(scope, enrolment_id)
    require(scope, Permission.RUN_PROGRAMMES)
    if found := plan_of(scope, enrolment_id):
        return found
    raise NotFound(NO_PLAN)


def open_plan(scope: Scope, enrolment_id: UUID) -> tuple[Enrolment, Plan]:
    """The same to be changed, locked, with its enrolment: whatever changes of it, also a goal or a
    review, makes it another version. Raises NotFound, NotAllowed, PlanFinished."""
    enrolment = following.own(scope, enrolment_id)
    require(scope, Permission.RUN_PROGRAMMES)
    found = plan_of(scope, enrolment_id, lock=True)
    if found is None:
        raise NotFound(NO_PLAN)
    if found.state == PlanState.FINISHED:
        raise PlanFinished(N_("This plan is finished."))
    found.changed_at = clock.now()
    flag_modified(found, "changed_at")
    return enrolment, found


def goal(scope: Scope, goal_id: UUID) -> PlanGoal:
    """A goal of an own plan. Raises NotFound for any other, and then NotAllowed."""
    found = db.session.get(PlanGoal, (scope.tenant_id, goal_id))
    if found is None:
        raise NotFound(N_("There is no such goal."))
    require(scope, Permission.RUN_PROGRAMMES)
    return found


def of_goal(scope: Scope, goal: PlanGoal) -> Enrolment:
    """The enrolment whose plan it belongs to."""
    plan = db.session.get_one(Plan, (scope.tenant_id, goal.plan_id))
    return following.own(scope, plan.enrolment_id)


def goal_to_change(scope: Scope, goal_id: UUID) -> tuple[Enrolment, Plan, PlanGoal]:
    """The same with its plan, locked. Raises NotFound, NotAllowed, PlanFinished."""
    found = goal(scope, goal_id)
    enrolment, plan = open_plan(scope, of_goal(scope, found).id)
    db.session.refresh(found)
    return enrolment, plan, found


def enter(scope: Scope, enrolment: Enrolment, detail: str) -> None:
    """That it was done, in the trail of the house; nothing of what it says."""
    about = About("enrolment", enrolment.id, enrolment.number)
    trail.enter(
        scope, EntryKind.DECIDE, Purpose.CARE, about, basis=Basis.STATUTORY_TASK, detail=detail
    )
