"""A home records who comes and goes; the centre that asked looks on."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.placements import queries
from network.placements.lifecycle import PlacementState
from network.requests import queries as requests
from network.requests.lifecycle import RequestState
from tenants import clock
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.client import NOBODY, Browser
from tests.numbers import YEAR
from tests.reading import chosen_in, english, typed_day, value_of, words
from tests.standing import free_places
from tests.statements import asked


@pytest.fixture
def group_id(cast: Cast) -> UUID:
    return factories.group(cast.institution, capacity=2)


def state(actor: Actor, placement_id: UUID) -> str:
    with actor.acting() as scope:
        return queries.get(scope, placement_id).state


def test_an_arrival_is_recorded_under_the_homes_own_reference(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    _, placement_id = factories.accepted(cast.centre, cast.institution, group_id)
    arrived = {"arrived_on": typed_day(clock.today()), "reference": "J7"}

    answer = counsellor.post(f"/placements/{placement_id}/arrival", arrived)
    again = counsellor.post(f"/placements/{placement_id}/arrival", arrived)

    assert "Placement J7" in words(counsellor.follow(answer))
    assert again.status_code == 409
    assert "The arrival was recorded already" in words(again)
    assert state(cast.institution, placement_id) == PlacementState.RESIDENT


ARRIVALS = [
    ({"reference": ""}, "Fill this in."),
    ({"reference": "x" * 41}, "The length must be between 1 and 40."),
    ({"arrived_on": ""}, "Fill this in."),
    ({"arrived_on": "yesterday"}, "Enter a date such as"),
    ({"arrived_on": "1. 1. 2090"}, "An arrival is recorded once it has happened."),
    ({"planned_end": "1. 1. 2020"}, "The planned end must be after the arrival."),
]


def test_a_wrong_arrival_comes_back_as_it_was_typed(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    _, placement_id = factories.accepted(cast.centre, cast.institution, group_id)
    for wrong, sentence in ARRIVALS:
        form = {
            "arrived_on": typed_day(clock.today()),
            "reference": "J7",
            "planned_end": "",
        } | wrong

        answer = counsellor.post(f"/placements/{placement_id}/arrival", form)

        assert answer.status_code == 422, wrong
        assert sentence in words(answer)
        assert value_of(answer, "reference") == form["reference"]
        assert 'id="arrive" open' in answer.text
    assert state(cast.institution, placement_id) == PlacementState.EXPECTED


def test_two_live_stays_never_share_a_reference(cast: Cast, counsellor: Browser, group_id: UUID):
    factories.stay(cast.institution, group_id, "J7")
    _, placement_id = factories.accepted(cast.centre, cast.institution, group_id)

    answer = counsellor.post(
        f"/placements/{placement_id}/arrival",
        {"arrived_on": typed_day(clock.today()), "reference": "J7"},
    )

    assert answer.status_code == 409
    assert "This reference is in use in your house." in words(answer)


def test_a_non_arrival_frees_the_place_and_the_search_goes_on(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    request_id = factories.request(cast.centre)
    _, placement_id = factories.accepted(cast.centre, cast.institution, group_id, request_id)

    without = counsellor.post(f"/placements/{placement_id}/non-arrival", {})
    page = counsellor.follow(
        counsellor.post(f"/placements/{placement_id}/non-arrival", {"reason": "ran_away"})
    )

    assert without.status_code == 422
    assert "ran away on the way" in words(page)
    assert free_places(cast.stranger, group_id) == 2
    with cast.centre.acting() as scope:
        found = requests.get_request(scope, request_id)
        assert requests.state_of(scope, found) is RequestState.OPEN


def test_the_planned_end_moves_and_the_board_follows(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    placement_id = factories.stay(cast.institution, group_id)

    past = counsellor.post(f"/placements/{placement_id}/planned-end", {"planned_end": "1. 1. 2020"})
    soon = typed_day(clock.today() + timedelta(days=5))
    counsellor.post(f"/placements/{placement_id}/planned-end", {"planned_end": soon})
    ending = free_places(cast.stranger, group_id, days=5)
    counsellor.post(f"/placements/{placement_id}/planned-end", {"planned_end": ""})

    assert past.status_code == 422
    assert "The planned end must be in the future." in words(past)
    assert (ending, free_places(cast.stranger, group_id, days=5)) == (2, 1)


def test_a_departure_frees_the_place_and_closes_the_request(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id)

    wrong = counsellor.post(
        f"/placements/{placement_id}/departure", {"left_on": "1. 1. 2090", "destination": "home"}
    )
    page = counsellor.follow(
        counsellor.post(
            f"/placements/{placement_id}/departure",
            {"left_on": typed_day(clock.today()), "destination": "home"},
        )
    )
    of_centre = words(english(cast.centre).get(f"/placements/{placement_id}"))

    assert wrong.status_code == 422
    assert chosen_in(wrong, "destination") == ["home"]
    assert "return to the family" in words(page)
    assert "return to the family" in of_centre
    assert free_places(cast.stranger, group_id) == 2


def test_somebody_who_lives_here_already_is_entered_once(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    form = {
        "form_id": value_of(counsellor.get("/placements/new"), "form_id"),
        "group_id": str(group_id),
        "reference": "H2",
        "arrived_on": typed_day(clock.today()),
    }

    first, second = counsellor.post("/placements", form), counsellor.post("/placements", form)
    foreign = counsellor.post(
        "/placements", form | {"group_id": str(factories.group(cast.stranger))}
    )
    without = counsellor.post("/placements", form | {"group_id": ""})

    assert first.headers["Location"] == second.headers["Location"]
    assert foreign.status_code == 404
    assert without.status_code == 422
    assert value_of(without, "reference") == "H2"
    assert free_places(cast.stranger, group_id) == 1


def test_a_full_group_takes_nobody_more(cast: Cast, counsellor: Browser, group_id: UUID):
    for reference in ("A", "B"):
        factories.stay(cast.institution, group_id, reference)

    answer = counsellor.post(
        "/placements",
        {"group_id": str(group_id), "reference": "C", "arrived_on": typed_day(clock.today())},
    )

    assert answer.status_code == 409
    assert value_of(answer, "reference") == "C"


def test_the_house_marks_who_has_outstayed(cast: Cast, counsellor: Browser, group_id: UUID):
    placement_id = factories.stay(
        cast.institution, group_id, "A1", planned_end=clock.today() + timedelta(days=2)
    )

    with clock.frozen(clock.now() + timedelta(days=3)):
        reader = english(cast.institution)
        house, page = reader.get("/placements"), reader.get(f"/placements/{placement_id}")

    assert "past the planned end" in words(house)
    assert "The planned end has passed." in words(page)


def test_the_centre_sees_its_placement_and_records_nothing(cast: Cast, group_id: UUID):
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id, reference="J7")
    worker = english(cast.centre)

    listed, page = worker.get("/placements"), worker.get(f"/placements/{placement_id}")
    moved = worker.post(f"/placements/{placement_id}/planned-end", {"planned_end": ""})

    assert f"{YEAR}-0001" in words(listed)
    assert "institution, Jadro" in words(page)
    assert "What can be recorded" not in words(page)
    assert "J7" not in words(page)
    assert moved.status_code == 403


def test_an_educator_looks_and_is_told_who_records(cast: Cast, owner: Engine, group_id: UUID):
    placement_id = factories.stay(cast.institution, group_id)
    educator = english(colleague(owner, cast.institution, "Eva", Role.EDUCATOR))

    page = educator.get(f"/placements/{placement_id}")
    left = educator.post(f"/placements/{placement_id}/departure", {})

    assert page.status_code == 200
    assert "Only the head, a counsellor or a crisis worker" in words(page)
    assert [left.status_code, educator.get("/placements/new").status_code] == [403, 403]


def test_a_foreign_placement_is_as_unknown_as_a_made_up_one(cast: Cast, group_id: UUID):
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id)
    moves = ("arrival", "non-arrival", "planned-end", "departure", "assignment")

    for foreign in (english(cast.stranger), english(cast.outsider)):
        for id_ in (placement_id, NOBODY):
            assert foreign.get(f"/placements/{id_}").status_code == 404
            for move in moves:
                assert foreign.post(f"/placements/{id_}/{move}", {}).status_code == 404


@pytest.mark.parametrize("who", ["institution", "centre"])
def test_a_list_of_three_costs_no_more_than_a_list_of_one(
    app: Flask, cast: Cast, group_id: UUID, who: str
):
    house = factories.group(cast.institution, capacity=5, name="Sidro")
    reader = english(getattr(cast, who))
    counted = []
    for reference in ("A", "B", "C"):
        factories.arrived(cast.centre, cast.institution, house, reference)
        reader.get("/placements")
        with asked(app) as statements:
            reader.get("/placements")
        counted.append(len(statements))

    assert counted[0] == counted[2]
