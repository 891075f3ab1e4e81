"""Placements, as the home and the centre whose ask they follow are told of them."""

from marshmallow import fields

from network.clocks.kinds import ClockKind
from network.clocks.queries import ClockState
from network.placements.lifecycle import Destination, PlacementState
from network.placements.reasons import (
    AbsenceKind,
    AbsenceOutcome,
    Country,
    Going,
    Lacking,
    LeavingSign,
    LegalKind,
    OutsideKind,
    OverstayReason,
    Presence,
    ReportedTo,
    Transfer,
    TransferReason,
)
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some


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
    destination_id = fields.UUID(**perhaps())
    outside = code(OutsideKind, **perhaps())
    outside_country = code(Country, **perhaps())
    transfer = code(Transfer, **perhaps())
    transfer_reason = code(TransferReason, **perhaps())
    overstay_until = fields.Date(**perhaps())
    overstay_reason = code(OverstayReason, **perhaps())
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
    detail = fields.String(**some())
    by_name = fields.String(**some())


class PlacementStepList(Told):
    """What was recorded, oldest first."""

    items = fields.List(fields.Nested(PlacementStep), **some())


class LegalState(Told):
    """On what a stay rests from a day on. Rows are only ever added; the newest one holds."""

    id = fields.UUID(**some())
    kind = code(LegalKind, **some())
    starts = fields.Date(**some())
    ends = fields.Date(**perhaps())
    removed_at = fields.DateTime(**perhaps())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


class LegalStateList(Told):
    """Every legal state of a stay, newest first."""

    items = fields.List(fields.Nested(LegalState), **some())


class Outcome(Told):
    """How a stay goes, as one side told it some days after the arrival."""

    id = fields.UUID(**some())
    after_days = fields.Integer(**some())
    going = code(Going, **some())
    lacking = codes(Lacking)
    words = fields.String(**some())
    by_tenant_id = fields.UUID(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


class OutcomeList(Told):
    """What both sides told of a stay, oldest first."""

    items = fields.List(fields.Nested(Outcome), **some())


class Absence(Told):
    """Somebody of the own house is or was away; the place stayed theirs."""

    id = fields.UUID(**some())
    kind = code(AbsenceKind, **some())
    begins_at = fields.DateTime(**some())
    until_at = fields.DateTime(**perhaps())
    reported_to = codes(ReportedTo)
    reported_at = fields.DateTime(**perhaps())
    ended_at = fields.DateTime(**perhaps())
    outcome = code(AbsenceOutcome, **perhaps())
    by_name = fields.String(**some())


class AbsenceList(Told):
    """Every absence of a stay, newest first."""

    items = fields.List(fields.Nested(Absence), **some())


class DueInHouse(Told):
    """Something that is due for a stay."""

    kind = code(ClockKind, **some())
    due_at = fields.DateTime(**some())
    state = code(ClockState, **some())


class Leaving(Told):
    """A day on which somebody may leave, and what tells so."""

    day = fields.Date(**some())
    sign = code(LeavingSign, **some())


class LineOfHouse(Told):
    """One stay of the own house: where, until when, and what is due."""

    placement_id = fields.UUID(**some())
    group_id = fields.UUID(**some())
    place = fields.Integer(**some())
    reference = fields.String(**some())
    number = fields.String(**some())
    presence = code(Presence, **some())
    planned_end = fields.Date(**perhaps())
    overstays = fields.Boolean(**some())
    overdue = fields.Boolean(**some())
    due = fields.List(fields.Nested(DueInHouse), **some())
    leavings = fields.List(fields.Nested(Leaving), **some())


class House(Told):
    """Who is on which place until when, overdue first in each group; `left_network` counts who
    left for somewhere outside the network within a year."""

    items = fields.List(fields.Nested(LineOfHouse), **some())
    left_network = fields.Integer(**some())
