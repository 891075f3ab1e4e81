"""What a house records of the work of advisers and mobile teams."""

from marshmallow import fields

from network.programmes.cases.kinds import (
    GoalReached,
    MetWhere,
    MetWhom,
    MobileKind,
    NextStep,
    Profession,
)
from network.programmes.cases.working import LONGEST_VISIT
from network.schemas.values import LONG, Given, day, one_of, some_of, text, whole


class CaseOpeningIn(Given):
    """What begins, on which day; today if none is given."""

    kind = one_of(MobileKind, required=True)
    opened_on = day(allow_none=True, load_default=None)


class TeamLeaveIn(Given):
    """Who leaves the team."""

    member_id = fields.UUID(required=True)


class TeamJoinIn(TeamLeaveIn):
    """Who is on the team, and in which profession."""

    profession = one_of(Profession, required=True)


class GoalDaysIn(Given):
    """On which days the school, the parents and the young person agreed to a goal."""

    school_on = day(allow_none=True, load_default=None)
    parents_on = day(allow_none=True, load_default=None)
    young_person_on = day(allow_none=True, load_default=None)


class CaseGoalIn(GoalDaysIn):
    """What is to be reached."""

    words = text(required=True)


class GoalAgreedIn(GoalDaysIn):
    """Who agreed to a goal by now, and how far it was reached. It says all of it anew."""

    goal_id = fields.UUID(required=True)
    reached = one_of(GoalReached, allow_none=True, load_default=None)


class CaseVisitIn(Given):
    """A meeting: when, where, for how many minutes, with whom."""

    day = day(required=True)
    place = one_of(MetWhere, required=True)
    minutes = whole(1, LONGEST_VISIT, required=True)
    present = some_of(MetWhom, load_default=list)
    notes = text(LONG, load_default="")


class CaseClosingIn(Given):
    """The expert report in its sections, and what it proposes."""

    next_step = one_of(NextStep, required=True)
    situation = text(LONG, required=True)
    work = text(LONG, required=True)
    changes = text(LONG, load_default="")
    proposal = text(LONG, required=True)
    closed_on = day(allow_none=True, load_default=None)
