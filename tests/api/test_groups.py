"""Groups of one's own house, their places and closures."""

from uuid import uuid4

import pytest

from tests import factories
from tests.actors import Cast
from tests.api import bodies
from tests.api.client import Program, problem, told


def test_a_group_is_told_as_it_was_opened(home: Program) -> None:
    needs = {"self_harm": "taken", "runaway": "asked", "offending": "not_taken"}

    opened = told(home.post("/groups", bodies.group(needs=needs)), 201)

    assert opened["needs"] == needs
    assert (opened["restriction_level"], opened["capacity"]) == (2, 2)
    assert told(home.get(f"/groups/{opened['id']}")) == opened
    assert told(home.get("/groups"))["items"] == [opened]


def test_what_a_change_leaves_out_stays(home: Program) -> None:
    opened = told(home.post("/groups", bodies.group(note="By the river.")), 201)

    changed = told(home.patch(f"/groups/{opened['id']}", {"capacity": 5, "age_to": 20}))

    moved = {"capacity", "age_to", "version", "changed_at"}
    assert {name for name in opened if opened[name] != changed[name]} == moved
    assert (changed["capacity"], changed["age_to"], changed["note"]) == (5, 20, "By the river.")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"town": "Ljubljanna na Dravi"}, "town"),
        ({"age_from": 19}, "age_from"),
        ({"age_from": 2}, "age_from"),
        ({"capacity": 0}, "capacity"),
        ({"form": "castle"}, "form"),
        ({"duty_phone": "call us"}, "duty_phone"),
        ({"needs": {"self_harm": "perhaps"}}, "needs.self_harm"),
        ({"needs": {"dragons": "taken"}}, "needs.dragons"),
        ({"name": "Ja\u0000dro"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "Jadro\nSidro"}, "name"),
        ({"colour": "blue"}, "colour"),
        ({"responsible_id": str(uuid4())}, "responsible_id"),
        ({"network_id": str(uuid4())}, "network_id"),
    ],
)
def test_a_wrong_value_is_named_with_its_field(
    home: Program, wrong: dict[str, object], field: str
) -> None:
    refused = problem(home.post("/groups", bodies.group(**wrong)), 422)

    assert list(refused["errors"]) == [field]
    assert told(home.get("/groups"))["items"] == []


def test_a_change_to_somebody_who_does_not_work_there_is_refused(home: Program) -> None:
    opened = told(home.post("/groups", bodies.group()), 201)

    refused = problem(home.patch(f"/groups/{opened['id']}", {"deputy_id": str(uuid4())}), 422)

    assert refused["errors"] == {"deputy_id": ["Choose an active member of your organisation."]}


def test_two_groups_of_a_home_have_two_names(home: Program) -> None:
    told(home.post("/groups", bodies.group()), 201)

    refused = problem(home.post("/groups", bodies.group()), 409)

    assert (refused["code"], list(refused["errors"])) == ("name_taken", ["name"])


def test_still_true_can_be_said_for_one_group_and_for_all(home: Program) -> None:
    first = told(home.post("/groups", bodies.group()), 201)
    told(home.post("/groups", bodies.group(name="Sidro")), 201)

    confirmed = told(home.post(f"/groups/{first['id']}/confirmations"), 201)
    everything = told(home.post("/confirmations"), 201)["items"]

    assert confirmed["confirmed_at"] > first["confirmed_at"]
    assert all(each["confirmed_at"] > confirmed["confirmed_at"] for each in everything)


def test_a_closed_place_is_told_until_it_is_opened_again(home: Program) -> None:
    group = told(home.post("/groups", bodies.group()), 201)
    path = f"/groups/{group['id']}/closures"
    works = {"starts": bodies.today(), "reason": "works", "number": 2}

    closure = told(home.post(path, works), 201)
    assert (closure["number"], closure["ends"]) == (2, None)
    assert told(home.get(path))["items"] == [closure]
    assert told(home.get(f"/board/{group['id']}"))["closed"] == 1

    assert home.delete(f"{path}/{closure['id']}").status_code == 204
    assert told(home.get(path))["items"] == []


def test_a_closed_group_is_gone_and_one_with_people_cannot_be_closed(
    cast: Cast, home: Program
) -> None:
    group_id = factories.group(cast.institution)
    lived_in = factories.group(cast.institution, name="Sidro")
    factories.stay(cast.institution, lived_in)

    assert home.put(f"/groups/{group_id}/closing").status_code == 204
    refused = problem(home.put(f"/groups/{lived_in}/closing"), 409)

    assert refused["code"] == "places_filled"
    problem(home.get(f"/groups/{group_id}"), 404)
    assert [each["id"] for each in told(home.get("/groups"))["items"]] == [str(lived_in)]


def test_a_home_has_no_hand_in_the_groups_of_another(
    cast: Cast, home: Program, stranger: Program
) -> None:
    group_id = factories.group(cast.institution)

    problem(stranger.get(f"/groups/{group_id}"), 404)
    problem(stranger.patch(f"/groups/{group_id}", {"capacity": 9}), 404)
    problem(stranger.put(f"/groups/{group_id}/closing"), 404)
    problem(stranger.post(f"/groups/{group_id}/confirmations"), 404)

    assert told(home.get(f"/groups/{group_id}"))["capacity"] == 3
