"""Aftercare, as the home and whoever asked for the stay are told of it; its words to the home."""

from marshmallow import fields

from network.aftercare.later import FollowUp, LivesWith, Occupied, PlacedAgain
from network.aftercare.lifecycle import AftercareState, Rhythm
from network.aftercare.ways import ContactWay
from network.aftercare.wishes import CareWish, Settled
from network.schemas.answers.figures import Cell
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class Aftercare(Told):
    """What comes after a stay; never a name. `reference` and the people who answer for it are told
    to the home."""

    id = fields.UUID(**some())
    placement_id = fields.UUID(**some())
    number = fields.String(**some())
    reference = fields.String(**perhaps())
    state = code(AftercareState, **some())
    left_on = fields.Date(**some())
    proposed_on = fields.Date(**some())
    decided_on = fields.Date(**perhaps())
    begins = fields.Date(**perhaps())
    planned_end = fields.Date(**perhaps())
    ended_on = fields.Date(**perhaps())
    rhythm = code(Rhythm, **perhaps())
    reason = fields.String(**some())
    responsible_id = fields.UUID(**perhaps())
    deputy_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())
    version = fields.Integer(**some())


class ListedAftercare(Aftercare):
    """With the name of the home, and to the home the day of the last contact."""

    home = fields.String(**some())
    last_on = fields.Date(**perhaps())


ListedAftercarePage = page_of(ListedAftercare)


class AftercareStep(Told):
    """One change of state or rhythm, and the day it is about; `reason` is a code."""

    at = fields.DateTime(**some())
    move = fields.String(**some())
    on_day = fields.Date(**perhaps())
    reason = fields.String(**some())
    by_name = fields.String(**some())


class AftercareStepList(Told):
    """What was done, oldest first."""

    items = fields.List(fields.Nested(AftercareStep), **some())


class AftercareAgreement(Told):
    """Who signed on which day, and the plan in words; empty words where they were erased."""

    house_on = fields.Date(**some())
    young_person_on = fields.Date(**perhaps())
    parent_on = fields.Date(**perhaps())
    other_parent_on = fields.Date(**perhaps())
    we_do = fields.String(**some())
    you_do = fields.String(**some())
    when_hard = fields.String(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


class AftercareContact(Told):
    """Somebody was in touch, or tried to be; `going` from 1 (badly) to 5 (very well)."""

    id = fields.UUID(**some())
    on_day = fields.Date(**some())
    way = code(ContactWay, **some())
    minutes = fields.Integer(**perhaps())
    going = fields.Integer(**perhaps())
    words = fields.String(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


AftercareContactPage = page_of(AftercareContact)


class AftercareEvaluation(Told):
    """How somebody fares 6, 12 or 24 months after the departure."""

    stage = code(FollowUp, **some())
    on_day = fields.Date(**some())
    reached = fields.Boolean(**some())
    lives_with = code(LivesWith, **some())
    occupied = code(Occupied, **some())
    placed_again = code(PlacedAgain, **some())
    going = fields.Integer(**perhaps())
    words = fields.String(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


class AftercareEvaluationList(Told):
    """One of each stage at most, oldest first."""

    items = fields.List(fields.Nested(AftercareEvaluation), **some())


class AftercareWish(Told):
    """What the young person asked for on their own page, and how it was settled; `answer` is what
    they were answered."""

    id = fields.UUID(**some())
    kind = code(CareWish, **some())
    words = fields.String(**some())
    created_at = fields.DateTime(**some())
    settled = code(Settled, **perhaps())
    settled_at = fields.DateTime(**perhaps())
    settled_by = fields.String(**some())
    answer = fields.String(**some())


class AftercareWishList(Told):
    """What was asked for: what waits first, then the newest."""

    items = fields.List(fields.Nested(AftercareWish), **some())


class AftercareFigures(Told):
    """Of those who left the own house. `decided`: by how long ago, where aftercare stands; `again`:
    of those whose look-back has come, by its stage, whether they were placed again."""

    decided = fields.List(fields.Nested(Cell), **some())
    again = fields.List(fields.Nested(Cell), **some())
