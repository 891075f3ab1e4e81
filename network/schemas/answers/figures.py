"""How the searches of a network go, as the coordination is told."""

from marshmallow import fields

from network.availability.profile import Region
from network.clocks.kinds import ClockKind
from network.requests.coordination import Stage
from network.requests.figures import UnmetBy
from network.requests.suppression import Hidden
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class AtStage(Told):
    """The live requests at one stage, by how long ago they were written."""

    stage = code(Stage, **some())
    within_week = fields.Integer(**some())
    within_month = fields.Integer(**some())
    longer = fields.Integer(**some())
    number = fields.Integer(**some())
    oldest = fields.DateTime(**perhaps())


class StageList(Told):
    """What live requests wait for: every stage, also the empty ones."""

    items = fields.List(fields.Nested(AtStage), **some())


class Stall(Told):
    """How many deadlines of one kind an organisation has missed, and since when the first."""

    tenant_id = fields.UUID(**some())
    tenant_name = fields.String(**some())
    kind = code(ClockKind, **some())
    missed = fields.Integer(**some())
    since = fields.DateTime(**some())


StallPage = page_of(Stall)


class Placed(Told):
    """How many asks placements took, and how many days from request to arrival."""

    placements = fields.Integer(**some())
    median_asks = fields.Float(**some())
    most_asks = fields.Integer(**some())
    median_days = fields.Float(**some())


class PlacedInMonth(Placed):
    """Those who arrived in one month, which is named by its first day."""

    month = fields.Date(**some())


class PlacedInRegion(Placed):
    """Those who came from one region."""

    region = code(Region, **some())


class AsksPerPlacement(Told):
    """Of those who arrived in the last twelve months; null where nobody did."""

    together = fields.Nested(Placed, **perhaps())
    by_month = fields.List(fields.Nested(PlacedInMonth), **some())
    by_region = fields.List(fields.Nested(PlacedInRegion), **some())


class Cell(Told):
    """One number of a table, null where it is `hidden`: `few` from 1 to 4, `withheld` where a
    number from 1 to 4 could be computed back. A total has a null `row` or `kind`."""

    row = fields.String(**perhaps())
    kind = fields.String(**perhaps())
    number = fields.Integer(**perhaps())
    hidden = code(Hidden, **perhaps())


class UnmetNeed(Told):
    """Searches of the last twelve months that ended without a place."""

    by = code(UnmetBy, **some())
    items = fields.List(fields.Nested(Cell), **some())


class WhyNotFigures(Told):
    """Why places were sought although there are milder programmes, in the last twelve months."""

    items = fields.List(fields.Nested(Cell), **some())


class Leak(Told):
    """How many went to one kind of place outside the network, and how many of them abroad."""

    destination = fields.String(**some())
    number = fields.Integer(**some())
    abroad = fields.Integer(**some())


class Leakage(Told):
    """Where young people went outside the network in the last twelve months, the most first."""

    items = fields.List(fields.Nested(Leak), **some())


class UnexecutedOrder(Told):
    """A final court order that is not carried out, and the days since it became final."""

    tenant_id = fields.UUID(**some())
    tenant_name = fields.String(**some())
    id = fields.UUID(**some())
    number = fields.String(**some())
    region = code(Region, **some())
    order_final_on = fields.Date(**some())
    days = fields.Integer(**some())


# Of all of them, not of those on the page: how many, the median and the most of their days.
OrderPage = page_of(
    UnexecutedOrder,
    number=fields.Integer(**some()),
    median_days=fields.Float(**some()),
    longest_days=fields.Integer(**some()),
)
