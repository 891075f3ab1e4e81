"""A house opens a case on an enrolment, forms its team, agrees goals, and comes to see people."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from network.programmes import enrolments, queries
from network.programmes.cases import queries as cases
from network.programmes.cases.kinds import (
    OF_PROGRAMME,
    GoalReached,
    MetWhere,
    MetWhom,
    MobileKind,
    MobileState,
    Profession,
    is_team,
)
from network.programmes.cases.models import CaseGoal, CaseMember, CaseVisit, MobileCase
from network.programmes.enrolling import write_down
from network.programmes.kinds import ProgrammeKind
from network.programmes.lifecycle import TAKING_PART, EnrolmentState
from network.programmes.models import Enrolment
from network.words import door
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.staffing import check_people

MOST_GOALS, MOST_MEMBERS = 12, 12
LONGEST_VISIT = 12 * 60  # minutes


class CaseClosed(Conflict):
    """The case is closed; nothing is added to it."""

    code = "wrong_state"


class TeamTooSmall(Conflict):
    """A mobile team has members of at least two professions."""

    code = "team_too_small"


def open_case(
    scope: Scope, enrolment_id: UUID, *, kind: MobileKind, opened_on: date | None = None
) -> MobileCase:
    """Begin to work for somebody who takes part in advice or in a mobile team; once.

    Raises NotFound, NotAllowed, Conflict for another programme, before the first day and where
    there is a case already, Invalid for a day to come or one before the first.
    """
    enrolment = enrolments.lock(scope, enrolment_id)
    if enrolment.tenant_id != scope.tenant_id:
        raise NotFound(enrolments.NO_ENROLMENT)
    require(scope, Permission.RUN_PROGRAMMES)
    day = opened_on or clock.today()
    _check_opening(scope, enrolment, kind, day)
    case = MobileCase(
        tenant_id=scope.tenant_id,
        id=new_id(),
        enrolment_id=enrolment.id,
        asker_id=enrolment.asker_id,
        kind=kind.value,
        state=MobileState.OPEN.value,
        opened_on=day,
    )
    db.session.add(case)
    db.session.flush()
    door.begin(scope, case.id)
    write_down(scope, enrolment, "open_case", day, kind.value)
    return case


def _check_opening(scope: Scope, enrolment: Enrolment, kind: MobileKind, day: date) -> None:
    programme = queries.own_programme(scope, enrolment.programme_id)
    if kind not in OF_PROGRAMME.get(ProgrammeKind(programme.kind), ()):
        raise Conflict(N_("This programme does not work like that."))
    if EnrolmentState(enrolment.state) not in TAKING_PART:
        raise Conflict(N_("It is opened once somebody takes part."))
    if cases.of_enrolment(scope, enrolment.id) is not None:
        raise Conflict(N_("Somebody works on it already."))
    if day > clock.today() or (enrolment.began_on is not None and day < enrolment.began_on):
        raise Invalid(N_("This day must lie between the first day and today."), "opened_on")


def join(
    scope: Scope, enrolment_id: UUID, *, member_id: UUID, profession: Profession
) -> CaseMember:
    """The head puts a member of the house on the team, in a profession.

    Raises NotFound, NotAllowed, CaseClosed, Invalid for somebody who cannot, Conflict for who is
    on it already.
    """
    case = opened(scope, enrolment_id, Permission.FORM_TEAMS)
    check_people(scope, member_id, None)
    there = cases.members_of(scope, case)
    if member_id in {each.member_id for each in there}:
        raise Conflict(N_("This colleague is on the team already."), field="member_id")
    if len(there) >= MOST_MEMBERS:
        raise Conflict(N_("A team has at most %(most)s members."), most=MOST_MEMBERS)
    member = CaseMember(
        tenant_id=scope.tenant_id,
        case_id=case.id,
        member_id=member_id,
        profession=profession.value,
    )
    db.session.add(member)
    db.session.flush()
    return member


def leave(scope: Scope, enrolment_id: UUID, *, member_id: UUID) -> MobileCase:
    """The head takes a member off the team. Raises NotFound, NotAllowed, CaseClosed."""
    case = opened(scope, enrolment_id, Permission.FORM_TEAMS)
    found = [each for each in cases.members_of(scope, case) if each.member_id == member_id]
    if not found:
        raise NotFound(N_("This colleague is not on the team."))
    found[0].left_on = clock.today()
    db.session.flush()
    return case


def set_goal(
    scope: Scope,
    enrolment_id: UUID,
    *,
    words: str,
    school_on: date | None = None,
    parents_on: date | None = None,
    young_person_on: date | None = None,
) -> CaseGoal:
    """What is to be reached, and on which days the school, the parents and the young person agreed
    to it. Raises NotFound, NotAllowed, CaseClosed, Invalid."""
    case = opened(scope, enrolment_id)
    if not words.strip():
        raise Invalid(N_("Say what is to be reached."), "words")
    _past(school_on=school_on, parents_on=parents_on, young_person_on=young_person_on)
    if _goals(scope, case) >= MOST_GOALS:
        raise Conflict(N_("A few goals are enough: at most %(most)s."), most=MOST_GOALS)
    goal = CaseGoal(
        tenant_id=scope.tenant_id,
        id=new_id(),
        case_id=case.id,
        school_on=school_on,
        parents_on=parents_on,
        young_person_on=young_person_on,
    )
    door.begin(scope, case.id).put(goal, "words", words.strip())
    db.session.add(goal)
    db.session.flush()
    return goal


def agree_goal(
    scope: Scope,
    enrolment_id: UUID,
    *,
    goal_id: UUID,
    school_on: date | None = None,
    parents_on: date | None = None,
    young_person_on: date | None = None,
    reached: GoalReached | None = None,
) -> CaseGoal:
    """Who agreed to a goal since, and how far it was reached. Raises NotFound, NotAllowed,
    CaseClosed, Invalid."""
    case = opened(scope, enrolment_id)
    goal = db.session.get(CaseGoal, (scope.tenant_id, goal_id))
    if goal is None or goal.case_id != case.id:
        raise NotFound(N_("There is no such goal."))
    _past(school_on=school_on, parents_on=parents_on, young_person_on=young_person_on)
    goal.school_on, goal.parents_on = school_on, parents_on
    goal.young_person_on = young_person_on
    goal.reached = reached.value if reached else None
    db.session.flush()
    return goal


def record_visit(
    scope: Scope,
    enrolment_id: UUID,
    *,
    day: date,
    place: MetWhere,
    minutes: int,
    present: Sequence[MetWhom] = (),
    notes: str = "",
) -> CaseVisit:
    """Somebody of the house met somebody. Raises NotFound, NotAllowed, CaseClosed, TeamTooSmall,
    Invalid for a day to come or before the case was opened."""
    case = opened(scope, enrolment_id)
    refuse_without_team(scope, case)
    if not case.opened_on <= day <= clock.today():
        raise Invalid(N_("This day must lie between the first day and today."), "day")
    if not 0 < minutes <= LONGEST_VISIT:
        raise Invalid(N_("Say how many minutes it took."), "minutes")
    visit = CaseVisit(
        tenant_id=scope.tenant_id,
        id=new_id(),
        case_id=case.id,
        day=day,
        place=place.value,
        minutes=minutes,
        present=[each.value for each in present],
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    door.begin(scope, case.id).put(visit, "notes", notes.strip())
    db.session.add(visit)
    db.session.flush()
    return visit


def opened(
    scope: Scope, enrolment_id: UUID, needs: Permission = Permission.RUN_PROGRAMMES
) -> MobileCase:
    """An own case that is open, locked, for somebody who may. Raises NotFound, NotAllowed,
    CaseClosed."""
    _, case = cases.lock(scope, enrolment_id)
    require(scope, needs)
    if case.state != MobileState.OPEN:
        raise CaseClosed(N_("This work is finished."))
    return case


def refuse_without_team(scope: Scope, case: MobileCase) -> None:
    """Raises TeamTooSmall for a team that is none yet."""
    professions = cases.professions_of(cases.members_of(scope, case))
    if not is_team(MobileKind(case.kind), professions):
        raise TeamTooSmall(
            N_("First the head forms the team: members of at least two professions.")
        )


def _goals(scope: Scope, case: MobileCase) -> int:
    counted = select(func.count()).where(
        CaseGoal.tenant_id == scope.tenant_id, CaseGoal.case_id == case.id
    )
    return db.session.scalar(counted) or 0


def _past(**days: date | None) -> None:
    for name, day in days.items():
        if day is not None and day > clock.today():
            raise Invalid(N_("That day lies in the future."), name)
