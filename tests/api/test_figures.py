"""What programs of the coordination are told of how the searches of a network go."""

import pytest

from network.placements.actions import court
from network.requests import figures
from network.requests.actions import writing
from network.requests.reasons import Closing, Unmet
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, program, told
from tests.numbers import YEAR

PATHS = ("stages", "stalls", "asks-per-placement", "unmet", "why-not", "leakage", "orders")


@pytest.fixture
def coordination(cast: Cast) -> Program:
    return program(cast.coordination)


def ordered(cast: Cast) -> None:
    request_id = factories.request(cast.centre)
    with cast.centre.acting() as scope, transaction():
        court.decided(scope, request_id, final_on=clock.today())


@pytest.mark.parametrize("path", PATHS)
def test_only_the_coordination_is_told(centre: Program, home: Program, path: str) -> None:
    for other in (centre, home):
        problem(other.get(f"/coordination/{path}"), 403)


def test_every_stage_is_told_also_the_empty_ones(cast: Cast, coordination: Program) -> None:
    factories.ask(cast.centre, factories.group(cast.institution))

    items = told(coordination.get("/coordination/stages"))["items"]
    rows = told(coordination.get("/network/requests?stage=asked&order=longest"))["items"]

    numbers = {item["stage"]: item["number"] for item in items}
    assert numbers == {
        "unasked": 0,
        "asked": 1,
        "talking": 0,
        "offered": 0,
        "paused": 0,
        "awaiting": 0,
    }
    assert [row["stage"] for row in rows] == ["asked"]


def test_a_hidden_number_says_why_it_is_hidden(cast: Cast, coordination: Program) -> None:
    request_id = factories.request(cast.centre)
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.UNMET, unmet=Unmet.NO_PLACE)

    found = told(coordination.get("/coordination/unmet?by=sex"))

    assert found["by"] == "sex"
    assert found["items"][0] == {
        "row": "female",
        "kind": "no_place",
        "number": None,
        "hidden": "few",
    }
    assert found["items"][1]["number"] == 0


def test_orders_go_on_where_the_last_answer_ended(
    cast: Cast, coordination: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "PAGE", 1)
    ordered(cast)
    ordered(cast)

    first = told(coordination.get("/coordination/orders"))
    second = told(coordination.get(f"/coordination/orders?after={first['next']}"))

    assert (first["number"], first["longest_days"]) == (2, 0)
    assert [row["number"] for row in first["items"] + second["items"]] == [
        f"{YEAR}-0001",
        f"{YEAR}-0002",
    ]
    assert second["next"] is None
    problem(coordination.get("/coordination/orders?after=MTAwMDAwMDAwMDAw"), 422)


def test_placements_and_ways_out_are_told_of_a_quiet_network(coordination: Program) -> None:
    assert told(coordination.get("/coordination/asks-per-placement")) == {
        "together": None,
        "by_month": [],
        "by_region": [],
    }
    assert told(coordination.get("/coordination/leakage"))["items"] == []


def test_a_placement_is_told_by_month_and_region(cast: Cast, coordination: Program) -> None:
    factories.arrived(cast.centre, cast.institution, factories.group(cast.institution))

    found = told(coordination.get("/coordination/asks-per-placement"))

    assert found["together"]["most_asks"] == 1
    assert [one["month"] for one in found["by_month"]] == [f"{clock.today():%Y-%m}-01"]
    assert [one["region"] for one in found["by_region"]] == ["osrednjeslovenska"]
