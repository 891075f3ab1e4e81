"""Enrolments, as the house of the programme and whoever asked are told of them."""

from marshmallow import fields

from network.programmes.lifecycle import EnrolmentState
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class Enrolment(Told):
    """Somebody takes part in a programme; never a name. `reference` and the people who answer for
    it are told to the house of the programme."""

    id = fields.UUID(**some())
    programme_id = fields.UUID(**some())
    cohort_id = fields.UUID(**some())
    ask_id = fields.UUID(**perhaps())
    number = fields.String(**some())
    reference = fields.String(**perhaps())
    state = code(EnrolmentState, **some())
    expected_on = fields.Date(**perhaps())
    began_on = fields.Date(**perhaps())
    planned_end = fields.Date(**perhaps())
    ended_on = fields.Date(**perhaps())
    reason = fields.String(**some())
    review_on = fields.Date(**perhaps())
    responsible_id = fields.UUID(**perhaps())
    deputy_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())
    version = fields.Integer(**some())


class ListedEnrolment(Enrolment):
    """With what its programme is called, and to its house the cohort."""

    programme = fields.String(**some())
    cohort = fields.String(**some())


EnrolmentPage = page_of(ListedEnrolment)


class EnrolmentStep(Told):
    """One change of an enrolment, and the day it is about."""

    at = fields.DateTime(**some())
    move = fields.String(**some())
    on_day = fields.Date(**perhaps())
    reason = fields.String(**some())
    by_name = fields.String(**some())


class EnrolmentStepList(Told):
    """What was done with an enrolment, oldest first."""

    items = fields.List(fields.Nested(EnrolmentStep), **some())
