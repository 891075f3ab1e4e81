"""Lists of groups, sent by programs."""

import base64
from typing import Any

import pytest
from flask import Flask

from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.api.client import Program, problem, program, told
from tests.availability.importing.books import COMPLETE, INCOMPLETE, in_csv


def sent(content: bytes, **more: Any) -> dict[str, Any]:
    return {"content": base64.b64encode(content).decode(), "name": "seznam.csv", **more}


def test_a_list_is_rehearsed_then_taken_in_then_stands(home: Program) -> None:
    content = sent(in_csv({}, {"skupina": "Krmilo", "vir": "splet"}))

    before = told(home.post("/imports/rehearsals", content))
    nothing = told(home.get("/groups"))["items"]
    after = told(home.post("/imports", content))

    assert [group["move"] for group in before["homes"][0]["groups"]] == ["open", "open"]
    assert (before["ignored"], nothing) == (["vir"], [])
    assert [group["move"] for group in after["homes"][0]["groups"]] == ["keep", "keep"]
    assert [one["name"] for one in told(home.get("/groups"))["items"]] == ["Jadro", "Krmilo"]


def test_what_changes_is_told_from_what_to_what(home: Program) -> None:
    told(home.post("/imports", sent(in_csv({}))))

    changed = told(home.post("/imports/rehearsals", sent(in_csv({"mest": "6"}))))

    assert changed["homes"][0]["groups"][0]["changes"] == {"capacity": {"before": 8, "after": 6}}


def test_the_real_list_goes_in_for_the_whole_network(cast: Cast) -> None:
    network = program(cast.coordination)

    before = told(network.post("/imports/rehearsals", sent(COMPLETE, whole_network=True)))
    after = told(network.post("/imports", sent(COMPLETE, whole_network=True)))

    assert sum(house["admitted"] for house in before["homes"]) == 7
    assert sum(house["admitted"] for house in after["homes"]) == 0
    assert sum(len(house["groups"]) for house in after["homes"]) == 23


def test_the_incomplete_list_is_refused_by_row_and_column(cast: Cast) -> None:
    network = program(cast.coordination)

    shown = told(network.post("/imports/rehearsals", sent(INCOMPLETE, whole_network=True)))
    refused = problem(network.post("/imports", sent(INCOMPLETE, whole_network=True)), 422)

    assert len(shown["faults"]) == 8
    assert list(refused["errors"]) == [
        "2.mest",
        "3.mest",
        "4.mest",
        "5.mest",
        "6.starost od",
        "7.mest",
        "8.kraj",
        "10.skupina",
    ]
    assert refused["errors"]["2.mest"] == ["The number of places is missing."]


@pytest.mark.parametrize("path", ["/imports", "/imports/rehearsals"])
@pytest.mark.parametrize("content", ["no Base64!", base64.b64encode(b"no list").decode()])
def test_what_is_no_list_is_refused_at_its_field(home: Program, path: str, content: str) -> None:
    assert list(problem(home.post(path, {"content": content}), 422)["errors"]) == ["content"]


@pytest.mark.parametrize("path", ["/imports", "/imports/rehearsals"])
def test_a_program_may_import_what_its_member_may(
    app: Flask, cast: Cast, home: Program, owner: Any, path: str
) -> None:
    educator = colleague(owner, cast.institution, "educator", Role.EDUCATOR)

    problem(home.post(path, sent(COMPLETE, whole_network=True)), 403)
    problem(program(cast.institution, member=educator).post(path, sent(in_csv({}))), 403)


def test_the_same_key_twice_is_one_import(home: Program) -> None:
    once = {"Idempotency_Key": "list-of-november"}

    first = told(home.post("/imports", sent(in_csv({})), **once))
    second = told(home.post("/imports", sent(in_csv({})), **once))

    assert second == first
