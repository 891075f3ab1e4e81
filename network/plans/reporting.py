"""The final report: drafted from the record, put into its own words by somebody, and sealed.

With it the plan is finished; every goal has to be closed first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.plans import queries
from network.plans.kinds import Answerer, PlanState
from network.plans.models import Plan
from network.plans.own import enter, open_plan
from network.plans.own import plan as own_plan
from network.plans.queries import Goal, Read, Review
from network.plans.questions import Question
from network.programmes import enrolments
from network.programmes.models import Enrolment
from network.programmes.queries import own_cohort, own_programme
from network.programmes.sessions import totals
from network.programmes.sessions.kinds import AttendanceMark
from network.words import door
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.scope import Scope

LONGEST = 20_000  # characters of a report


class GoalsOpen(Conflict):
    """A goal is open still, or there is none at all."""

    code = "goals_open"


@dataclass(frozen=True, slots=True)
class Attendance:
    """How often somebody came to the sessions that were held."""

    held: int
    came: int
    excused: int


@dataclass(frozen=True, slots=True)
class Course:
    """How one topic went from the first to the last time somebody answered it, 0 to 10."""

    topic: str
    party: Answerer
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record says of somebody's time in a programme."""

    house: str
    programme: str
    cohort: str
    number: str
    began_on: date | None
    ended_on: date | None
    read: Read
    courses: Sequence[Course]
    attendance: Attendance | None

    @property
    def goals(self) -> Sequence[Goal]:
        return self.read.goals

    @property
    def reviews(self) -> Sequence[Review]:
        return self.read.reviews


def facts(scope: Scope, enrolment_id: UUID) -> Facts:
    """Everything a report is drafted from. Raises NotFound, NotAllowed."""
    plan = own_plan(scope, enrolment_id)
    enrolment = enrolments.get(scope, enrolment_id)
    read = queries.read(scope, plan)
    return Facts(
        house=scope.tenant_name,
        programme=own_programme(scope, enrolment.programme_id).name,
        cohort=own_cohort(scope, enrolment.cohort_id).name,
        number=enrolment.reference or enrolment.number,
        began_on=enrolment.began_on,
        ended_on=enrolment.ended_on,
        read=read,
        courses=courses(read),
        attendance=attendance_of(scope, enrolment),
    )


def attendance_of(scope: Scope, enrolment: Enrolment) -> Attendance | None:
    """How often somebody came to the sessions that were marked; None where there were none."""
    found = totals.of_enrolment(scope, enrolment.id)
    if not found.marked:
        return None
    return Attendance(found.marked, found.came, found.of(AttendanceMark.EXCUSED))


def courses(read: Read) -> list[Course]:
    """The first and the last answer to everything that was answered twice or more."""
    topics = [*(each.value for each in Question), *(goal.topic for goal in read.goals)]
    found = []
    for topic in topics:
        for party in Answerer:
            said = [one.score for review in read.reviews if (one := review.of(party, topic))]
            if len(said) > 1:
                found.append(Course(topic, party, said[0], said[-1]))
    return found


def keep_report(scope: Scope, enrolment_id: UUID, *, report: str) -> Plan:
    """Keep what is written so far. Raises NotFound, NotAllowed, PlanFinished, Invalid,
    WordsErased."""
    enrolment, plan = open_plan(scope, enrolment_id)
    _put(scope, plan, report)
    enter(scope, enrolment, "report_kept")
    return plan


def finish(
    scope: Scope, enrolment_id: UUID, *, report: str, finished_on: date | None = None
) -> Plan:
    """The report stands as it is, and the plan is finished. Raises NotFound, NotAllowed,
    PlanFinished, GoalsOpen, Invalid, WordsErased."""
    enrolment, plan = open_plan(scope, enrolment_id)
    goals = queries.read(scope, plan).goals
    if not goals:
        raise GoalsOpen(N_("A plan without a goal is not finished. Add one first."))
    if any(goal.open for goal in goals):
        raise GoalsOpen(N_("Close every goal first."))
    on = finished_on or clock.today()
    if not plan.begun_on <= on <= clock.today():
        raise Invalid(N_("Give a day since the plan began, and not one to come."), "finished_on")
    _put(scope, plan, report)
    plan.state, plan.finished_on = PlanState.FINISHED.value, on
    plan.finished_by, plan.next_review_on = scope.member_name, None
    db.session.flush()
    clocks.stop(scope, enrolment.id, ClockKind.PLAN_REVIEW)
    enter(scope, enrolment, "plan_finished")
    return plan


def _put(scope: Scope, plan: Plan, report: str) -> None:
    said = report.strip()
    if not said:
        raise Invalid(N_("Write the report."), "report")
    if len(said) > LONGEST:
        raise Invalid(N_("A report has at most %(most)s characters."), "report", most=LONGEST)
    door.begin(scope, plan.enrolment_id).put(plan, "report", said)
    db.session.flush()
