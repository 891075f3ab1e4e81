"""Requests of one's own centre."""

from uuid import uuid4

import pytest

from tests import factories
from tests.actors import Cast
from tests.api import bodies
from tests.api.client import Program, problem, program, told

UNMET = {"reason": "unmet", "unmet": "no_place"}


def test_a_request_is_told_as_it_was_written_and_without_narrative_in_a_list(
    centre: Program,
) -> None:
    written = told(centre.post("/requests", bodies.request(own_words="My school.")), 201)

    one = told(centre.get(f"/requests/{written['id']}"))
    row = told(centre.get("/requests"))["items"][0]

    assert one == written
    assert (one["state"], one["own_words"]) == ("open", "My school.")
    assert set(one) - set(row) == {"own_words", "risks"}
    assert {name: row[name] for name in ("live", "offered", "declined")} == {
        "live": 0,
        "offered": 0,
        "declined": 0,
    }


def test_requests_are_listed_by_where_they_stand(cast: Cast, centre: Program) -> None:
    closed_id = str(factories.request(cast.centre, file_reference="A"))
    open_id = str(factories.request(cast.centre, file_reference="B"))

    closed = told(centre.put(f"/requests/{closed_id}/closing", UNMET))

    assert (closed["state"], closed["closing"]) == ("closed", "unmet")
    assert [r["id"] for r in told(centre.get("/requests?state=open"))["items"]] == [open_id]
    assert [r["id"] for r in told(centre.get("/requests?state=closed"))["items"]] == [closed_id]
    steps = told(centre.get(f"/requests/{closed_id}/steps"))["items"]
    assert [(step["move"], step["reason"]) for step in steps] == [("write", ""), ("close", "unmet")]


def test_what_homes_were_told_does_not_change(cast: Cast, centre: Program) -> None:
    request_id = factories.request(cast.centre)

    changed = told(centre.patch(f"/requests/{request_id}", {"home_town": "kranj"}))
    refused = problem(centre.patch(f"/requests/{request_id}", {"age": 16}), 422)

    assert changed["home_town"] == "Kranj"
    assert refused["errors"] == {"age": ["There is no such field."]}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"age": 27}, "age"),
        ({"age": 15.5}, "age"),
        ({"age": True}, "age"),
        ({"wanted_from": "1999-12-31"}, "wanted_from"),
        ({"wanted_from": "tomorrow"}, "wanted_from"),
        ({"needs": "runaway"}, "needs"),
        ({"needs": ["runaway", "dragons"]}, "needs.1"),
        ({"risks": "x" * 4001}, "risks"),
        ({"own_words": "\ud800"}, "own_words"),
        ({"own_words": "\u202egnirts"}, "own_words"),
        ({"home_town": "Ljubljanna"}, "home_town"),
        ({"responsible_id": str(uuid4())}, "responsible_id"),
        ({"network_id": str(uuid4())}, "network_id"),
        ({"name": "Ana"}, "name"),
    ],
)
def test_a_wrong_value_is_named_with_its_field(
    centre: Program, wrong: dict[str, object], field: str
) -> None:
    refused = problem(centre.post("/requests", bodies.request(**wrong)), 422)

    assert list(refused["errors"]) == [field]
    assert told(centre.get("/requests"))["items"] == []


def test_at_most_five_groups_are_asked_at_a_time(cast: Cast, centre: Program) -> None:
    groups = [str(factories.group(cast.institution, name=f"No. {n}")) for n in range(6)]
    path = f"/requests/{factories.request(cast.centre)}/asks"

    asked = told(centre.post(path, {"group_ids": groups[:5]}), 201)["items"]
    one_more = problem(centre.post(path, {"group_ids": groups[5:]}), 409)
    again = problem(centre.post(path, {"group_ids": groups[:1]}), 409)

    assert len(asked) == len(told(centre.get(path))["items"]) == 5
    assert (one_more["code"], again["code"]) == ("too_many_asks", "asked_already")
    problem(centre.post(path, {"group_ids": groups}), 422)
    problem(centre.post(path, {"group_ids": []}), 422)


def test_what_is_no_group_of_the_network_cannot_be_asked(cast: Cast, centre: Program) -> None:
    path = f"/requests/{factories.request(cast.centre)}/asks"
    group = str(factories.group(cast.institution))

    problem(centre.post(path, {"group_ids": [group, str(uuid4())]}), 404)
    wrong = problem(centre.post(path, {"group_ids": [group, "Jadro"]}), 422)

    assert list(wrong["errors"]) == ["group_ids.1"]
    assert told(centre.get(path))["items"] == []


def test_a_request_is_its_own_centres_only(cast: Cast, home: Program) -> None:
    request_id = factories.request(cast.centre)
    elsewhere = program(cast.outsider)

    for other in (home, elsewhere):
        problem(other.get(f"/requests/{request_id}"), 404)
        problem(other.get(f"/requests/{request_id}/fits"), 404)
        problem(other.get(f"/requests/{request_id}/asks"), 404)
        problem(other.patch(f"/requests/{request_id}", {"forms": []}), 404)
        problem(
            other.put(f"/requests/{request_id}/closing", UNMET),
            404,
        )


def test_a_home_writes_no_requests(home: Program) -> None:
    refused = problem(home.post("/requests", bodies.request()), 403)

    assert refused["detail"] == "Organisations of this kind do not do this."
