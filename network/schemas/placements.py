"""From the expected arrival to the day of leaving."""

from marshmallow import fields, validate

from network.placements.lifecycle import Destination, NonArrival
from network.placements.reasons import (
    INTERRUPTIONS,
    LEAVES,
    AbsenceKind,
    Country,
    ExtensionReason,
    Going,
    Lacking,
    LegalKind,
    MoveReason,
    OutsideKind,
    OverstayReason,
    ReportedTo,
    Transfer,
    TransferReason,
)
from network.schemas.values import Given, day, line, moment, one_of, some_of, text, whole


class ArriveIn(Given):
    """Somebody has moved in, under the home's own short reference (never a name)."""

    arrived_on = day(required=True)
    reference = line(40, required=True)
    planned_end = day(allow_none=True, load_default=None)


class NotArriveIn(Given):
    """Why nobody came."""

    reason = one_of(NonArrival, required=True)


class PlanEndIn(Given):
    """The day on which a stay is planned to end; null leaves it open."""

    planned_end = day(required=True, allow_none=True)


class DepartIn(Given):
    """When somebody left, and where to."""

    left_on = day(required=True)
    destination = one_of(Destination, required=True)
    outside = one_of(OutsideKind, allow_none=True, load_default=None)
    outside_country = one_of(Country, allow_none=True, load_default=None)


class TransferIn(Given):
    """When somebody went on to another house, and which if it is one of the network."""

    left_on = day(required=True)
    urgency = one_of(Transfer, required=True)
    reason = one_of(TransferReason, required=True)
    destination_id = fields.UUID(allow_none=True, load_default=None)


class ExtendIn(Given):
    """A later planned end, and why."""

    planned_end = day(required=True)
    reason = one_of(ExtensionReason, required=True)


class OverstayIn(Given):
    """Until when somebody may stay beyond the planned end, and why."""

    until = day(required=True)
    reason = one_of(OverstayReason, required=True)


class MoveGroupIn(Given):
    """The other group of the house, and why."""

    group_id = fields.UUID(required=True)
    reason = one_of(MoveReason, required=True)


class LeaveIn(Given):
    """Leave for a weekend or holidays, from and until a moment."""

    kind = one_of(AbsenceKind, required=True, validate=validate.OneOf(LEAVES))
    begins_at = moment(required=True)
    until_at = moment(required=True)


class AwayIn(Given):
    """Somebody is away without leave, or the stay is interrupted; who was told, and when."""

    kind = one_of(AbsenceKind, required=True, validate=validate.OneOf(INTERRUPTIONS))
    begins_at = moment(required=True)
    reported_to = some_of(ReportedTo, load_default=list)
    reported_at = moment(allow_none=True, load_default=None)


class BackIn(Given):
    """When whoever was away came back."""

    returned_at = moment(required=True)


class LeavingIn(Given):
    """When somebody comes of age and when their school ends; null where it is not known."""

    majority_on = day(allow_none=True, load_default=None)
    school_until = day(allow_none=True, load_default=None)


class LegalStateIn(Given):
    """On what a stay rests from a day on; `removed_at` belongs to an emergency removal."""

    kind = one_of(LegalKind, required=True)
    starts = day(required=True)
    ends = day(allow_none=True, load_default=None)
    removed_at = moment(allow_none=True, load_default=None)


class EnterIn(ArriveIn):
    """Somebody who lives in the house without an ask of the network."""

    group_id = fields.UUID(required=True)
    number = whole(1, 9999, allow_none=True, load_default=None)


class OutcomeIn(Given):
    """How a placement goes some time after the arrival; what is lacking where not as hoped."""

    going = one_of(Going, required=True)
    lacking = some_of(Lacking, load_default=list)
    words = text(load_default="")
