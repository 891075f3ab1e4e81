"""The individual plan of an enrolment, for programs of the house that runs the programme."""

from typing import Any
from uuid import UUID

from flask import Response

from network import contents
from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import answer, teller
from network.api.words import gettext
from network.interop import final_reports
from network.plans import filing, own, queries, reporting, reviewing, writing
from network.plans.models import PlanGoal
from network.plans.queries import Goal, Review
from network.plans.questions import BANK
from network.programmes import following
from network.records import restricting
from network.schemas import plans as given
from network.schemas.answers import plans as told
from tenants.credentials import ApiScope
from tenants.errors import NotFound
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("plans", "Individual plans with goals and reviews; seen by the own house alone.")
READ, WRITE = ApiScope.PLACEMENTS_READ, ApiScope.PLACEMENTS_WRITE
tell = teller(told.Plan)
tell_goal = teller(told.PlanGoal)
tell_review = teller(told.PlanReview)
RULE = "/enrolments/<uuid:enrolment_id>"


@area.get("/review-questions", READ, told.QuestionBank)
def questions() -> Response:
    """What is asked at every review, of the worker and in plain words of the young person"""
    items = [
        {
            "topic": each.value,
            "worker": gettext(asking.worker),
            "young_person": gettext(asking.young_person),
        }
        for each, asking in BANK.items()
    ]
    return answer({"items": items})


@area.get(f"{RULE}/plan", READ, told.Plan)
def show(enrolment_id: UUID) -> Response:
    """The plan of an own enrolment, with its goals and newest reviews"""
    return _show(acting(), enrolment_id)


@area.act("POST", f"{RULE}/plan", WRITE, told.Plan, given.PlanIn, status=201)
def begin(values: dict[str, Any], enrolment_id: UUID) -> Response:
    """Begin the plan of somebody who takes part"""
    return _made(enrolment_id, lambda scope: writing.begin(scope, enrolment_id, **values), _look)


@area.act("POST", f"{RULE}/plan/goals", WRITE, told.Plan, given.PlanGoalIn, status=201)
def add_goal(values: dict[str, Any], enrolment_id: UUID) -> Response:
    """A goal more, and what is hoped for"""
    return _made(enrolment_id, lambda scope: writing.add_goal(scope, enrolment_id, **values))


@area.get(f"{RULE}/plan/reviews", READ, told.PlanReviewPage, query=Onward)
def reviews(values: dict[str, Any], enrolment_id: UUID) -> Response:
    """Every review with its answers, newest first"""
    scope = acting()
    found = queries.read(scope, own.plan(scope, enrolment_id))
    shown = found.reviews_before(values["after"])
    return page([_review(each) for each in shown.rows], shown.after)


@area.act("POST", f"{RULE}/plan/reviews", WRITE, told.Plan, given.PlanReviewIn, status=201)
def hold(values: dict[str, Any], enrolment_id: UUID) -> Response:
    """A review with what both answered; the next one is due after it"""
    return _made(enrolment_id, lambda scope: reviewing.hold(scope, enrolment_id, **values))


@area.get(f"{RULE}/plan/report/draft", READ, told.ReportDraft)
def draft(enrolment_id: UUID) -> Response:
    """The final report as it follows from the record, in Slovenian"""
    scope = acting()
    own.plan(scope, enrolment_id)
    return answer({"draft": final_reports.draft(reporting.facts(scope, enrolment_id))})


@area.content(f"{RULE}/plan/report/paper", READ, [final_reports.MEDIA])
def paper(enrolment_id: UUID) -> Response:
    """The final report as it is kept, as PDF"""
    scope = acting()
    own.plan(scope, enrolment_id)
    restricting.refuse_paper_of(scope, enrolment_id)
    made = final_reports.printed(reporting.facts(scope, enrolment_id))
    return contents.printed(made, "koncno-porocilo.pdf")


def _made(enrolment_id: UUID, make: Any, look: Any = None) -> Response:
    def done(scope: Scope) -> UUID:
        make(scope)
        return enrolment_id

    return perform(
        done, _show, look=lambda scope: (look or own.plan)(scope, enrolment_id), status=201
    )


def _look(scope: Scope, enrolment_id: UUID) -> None:
    following.own(scope, enrolment_id)
    require(scope, Permission.RUN_PROGRAMMES)


def _show(scope: Scope, enrolment_id: UUID) -> Response:
    plan = own.plan(scope, enrolment_id)
    read = queries.read(scope, plan)
    shown = tell(
        plan,
        report=read.report,
        goals=[_goal(each) for each in read.goals],
        reviews=[_review(each) for each in reversed(read.reviews_before().rows)],
    )
    return answer(shown, tag=etags.of_version(plan.version))


def _goal(goal: Goal) -> dict[str, Any]:
    return tell_goal(goal.row, goal=goal.goal, hoped=goal.hoped)


def _review(review: Review) -> dict[str, Any]:
    answers = [
        {"party": party.value, "topic": topic, "score": each.score, "said": each.said}
        for (party, topic), each in review.answers.items()
    ]
    return tell_review(review.row, agreed=review.agreed, answers=answers)


def _lock(scope: Scope, enrolment_id: UUID) -> str:
    found = own.plan_of(scope, enrolment_id, lock=True)
    if found is None:
        raise NotFound(own.NO_PLAN)
    return etags.of_version(found.version)


desk = Desk(area, RULE, WRITE, told.Plan, look=own.plan, tag=_lock, show=_show)
desk.act("plan/rhythm", writing.set_rhythm, given.PlanIn, says="After how many weeks the next is")
desk.act("plan/report", reporting.keep_report, given.ReportIn, says="Keep the report so far")
desk.act("plan/finish", reporting.finish, given.FinishIn, says="The report stands; it is finished")
desk.act("plan/file", filing.link_file, given.EnrolmentFileIn, says="Whose file it belongs to")


def _show_goal(scope: Scope, goal_id: UUID) -> Response:
    return _show(scope, own.of_goal(scope, own.goal(scope, goal_id)).id)


def _lock_goal(scope: Scope, goal_id: UUID) -> str:
    return _lock(scope, own.of_goal(scope, own.goal(scope, goal_id)).id)


def _look_at_goal(scope: Scope, goal_id: UUID) -> PlanGoal:
    return own.goal(scope, goal_id)


goal_desk = Desk(
    area,
    "/plan-goals/<uuid:goal_id>",
    WRITE,
    told.Plan,
    look=_look_at_goal,
    tag=_lock_goal,
    show=_show_goal,
)
goal_desk.act("wording", writing.reword_goal, given.PlanGoalIn, says="Say an open goal otherwise")
goal_desk.act("closing", writing.close_goal, given.PlanGoalEndIn, says="How the goal ended")
goal_desk.act("reopening", writing.reopen_goal, says="A closed goal is taken up again")
