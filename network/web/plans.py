"""The individual plan of an enrolment: goals, reviews, how it went, and the final report."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from network import contents
from network.interop import final_reports
from network.plans import (
    beforehand,
    curves,
    filing,
    kinds,
    own,
    queries,
    reporting,
    reviewing,
    writing,
)
from network.plans.kinds import CLOSED, Answerer, AskedHow
from network.plans.models import PlanGoal
from network.plans.queries import Goal, Read
from network.plans.questions import BANK, GOAL_ASKED, Asking
from network.programmes import following, lifecycle
from network.programmes.lifecycle import EnrolmentState
from network.programmes.models import Enrolment
from network.records import restricting
from network.schemas.plans import (
    EnrolmentFileIn,
    FinishIn,
    PlanGoalEndIn,
    PlanGoalIn,
    PlanIn,
    PlanReviewIn,
    ReportIn,
)
from network.web.acts import cursor
from network.web.desk import Desk, Forms
from network.web.labels import label
from network.web.rendering import FormView, page
from tenants import clock
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("plans", __name__, url_prefix="/enrolments")
goals = Blueprint("plan_goals", __name__, url_prefix="/plan-goals")
RUNS = Permission.RUN_PROGRAMMES
SCORES = [(str(each), str(each)) for each in range(kinds.LOWEST, kinds.HIGHEST + 1)]
Refusals = Mapping[str, FormView]


@bp.get("/<uuid:enrolment_id>/plan")
def show(enrolment_id: UUID) -> Response:
    """The plan, or the form by which it begins."""
    scope = acting()
    return _shown(scope, seen(scope, enrolment_id), {}, 200)


@bp.get("/<uuid:enrolment_id>/plan/review")
def review(enrolment_id: UUID) -> Response:
    """What is asked at a review, of both."""
    scope = acting()
    return _review(scope, seen(scope, enrolment_id), {}, 200)


@bp.get("/<uuid:enrolment_id>/plan/report")
def report(enrolment_id: UUID) -> Response:
    """The final report: what is kept of it, else a draft from the record."""
    scope = acting()
    return _report(scope, seen(scope, enrolment_id), {}, 200)


@bp.get("/<uuid:enrolment_id>/plan/report/paper")
def paper(enrolment_id: UUID) -> Response:
    """The report as it is kept, to be printed."""
    scope = acting()
    restricting.refuse_paper_of(scope, seen(scope, enrolment_id).id)
    told = reporting.facts(scope, enrolment_id)
    return contents.printed(final_reports.printed(told), "koncno-porocilo.pdf")


def seen(scope: Scope, enrolment_id: UUID) -> Enrolment:
    """An enrolment of the own house, for whoever runs programmes; 404 before 403."""
    found = following.own(scope, enrolment_id)
    require(scope, RUNS)
    return found


def _shown(
    scope: Scope, found: Enrolment, refused: Refusals, status: int, goal_id: UUID | None = None
) -> Response:
    plan = own.plan_of(scope, found.id)
    read = queries.read(scope, plan) if plan else None
    return page(
        "plans/show.html",
        "plan",
        status,
        restricted=restricting.since(scope, found.id),
        enrolment=found,
        plan=plan,
        read=read,
        reviews=read.reviews_before(cursor()) if read else None,
        first=cursor() is None,
        begins=EnrolmentState(found.state) in lifecycle.TAKING_PART,
        rests=EnrolmentState(found.state) not in lifecycle.LIVE,
        file=filing.file_of(scope, found.id),
        may_file=may(scope, Permission.KEEP_FILES),
        ended=[(each.value, label(each)) for each in CLOSED],
        scores=SCORES,
        forms=_forms(plan, {} if goal_id else refused),
        goal_forms=_goal_forms(read, refused, goal_id) if read else {},
        progress=_progress(read) if read else [],
        who=Answerer,
    )


def _forms(plan: Any, refused: Refusals) -> Forms:
    every = plan.review_every if plan else kinds.USUAL
    known = FormView.known(review_every=every)
    return Forms(refused, begin=known, set_rhythm=known)


def _goal_forms(
    read: Read, refused: Refusals, goal_id: UUID | None
) -> dict[int, dict[str, FormView]]:
    """The forms of each goal, their fields told apart by its number."""
    today = clock.today()
    made = {}
    for goal in read.goals:
        words = FormView.known(area=goal.area, goal=goal.goal, hoped=goal.hoped)
        known = {"reword_goal": words, "close_goal": FormView.known(closed_on=today)}
        mine = known | (dict(refused) if goal.row.id == goal_id else {})
        number = goal.row.number
        made[number] = {
            name: replace(form, key=f"{name.partition('_')[0]}-{number}")
            for name, form in mine.items()
        }
    return made


def _progress(read: Read) -> list[tuple[Asking, Goal | None, curves.Curve]]:
    """What was answered over time: the goals first, then the questions."""
    topics: list[tuple[str, Asking, Goal | None]] = [
        *((goal.topic, GOAL_ASKED, goal) for goal in read.goals),
        *((each.value, asking, None) for each, asking in BANK.items()),
    ]
    drawn = ((asking, goal, curves.curve(topic, read.reviews)) for topic, asking, goal in topics)
    return [(asking, goal, found) for asking, goal, found in drawn if found is not None]


def _review(scope: Scope, found: Enrolment, refused: Refusals, status: int) -> Response:
    plan = own.plan(scope, found.id)
    read = queries.read(scope, plan)
    topics = [
        *((goal.topic, GOAL_ASKED, goal) for goal in read.open_goals),
        *((each.value, asking, None) for each, asking in BANK.items()),
    ]
    said = beforehand.said(scope, plan)
    form = Forms(refused, hold=FormView.known(**_answered(said)))["hold"]
    return page(
        "plans/review.html",
        "review",
        status,
        enrolment=found,
        plan=plan,
        said=said,
        last=read.reviews[-1] if read.reviews else None,
        topics=topics,
        scores=SCORES,
        form=form,
        who=Answerer,
    )


def _answered(said: beforehand.Said | None) -> dict[str, object]:
    """What stands in the form of a review at first."""
    if said is None:
        return {"held_on": clock.today()}
    return {
        "held_on": clock.today(),
        "asked": AskedHow.APART,
        **{f"young_person.{topic}": score for topic, score in said.scores.items()},
        **{f"young_words.{topic}": words for topic, words in said.words.items()},
    }


def _report(scope: Scope, found: Enrolment, refused: Refusals, status: int) -> Response:
    told = reporting.facts(scope, found.id)
    known = FormView.known(report=told.read.report or final_reports.draft(told))
    form = next(iter(refused.values()), known)
    return page(
        "plans/report.html",
        "report",
        status,
        enrolment=found,
        plan=told.read.plan,
        told=told,
        form=form,
        longest=reporting.LONGEST,
    )


def _address(_: Scope, found: Enrolment) -> str:
    return url_for("plans.show", enrolment_id=found.id)


def _at_report(_: Scope, found: Enrolment) -> str:
    return url_for("plans.report", enrolment_id=found.id)


desk = Desk(bp, "enrolment_id", seen=seen, shown=_shown, address=_address)
desk.act("plan", writing.begin, PlanIn, says="plan_begun", needs=RUNS)
desk.act("plan/rhythm", writing.set_rhythm, PlanIn, says="saved", needs=RUNS)
desk.act("plan/goals", writing.add_goal, PlanGoalIn, says="goal_saved", needs=RUNS)
desk.act("plan/file", filing.link_file, EnrolmentFileIn, says="enrolment_filed", needs=RUNS)
sitting = Desk(bp, "enrolment_id", seen=seen, shown=_review, address=_address)
sitting.act("plan/reviews", reviewing.hold, PlanReviewIn, says="plan_reviewed", needs=RUNS)
writer = Desk(bp, "enrolment_id", seen=seen, shown=_report, address=_at_report)
writer.act("plan/report", reporting.keep_report, ReportIn, says="saved", needs=RUNS)
writer.act("plan/finish", reporting.finish, FinishIn, says="plan_finished", needs=RUNS)


def _goal_shown(scope: Scope, goal: PlanGoal, refused: Refusals, status: int) -> Response:
    return _shown(scope, own.of_goal(scope, goal), refused, status, goal.id)


def _goal_address(scope: Scope, goal: PlanGoal) -> str:
    return f"{_address(scope, own.of_goal(scope, goal))}#goal-{goal.number}"


goal_desk = Desk(goals, "goal_id", seen=own.goal, shown=_goal_shown, address=_goal_address)
goal_desk.act("wording", writing.reword_goal, PlanGoalIn, says="goal_saved", needs=RUNS)
goal_desk.act("closing", writing.close_goal, PlanGoalEndIn, says="goal_closed", needs=RUNS)
goal_desk.act("reopening", writing.reopen_goal, says="goal_reopened", needs=RUNS)
