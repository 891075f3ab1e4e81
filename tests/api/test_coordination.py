"""What the coordination is told."""

import pytest

from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, program, told

NARRATIVE = {"age", "home_town", "file_reference", "risks", "own_words", "school_level"}


@pytest.fixture
def coordination(cast: Cast) -> Program:
    return program(cast.coordination)


def test_the_coordination_sees_counts_states_and_times_and_no_narrative(
    cast: Cast, coordination: Program
) -> None:
    request_id = factories.request(cast.centre)
    factories.ask(cast.centre, factories.group(cast.institution), request_id)
    factories.request(cast.outsider)

    rows = told(coordination.get("/network/requests"))["items"]
    figures = told(coordination.get("/network/figures"))["requests"]

    assert [(row["id"], row["asks_live"]) for row in rows] == [(str(request_id), 1)]
    assert NARRATIVE.isdisjoint(rows[0])
    assert figures == {"open": 1, "awaiting": 0, "placed": 0, "closed": 0}
    assert told(coordination.get("/network/requests?state=placed"))["items"] == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("urgency=planned", 1),
        ("urgency=crisis", 0),
        ("region=osrednjeslovenska", 1),
        ("region=goriska&state=open", 0),
    ],
)
def test_the_list_of_the_networks_is_filtered_as_on_the_page(
    cast: Cast, coordination: Program, asked: str, found: int
) -> None:
    factories.request(cast.centre)

    assert len(told(coordination.get(f"/network/requests?{asked}"))["items"]) == found


def test_nobody_else_sees_the_network(centre: Program, home: Program) -> None:
    for other in (centre, home):
        problem(other.get("/network/requests"), 403)
        problem(other.get("/network/figures"), 403)


def test_the_coordination_has_no_hand_in_anything(cast: Cast, coordination: Program) -> None:
    group = factories.group(cast.institution)
    request_id = factories.request(cast.centre)
    ask = factories.ask(cast.centre, group, request_id)

    problem(coordination.get(f"/requests/{request_id}"), 404)
    problem(coordination.get(f"/asks/{ask}"), 404)
    problem(coordination.get(f"/asks/{ask}/disclosure"), 404)
    problem(coordination.get("/placements"), 403)
