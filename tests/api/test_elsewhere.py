"""Programs ask other houses, break the glass, and judge."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.actors import Cast
from tests.api.client import Program, problem, program, told
from tests.client import NOBODY
from tests.elsewhere.people import known_to, switched_on, work

WHO = {"first_name": "Ziva", "last_name": "Cuk Doric", "birth_date": "2011-02-28"}
WHY = {"reason": "life", "words": "Najdena na postaji."}


@pytest.fixture(autouse=True)
def person_id(cast: Cast) -> UUID:
    switched_on(cast)
    return known_to(cast.centre)


@pytest.fixture
def home(cast: Cast) -> Program:
    return program(cast.institution)


@pytest.fixture
def centre(cast: Cast) -> Program:
    return program(cast.centre)


def test_from_the_question_to_the_judgement(
    app: Flask, owner: Engine, home: Program, centre: Program
) -> None:
    question = told(home.post("/elsewhere", WHO), 201)
    work(app, owner)
    [asked] = told(centre.get("/elsewhere/asked"))["items"]
    told(centre.put(f"/elsewhere/asked/{asked['id']}/answer", {"answer": "call_us"}))
    made = told(home.post(f"/elsewhere/{question['id']}/emergency", WHY), 201)
    [summary] = told(home.get(f"/emergencies/{made['id']}/summaries"))["items"]
    [review] = told(centre.get("/emergencies/reviews"))["items"]
    path = f"/emergencies/reviews/{review['id']}"
    judged = told(centre.put(f"{path}/judgement", {"verdict": "justified"}))
    again = told(home.get(f"/emergencies/{made['id']}"))

    assert (question["known"], question["answers"]) == (True, [])
    assert summary["said"]["allergies"] == "oreščki"
    assert "address" not in summary["said"]
    assert (review["verdict"], judged["verdict"], judged["words"]) == (
        None,
        "justified",
        "Najdena na postaji.",
    )
    assert [one["verdict"] for one in again["verdicts"]] == ["justified"]
    [answer] = told(home.get(f"/elsewhere/{question['id']}"))["answers"]
    assert answer["house"] == "centre"


def test_the_refusals_are_those_of_the_pages(home: Program, centre: Program) -> None:
    nobody = told(home.post("/elsewhere", WHO | {"first_name": "Nihče"}), 201)

    assert not nobody["known"]
    problem(home.post(f"/elsewhere/{nobody['id']}/emergency", WHY), 409)
    problem(home.post(f"/elsewhere/{NOBODY}/emergency", WHY), 404)
    problem(centre.get(f"/elsewhere/{nobody['id']}"), 404)
    problem(home.post("/elsewhere", WHO | {"birth_date": None}), 422)
    problem(home.get("/elsewhere/network"), 403)


def test_the_same_key_breaks_one_glass(home: Program) -> None:
    question = told(home.post("/elsewhere", WHO), 201)["id"]
    path = f"/elsewhere/{question}/emergency"

    first, second = (told(home.post(path, WHY, Idempotency_Key="k"), 201) for _ in "12")

    assert first["id"] == second["id"]
    assert len(told(home.get("/emergencies"))["items"]) == 1


def test_the_administrator_of_the_network_switches(cast: Cast, home: Program) -> None:
    office = program(cast.coordination)
    [network] = told(office.get("/elsewhere/network"))["items"]

    [off] = told(office.put("/elsewhere/network", {"network_id": network["id"], "on": False}))[
        "items"
    ]

    assert (network["elsewhere"], off["elsewhere"]) == (True, False)
    assert problem(home.post("/elsewhere", WHO), 409)["code"] == "elsewhere_off"


def test_own_files_are_asked_about(cast: Cast, home: Program, person_id: UUID) -> None:
    own = known_to(cast.institution)

    assert told(home.post(f"/files/{own}/elsewhere"), 201)["known"]
    problem(home.post(f"/files/{person_id}/elsewhere"), 404)


def test_and_says_whether_everybody_reads_its_programmes(cast: Cast) -> None:
    office = program(cast.coordination)
    [network] = told(office.get("/elsewhere/network"))["items"]
    said = {"network_id": network["id"], "on": False}

    [off] = told(office.put("/elsewhere/network/directory", said))["items"]

    assert (network["directory"], off["directory"]) == (True, False)
