"""From the expected arrival to the day of leaving."""

from marshmallow import fields

from network.placements.lifecycle import Destination, NonArrival
from network.schemas.values import Given, day, line, one_of, whole


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


class EnterIn(ArriveIn):
    """Somebody who lives in the house without an ask of the network."""

    group_id = fields.UUID(required=True)
    number = whole(1, 9999, allow_none=True, load_default=None)
