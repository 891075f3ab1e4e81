"""Placements, recorded by the home and seen by the centre."""

from datetime import timedelta

import pytest

from tenants import clock
from tests import factories
from tests.actors import Cast
from tests.api import bodies
from tests.api.client import Program, problem, told


def test_a_house_lists_who_lives_there_and_who_has_left(cast: Cast, home: Program) -> None:
    group = factories.group(cast.institution)
    stays = factories.stay(cast.institution, group, "A1")
    left = factories.stay(cast.institution, group, "A2")
    departure = {"left_on": bodies.today(), "destination": "relatives"}
    told(home.put(f"/placements/{left}/departure", departure))

    here = told(home.get("/placements"))["items"]
    gone = told(home.get("/placements?live=false"))["items"]

    assert [(p["id"], p["reference"], p["group_name"]) for p in here] == [
        (str(stays), "A1", "Jadro")
    ]
    assert [(p["id"], p["destination"]) for p in gone] == [(str(left), "relatives")]


def test_a_centre_lists_whom_it_has_placed(cast: Cast, centre: Program, home: Program) -> None:
    group = factories.group(cast.institution)
    request_id = factories.request(cast.centre)
    ask, placement = factories.accepted(cast.centre, cast.institution, group, request_id)
    factories.stay(cast.institution, group, "A1")

    [row] = told(centre.get("/placements/elsewhere"))["items"]

    assert (row["id"], row["ask_id"]) == (str(placement), str(ask))
    assert (row["home_name"], row["group_name"]) == ("institution", "Jadro")
    assert (row["request_id"], row["responsible_id"]) == (str(request_id), None)
    assert told(centre.get("/placements/elsewhere?live=false"))["items"] == []
    problem(home.get("/placements/elsewhere"), 403)


def test_somebody_who_lives_there_already_is_entered(cast: Cast, home: Program) -> None:
    group = factories.group(cast.institution)
    body = {"group_id": str(group), "arrived_on": "2026-01-07", "reference": "A1", "number": 2}

    entered = told(home.post("/placements", body), 201)

    assert (entered["state"], entered["arrived_on"], entered["ask_id"]) == (
        "resident",
        "2026-01-07",
        None,
    )
    strip = told(home.get(f"/board/{group}"))["places"]
    assert [place["state"] for place in strip] == ["free", "busy", "free"]
    taken = problem(home.post("/placements", body | {"number": 3}), 409)
    assert (taken["code"], list(taken["errors"])) == ("reference_taken", ["reference"])


def test_a_planned_end_moves_and_an_overstay_is_told(cast: Cast, home: Program) -> None:
    stay = factories.stay(cast.institution, factories.group(cast.institution))
    ends = (clock.today() + timedelta(days=7)).isoformat()

    planned = told(home.put(f"/placements/{stay}/planned-end", {"planned_end": ends}))
    with clock.frozen(clock.now() + timedelta(days=8)):
        overstays = home.get(f"/placements/{stay}")
    opened = told(home.put(f"/placements/{stay}/planned-end", {"planned_end": None}))

    assert (planned["planned_end"], planned["overstays"]) == (ends, False)
    assert told(overstays)["overstays"] is True
    assert overstays.headers["ETag"] != f'"v{planned["version"]}.resident.False"'
    assert opened["planned_end"] is None


def test_nobody_came_and_the_request_is_open_again(
    cast: Cast, centre: Program, home: Program
) -> None:
    ask, placement = factories.accepted(
        cast.centre, cast.institution, factories.group(cast.institution)
    )

    told(home.put(f"/placements/{placement}/non-arrival", {"reason": "ran_away"}))

    seen = told(centre.get(f"/asks/{ask}"))
    assert (seen["state"], seen["end_reason"]) == ("not_arrived", "ran_away")
    assert told(centre.get(f"/requests/{seen['request_id']}"))["state"] == "open"
    steps = told(home.get(f"/placements/{placement}/steps"))["items"]
    assert [(step["move"], step["reason"]) for step in steps] == [
        ("accept", ""),
        ("not_arrive", "ran_away"),
    ]


def test_the_centre_sees_its_placement_and_has_no_hand_in_it(
    cast: Cast, centre: Program, home: Program, stranger: Program
) -> None:
    group = factories.group(cast.institution)
    _, placement = factories.accepted(cast.centre, cast.institution, group)
    someone = str(cast.institution.scope.member_id)
    told(home.put(f"/placements/{placement}/assignment", {"responsible_id": someone}))
    arrival = {"arrived_on": bodies.today(), "reference": "B1"}

    assert told(home.get(f"/placements/{placement}"))["responsible_id"] == someone
    assert told(centre.get(f"/placements/{placement}"))["responsible_id"] is None
    problem(centre.put(f"/placements/{placement}/arrival", arrival), 404)
    problem(stranger.get(f"/placements/{placement}"), 404)
    problem(stranger.put(f"/placements/{placement}/arrival", arrival), 404)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"arrived_on": "2099-01-01"}, "arrived_on"),
        ({"planned_end": "2001-01-01"}, "planned_end"),
        ({"reference": "   "}, "reference"),
        ({"reference": "x" * 41}, "reference"),
        ({"number": 0}, "number"),
        ({"group_id": "Jadro"}, "group_id"),
    ],
)
def test_a_wrong_value_is_named_with_its_field(
    cast: Cast, home: Program, wrong: dict[str, object], field: str
) -> None:
    group = str(factories.group(cast.institution))
    body = {"group_id": group, "arrived_on": bodies.today(), "reference": "A1"}

    refused = problem(home.post("/placements", body | wrong), 422)

    assert list(refused["errors"]) == [field]
    assert told(home.get("/placements"))["items"] == []
