"""Programs report breaches, find files, clear the desk, and open something for an inspector."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from tenants import clock
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.api.client import Program, problem, program, told
from tests.client import NOBODY
from tests.elsewhere.people import known_to
from tests.statements import asked

WHAT = {"what": "Pismo je šlo na napačen naslov.", "noticed_at": "2026-01-01T10:00:00+01:00"}


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return known_to(cast.centre)


@pytest.fixture
def centre(cast: Cast) -> Program:
    return program(cast.centre)


def opening(**more: object) -> dict[str, object]:
    said: dict[str, object] = {
        "authority": "Informacijski pooblaščenec",
        "ground": "ZVOP-2, 55. člen",
        "name": "Nada Zor",
        "email": "nadzor@primer.test",
        "starts": clock.today().isoformat(),
        "ends": (clock.today() + timedelta(days=3)).isoformat(),
        "trail": True,
    }
    return said | more


def test_a_breach_from_the_report_to_the_end(centre: Program) -> None:
    made = told(centre.post("/breaches", WHAT), 201)
    path = f"/breaches/{made['id']}"

    told(centre.put(f"{path}/judgement", {"risk": "risk", "note": "Zdravje."}))
    told(centre.put(f"{path}/commissioner", {"done_at": "2026-01-02T10:00:00+01:00"}))
    told(centre.put(f"{path}/persons", {"done_at": "2026-01-02T11:00:00+01:00"}))
    closed = told(centre.put(f"{path}/closing", {"reasons": "Uničeno."}))

    assert made["due_at"] == "2026-01-04T09:00:00+00:00"
    assert (made["risk"], closed["risk"]) == (None, "risk")
    kinds = [step["kind"] for step in closed["steps"]]
    assert kinds == ["reported", "judged_risk", "commissioner_told", "persons_told", "closed"]
    again = centre.put(f"{path}/judgement", {"risk": "none"})
    assert problem(again, 409)["code"] == "conflict"


def test_what_is_not_there_is_not_found(cast: Cast, centre: Program) -> None:
    made = told(centre.post("/breaches", WHAT), 201)
    stranger = program(cast.stranger)

    for path in (f"/breaches/{made['id']}", f"/breaches/{NOBODY}", f"/inspections/{NOBODY}"):
        assert problem(stranger.get(path), 404)["code"] == "not_found"


def test_a_file_is_found_by_its_name_in_a_body(
    cast: Cast, owner: Engine, centre: Program, person_id: UUID
) -> None:
    officer = colleague(owner, cast.centre, "officer", Role.DPO)

    [own] = told(centre.post("/files/search", {"name": "ziva doric"}))["items"]
    [theirs] = told(
        program(cast.centre, member=officer).post("/files/search", {"birth_date": "2011-02-28"})
    )["items"]

    assert own["id"] == theirs["id"] == str(person_id)
    assert (own["name"], own["opens"]) == ("Živa Čuk-Đorić", True)
    assert (theirs["name"], theirs["opens"]) == ("", False)
    assert told(program(cast.stranger).post("/files/search", {"name": "ziva"}))["items"] == []
    assert "name" in problem(centre.post("/files/search", {}), 422)["errors"]


def test_searches_are_slowed_down(centre: Program, person_id: UUID) -> None:
    answers = [centre.post("/files/search", {"name": "ziva"}).status_code for _ in range(32)]

    assert answers[0] == 200
    assert answers[-1] == 429


def test_the_desk_is_for_those_who_watch_over_the_house(
    cast: Cast, owner: Engine, centre: Program
) -> None:
    told(centre.post("/breaches", WHAT), 201)
    officer = program(cast.centre, member=colleague(owner, cast.centre, "officer", Role.DPO))
    worker = program(cast.centre, member=colleague(owner, cast.centre, "w", Role.CASE_WORKER))

    desk = told(officer.get("/data-protection"))
    kept = told(officer.put("/data-protection/trail", {"years": 5}))

    assert [one["risk"] for one in desk["breaches"]] == [None]
    assert (desk["trail"]["years"], kept["trail"]["years"]) == (2, 5)
    assert problem(worker.get("/data-protection"), 403)["code"] == "not_allowed"
    assert problem(officer.put("/data-protection/trail", {"years": 1}), 422)["code"] == "invalid"


def test_an_inspector_reads_what_was_opened_and_nothing_else(
    cast: Cast, owner: Engine, centre: Program, person_id: UUID
) -> None:
    inspector: Actor = colleague(owner, cast.centre, "inspector", Role.INSPECTOR)
    looks = program(cast.centre, member=inspector)
    number = told(centre.get("/files"))["items"][0]["number"]
    made = told(centre.post("/inspections", opening(email=inspector.email, numbers=[number])), 201)

    opened = told(looks.get("/inspection"))
    file = told(looks.get(f"/inspection/files/{person_id}"))
    trail = told(looks.get("/trail"))

    assert [one["number"] for one in opened["files"]] == made["numbers"] == [number]
    assert file["parts"][0]["values"]["first_name"] == "Živa"
    assert trail["items"]
    for path in ("/files", "/asks", "/people/me", "/placements"):
        assert looks.get(path).status_code in (403, 404), path
    assert looks.get(f"/files/{person_id}").status_code == 404
    assert looks.post("/breaches", WHAT).status_code == 403
    told(centre.put(f"/inspections/{made['id']}/closing"))
    assert looks.get("/inspection").status_code == 401


@pytest.mark.parametrize("path", ["/data-protection", "/breaches", "/inspections"])
def test_three_cost_no_more_than_one(app: Flask, centre: Program, path: str) -> None:
    def add() -> None:
        told(centre.post("/breaches", WHAT), 201)
        told(centre.post("/inspections", opening()), 201)

    add()
    centre.get(path)
    with asked(app) as one:
        told(centre.get(path))
    add()
    add()
    with asked(app) as three:
        told(centre.get(path))

    assert len(three) == len(one)
