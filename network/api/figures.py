"""How the searches of a network go: what stalls, what was asked, what was missing. No names."""

from dataclasses import asdict
from typing import Any

from flask import Response
from marshmallow import ValidationError

from network.api.areas import Area
from network.api.paging import NOT_OURS, Cursor, page
from network.api.telling import answer, teller
from network.requests import coordination
from network.requests import figures as network
from network.requests.figures import Placed, UnmetBy
from network.requests.suppression import TOTAL, Grid, Hidden
from network.schemas.answers import figures as told
from network.schemas.values import Given, one_of
from tenants.credentials import ApiScope
from tenants.login import acting

area = Area("coordination", "How the searches of a network go, for its coordination.")
READ = ApiScope.NETWORK_READ
FARTHEST = 1_000_000
tell_stage = teller(told.AtStage)
tell_stall = teller(told.Stall)
tell_placed = teller(told.Placed)
tell_leak = teller(told.Leak)
tell_order = teller(told.UnexecutedOrder)


class NumberCursor(Cursor):
    """Where to go on in a list that is passed over by rows."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(value, attr, data, **kwargs)
        if type(found) is not int or not 0 <= found <= FARTHEST:
            raise ValidationError(NOT_OURS)
        return found


class Further(Given):
    """The rest of a list, from the cursor `next` of an earlier answer on."""

    after = NumberCursor(load_default=0)


class UnmetIn(Given):
    """By what to look at unmet need, beside its kind."""

    by = one_of(UnmetBy, load_default=UnmetBy.REGION)


@area.get("/coordination/stages", READ, told.StageList)
def stages() -> Response:
    """What the live requests wait for, and how long they have been waiting"""
    return answer({"items": [tell_stage(one) for one in coordination.by_stage(acting())]})


@area.get("/coordination/stalls", READ, told.StallPage, query=Further)
def stalls(values: dict[str, Any]) -> Response:
    """What is overdue at whom, the longest overdue first"""
    found = network.stalls(acting(), after=values["after"])
    return page([tell_stall(one) for one in found.rows], found.after)


@area.get("/coordination/asks-per-placement", READ, told.AsksPerPlacement)
def asks_per_placement() -> Response:
    """How many asks a placement took, by month of arrival and by region"""
    found = network.asks_per_placement(acting())
    return answer(
        {
            "together": tell_placed(found.together) if found.together else None,
            "by_month": [_with(one, month=month.isoformat()) for month, one in found.by_month],
            "by_region": [_with(one, region=region) for region, one in found.by_region],
        }
    )


def _with(placed: Placed, **more: str) -> dict[str, Any]:
    return asdict(placed) | more


@area.get("/coordination/unmet", READ, told.UnmetNeed, query=UnmetIn)
def unmet(values: dict[str, Any]) -> Response:
    """Which needs were not met; small numbers are hidden"""
    by = values["by"]
    return answer({"by": by, "items": cells(network.unmet(acting(), by))})


@area.get("/coordination/why-not", READ, told.WhyNotFigures)
def why_not() -> Response:
    """Why places were sought although there are milder programmes; small numbers are hidden"""
    return answer({"items": cells(network.why_not(acting()))})


def cells(grid: Grid) -> list[dict[str, Any]]:
    """Every number of the table, row by row, the totals last."""
    rows = (*grid.rows, TOTAL) if grid.rows else ()
    return [
        {
            "row": row or None,
            "kind": kind or None,
            "number": None if isinstance(number, Hidden) else number,
            "hidden": number if isinstance(number, Hidden) else None,
        }
        for row in rows
        for kind, number in zip((*grid.columns, TOTAL), grid.line(row), strict=True)
    ]


@area.get("/coordination/leakage", READ, told.Leakage)
def leakage() -> Response:
    """Who went outside the network, by destination"""
    return answer({"items": [tell_leak(one) for one in network.leakage(acting())]})


@area.get("/coordination/orders", READ, told.OrderPage, query=Further)
def orders(values: dict[str, Any]) -> Response:
    """Final court orders that nobody has carried out yet, the oldest first"""
    scope = acting()
    found, all_of_them = network.orders(scope, after=values["after"]), network.orders_waiting(scope)
    return page([tell_order(one) for one in found.rows], found.after, **asdict(all_of_them))
