"""The work of advisers and mobile teams. Whoever asked is told the case alone; members, goals,
visits and the report are told to its house."""

from marshmallow import fields

from network.programmes.cases.kinds import (
    GoalReached,
    MetWhere,
    MetWhom,
    MobileKind,
    MobileState,
    NextStep,
    Profession,
)
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some


class MobileMember(Told):
    """Who is on the team now."""

    member_id = fields.UUID(**some())
    profession = code(Profession, **some())


class MobileGoal(Told):
    """What is to be reached, and who agreed to it on which day."""

    id = fields.UUID(**some())
    words = fields.String(**some())
    school_on = fields.Date(**perhaps())
    parents_on = fields.Date(**perhaps())
    young_person_on = fields.Date(**perhaps())
    reached = code(GoalReached, **perhaps())


class MobileCase(Told):
    """How the work on an enrolment stands, and what it proposes once it is closed. `members` and
    `goals` are empty to whoever asked."""

    id = fields.UUID(**some())
    enrolment_id = fields.UUID(**some())
    kind = code(MobileKind, **some())
    state = code(MobileState, **some())
    opened_on = fields.Date(**some())
    closed_on = fields.Date(**perhaps())
    next_step = code(NextStep, **perhaps())
    members = fields.List(fields.Nested(MobileMember), **some())
    goals = fields.List(fields.Nested(MobileGoal), **some())


class MobileVisit(Told):
    """Somebody of the house met somebody, for so many minutes."""

    id = fields.UUID(**some())
    day = fields.Date(**some())
    place = code(MetWhere, **some())
    minutes = fields.Integer(**some())
    present = codes(MetWhom)
    notes = fields.String(**some())
    by_name = fields.String(**some())


MobileVisitPage = page_of(MobileVisit)


class MobileReport(Told):
    """The closing expert report in its sections."""

    situation = fields.String(**some())
    work = fields.String(**some())
    changes = fields.String(**some())
    proposal = fields.String(**some())
    by_name = fields.String(**some())
