"""A plan is begun, gets its goals, and each of them ends. The caller's transaction.

What people write is sealed under one key for each enrolment.
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.plans.kinds import (
    CLOSED,
    HIGHEST,
    LONGEST,
    LOWEST,
    MOST_GOALS,
    SHORTEST,
    USUAL,
    GoalArea,
    GoalState,
    PlanState,
)
from network.plans.models import Plan, PlanGoal
from network.plans.own import enter, goal_to_change, open_plan, plan_of
from network.programmes import following
from network.programmes.enrolling import EnrolmentPast, of_enrolment
from network.programmes.lifecycle import LIVE, TAKING_PART, EnrolmentState
from network.programmes.models import Enrolment
from network.words import door
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

A_DAY = timedelta(days=1)


class PlanBegun(Conflict):
    """There is a plan already: an enrolment has one."""

    code = "plan_begun"


class GoalClosed(Conflict):
    """The goal was closed already, or it is open still."""

    code = "goal_closed"


def begin(scope: Scope, enrolment_id: UUID, *, review_every: int = USUAL) -> Plan:
    """Begin the plan of somebody who takes part; it is looked at again every so many weeks.

    Raises NotFound, NotAllowed, EnrolmentPast, PlanBegun, Invalid.
    """
    enrolment = following.own(scope, enrolment_id, lock=True)
    require(scope, Permission.RUN_PROGRAMMES)
    if EnrolmentState(enrolment.state) not in TAKING_PART:
        raise EnrolmentPast(N_("A plan begins while somebody takes part."))
    if plan_of(scope, enrolment_id) is not None:
        raise PlanBegun(N_("This enrolment has its plan already."))
    _check_rhythm(review_every)
    today = clock.today()
    plan = Plan(
        tenant_id=scope.tenant_id,
        id=new_id(),
        enrolment_id=enrolment_id,
        state=PlanState.ACTIVE.value,
        review_every=review_every,
        next_review_on=today + timedelta(weeks=review_every),
        begun_on=today,
        begun_by=scope.member_name,
    )
    db.session.add(plan)
    db.session.flush()
    await_review(scope, enrolment, plan)
    enter(scope, enrolment, "plan_begun")
    return plan


def set_rhythm(scope: Scope, enrolment_id: UUID, *, review_every: int) -> Plan:
    """Look at it again every so many weeks, beginning with today. Raises NotFound, NotAllowed,
    PlanFinished, EnrolmentPast, Invalid."""
    enrolment, plan = open_plan(scope, enrolment_id)
    if EnrolmentState(enrolment.state) not in LIVE:
        raise EnrolmentPast(N_("This enrolment has ended."))
    _check_rhythm(review_every)
    plan.review_every = review_every
    plan.next_review_on = clock.today() + timedelta(weeks=review_every)
    db.session.flush()
    await_review(scope, enrolment, plan)
    enter(scope, enrolment, "plan_rhythm")
    return plan


def add_goal(
    scope: Scope, enrolment_id: UUID, *, area: GoalArea, goal: str, hoped: str = ""
) -> PlanGoal:
    """A goal, and what one `hoped` would be different then. Raises NotFound, NotAllowed,
    PlanFinished, Invalid, Conflict for one too many, WordsErased."""
    enrolment, plan = open_plan(scope, enrolment_id)
    if not goal.strip():
        raise Invalid(N_("Write the goal."), "goal")
    last = _last_number(scope, plan)
    if last >= MOST_GOALS:
        raise Conflict(N_("A plan has at most %(most)s goals."), most=MOST_GOALS)
    made = PlanGoal(
        tenant_id=scope.tenant_id,
        id=new_id(),
        plan_id=plan.id,
        number=last + 1,
        area=area.value,
        state=GoalState.OPEN.value,
    )
    _put(scope, enrolment, made, goal, hoped)
    db.session.add(made)
    db.session.flush()
    enter(scope, enrolment, "goal_added")
    return made


def reword_goal(
    scope: Scope, goal_id: UUID, *, area: GoalArea, goal: str, hoped: str = ""
) -> PlanGoal:
    """Say an open goal in other words. Raises NotFound, NotAllowed, PlanFinished, GoalClosed,
    Invalid, WordsErased."""
    enrolment, _, found = goal_to_change(scope, goal_id)
    _check_open(found)
    if not goal.strip():
        raise Invalid(N_("Write the goal."), "goal")
    found.area = area.value
    _put(scope, enrolment, found, goal, hoped)
    db.session.flush()
    enter(scope, enrolment, "goal_reworded")
    return found


def close_goal(
    scope: Scope,
    goal_id: UUID,
    *,
    state: GoalState,
    score: int | None = None,
    own_score: int | None = None,
    closed_on: date | None = None,
) -> PlanGoal:
    """How a goal ended: reached, partly or not, with what the worker and the young person say of
    it, 0 to 10. Raises NotFound, NotAllowed, PlanFinished, GoalClosed, Invalid."""
    enrolment, plan, found = goal_to_change(scope, goal_id)
    _check_open(found)
    if state not in CLOSED:
        raise Invalid(N_("Say how the goal ended."), "state")
    for name, each in (("score", score), ("own_score", own_score)):
        check_score(each, name)
    on = closed_on or clock.today()
    if not plan.begun_on <= on <= clock.today():
        raise Invalid(N_("Give a day since the plan began, and not one to come."), "closed_on")
    found.state, found.closed_on = state.value, on
    found.score, found.own_score = score, own_score
    db.session.flush()
    enter(scope, enrolment, f"goal_{state}")
    return found


def reopen_goal(scope: Scope, goal_id: UUID) -> PlanGoal:
    """A closed goal is taken up again. Raises NotFound, NotAllowed, PlanFinished, GoalClosed."""
    enrolment, _, found = goal_to_change(scope, goal_id)
    if found.state == GoalState.OPEN:
        raise GoalClosed(N_("This goal is open."))
    found.state, found.closed_on = GoalState.OPEN.value, None
    found.score = found.own_score = None
    db.session.flush()
    enter(scope, enrolment, "goal_reopened")
    return found


def await_review(scope: Scope, enrolment: Enrolment, plan: Plan) -> None:
    """The next review is due for whoever answers for the enrolment, by the end of its day; nothing
    is due any more once the enrolment has ended."""
    clocks.stop(scope, enrolment.id, ClockKind.PLAN_REVIEW)
    if plan.next_review_on is not None and EnrolmentState(enrolment.state) in LIVE:
        due_at = clock.begins(plan.next_review_on + A_DAY)
        clocks.start(scope, ClockKind.PLAN_REVIEW, of_enrolment(enrolment), due_at=due_at)


def check_score(score: int | None, field: str) -> None:
    """Raises Invalid for what is no score."""
    if score is not None and not LOWEST <= score <= HIGHEST:
        raise Invalid(N_("Choose a number from 0 to 10."), field)


def _check_rhythm(review_every: int) -> None:
    if not SHORTEST <= review_every <= LONGEST:
        message = N_("Look at the plan again after %(least)s to %(most)s weeks.")
        raise Invalid(message, "review_every", least=SHORTEST, most=LONGEST)


def _check_open(goal: PlanGoal) -> None:
    if goal.state != GoalState.OPEN:
        raise GoalClosed(N_("This goal is closed already."))


def _last_number(scope: Scope, plan: Plan) -> int:
    of_plan = select(func.max(PlanGoal.number)).where(
        PlanGoal.tenant_id == scope.tenant_id, PlanGoal.plan_id == plan.id
    )
    return db.session.scalar(of_plan) or 0


def _put(scope: Scope, enrolment: Enrolment, goal: PlanGoal, said: str, hoped: str) -> None:
    words = door.begin(scope, enrolment.id)
    words.put(goal, "goal", said.strip())
    words.put(goal, "hoped", hoped.strip())
