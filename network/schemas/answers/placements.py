"""Placements, as the home and the centre whose ask they follow are told of them."""

from marshmallow import fields

from network.placements.lifecycle import Destination, PlacementState
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class Placement(Told):
    """One stay, from the day it is expected to the day it ended; never a name. People of the
    home who answer for it are told to the home."""

    id = fields.UUID(**some())
    group_id = fields.UUID(**some())
    ask_id = fields.UUID(**perhaps())
    number = fields.String(**some())
    reference = fields.String(**some())
    state = code(PlacementState, **some())
    expected_on = fields.Date(**perhaps())
    arrived_on = fields.Date(**perhaps())
    planned_end = fields.Date(**perhaps())
    overstays = fields.Boolean(**some())
    left_on = fields.Date(**perhaps())
    destination = code(Destination, **perhaps())
    reason = fields.String(**some())
    responsible_id = fields.UUID(**perhaps())
    deputy_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())
    version = fields.Integer(**some())


class Resident(Placement):
    """A placement of the own house, with its group and the number of its place."""

    group_name = fields.String(**some())
    place = fields.Integer(**some())


ResidentPage = page_of(Resident)


class PlacedElsewhere(Placement):
    """A placement that follows an own ask, with the home and the request that was asked."""

    home_name = fields.String(**some())
    group_name = fields.String(**some())
    request_id = fields.UUID(**some())


PlacedElsewherePage = page_of(PlacedElsewhere)


class PlacementStep(Told):
    """One change of a placement."""

    at = fields.DateTime(**some())
    move = fields.String(**some())
    on_day = fields.Date(**perhaps())
    reason = fields.String(**some())
    by_name = fields.String(**some())


class PlacementStepList(Told):
    """What was recorded, oldest first."""

    items = fields.List(fields.Nested(PlacementStep), **some())
