"""The house and its stays, for programs."""

from datetime import timedelta
from uuid import UUID

import pytest

from tenants import clock
from tests import factories
from tests.actors import Cast
from tests.api.client import Program, problem, told
from tests.numbers import YEAR

DAY = timedelta(days=1)


@pytest.fixture
def stay(cast: Cast) -> UUID:
    group_id = factories.group(cast.institution)
    return factories.arrived(cast.centre, cast.institution, group_id, "J7")[1]


def test_a_house_tells_who_is_where_and_what_is_due(home: Program, stay: UUID) -> None:
    now = clock.now()
    leave = {
        "kind": "holiday_leave",
        "begins_at": (now - DAY).isoformat(),
        "until_at": (now + DAY).isoformat(),
    }
    told(home.put(f"/placements/{stay}/leave", leave))

    [line] = told(home.get("/house"))["items"]

    assert (line["reference"], line["place"], line["presence"]) == ("J7", 1, "on_leave")
    assert {one["kind"] for one in line["due"]} == {"plan", "overstay", "absence", "outcome"}
    assert [one["sign"] for one in line["leavings"]] == ["planned_end"]


def test_absences_are_told_to_the_home_and_legal_states_to_both(
    centre: Program, home: Program, stay: UUID
) -> None:
    away = {"kind": "absconded", "begins_at": (clock.now() - DAY).isoformat()}
    told(home.put(f"/placements/{stay}/absence", away | {"reported_to": ["police"]}))
    order = {"kind": "interim_order", "starts": clock.today().isoformat()}
    told(centre.put(f"/placements/{stay}/legal-state", order))

    [absence] = told(home.get(f"/placements/{stay}/absences"))["items"]
    for program in (centre, home):
        [state] = told(program.get(f"/placements/{stay}/legal-states"))["items"]
        assert (state["kind"], state["ends"]) == ("interim_order", None)

    assert (absence["kind"], absence["reported_to"]) == ("absconded", ["police"])
    problem(centre.get(f"/placements/{stay}/absences"), 404)
    problem(centre.get("/house"), 403)
    problem(home.put(f"/placements/{stay}/legal-state", order), 403)


def test_a_second_place_for_one_file_is_refused_with_its_number(
    cast: Cast, centre: Program, stay: UUID
) -> None:
    group_id = factories.group(cast.stranger)
    again = factories.request(cast.centre, file_reference="6120-417/2026")
    ask_id = factories.offered(cast.centre, cast.stranger, group_id, again)

    refused = problem(centre.put(f"/asks/{ask_id}/acceptance", None), 409)

    assert refused["code"] == "still_placed"
    assert f"{YEAR}-0001" in refused["title"] + refused.get("detail", "")


def test_a_departure_out_of_the_network_is_coded(home: Program, stay: UUID) -> None:
    left = {
        "left_on": clock.today().isoformat(),
        "destination": "institution",
        "outside": "psychiatry",
    }

    departed = told(home.put(f"/placements/{stay}/departure", left))

    assert (departed["outside"], departed["outside_country"]) == ("psychiatry", "SI")
    assert told(home.get("/house"))["left_network"] == 1


def test_how_it_goes_is_told_and_read_by_both(centre: Program, home: Program, stay: UUID) -> None:
    said = {"going": "partly", "lacking": ["school", "peers"], "words": "Šola še ni urejena."}
    problem(home.put(f"/placements/{stay}/outcome", said), 409)

    with clock.frozen(clock.now() + 31 * DAY):
        problem(centre.put(f"/placements/{stay}/outcome", {"going": "partly"}), 422)
        told(centre.put(f"/placements/{stay}/outcome", said))
        [outcome] = told(home.get(f"/placements/{stay}/outcomes"))["items"]

    assert (outcome["after_days"], outcome["going"]) == (30, "partly")
    assert outcome["lacking"] == ["school", "peers"]
    assert outcome["words"] == "Šola še ni urejena."
