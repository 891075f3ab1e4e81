"""The pages of the data-protection officer: breaches, the desk, finding a file, inspections."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.oversight.finding import SEARCHES
from tenants import clock
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.client import Browser
from tests.elsewhere.people import known_to
from tests.reading import english, words
from tests.rights.asking import at_the_centre, received, to_erase, with_another_file
from tests.statements import asked

WHAT = {"what": "Pismo je šlo na napačen naslov.", "noticed_at": "1. 9. 2026 10:00"}


@pytest.fixture
def officer(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "officer", Role.DPO)


@pytest.fixture
def desk(officer: Actor) -> Browser:
    return english(officer)


@pytest.fixture
def worker(cast: Cast, owner: Engine) -> Browser:
    return english(colleague(owner, cast.centre, "worker", Role.CASE_WORKER))


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return known_to(cast.centre)


def test_what_a_person_has_asked_waits_on_the_desk(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    received(house)
    erasure = to_erase(with_another_file(house))

    waits = words(english(house.dpo).get("/data-protection"))

    assert "answer by" in waits
    assert "An erasure to be confirmed" in waits
    assert f"/erasures/{erasure}" in english(house.head).get("/data-protection").text


def test_a_breach_from_the_report_to_the_end(worker: Browser, desk: Browser) -> None:
    reported = worker.post("/breaches", WHAT)
    path = reported.headers["Location"]
    seen = words(worker.follow(reported))
    waits = words(desk.get("/data-protection"))
    day = words(desk.get("/day"))
    desk.post(f"{path}/judgement", {"risk": "risk", "note": "Zdravje."})
    desk.post(f"{path}/commissioner", {"done_at": "2. 9. 2026 9:00"})
    closed = words(desk.follow(desk.post(f"{path}/closing", {"reasons": "Uničeno."})))

    assert "Reported. The data-protection officer is told." in seen
    assert "The data-protection officer or the head of your house sees to it." in seen
    assert "72 hours until" in waits
    assert "Data protection: 1 thing waits" in day
    assert "Judged: a risk" in closed
    assert "Zdravje." in closed
    assert "Uničeno." in closed
    assert "No breach is open" in words(desk.get("/data-protection"))


def test_what_does_not_fit_comes_back_as_it_was_typed(worker: Browser, desk: Browser) -> None:
    ahead = worker.post("/breaches", WHAT | {"noticed_at": "1. 9. 2090 10:00"})
    path = worker.post("/breaches", WHAT).headers["Location"]
    early = desk.post(f"{path}/commissioner", {"done_at": "1. 8. 2026 10:00", "note": "Pošta"})

    assert ahead.status_code == early.status_code == 422
    assert "This moment still lies ahead." in ahead.text
    assert WHAT["what"] in ahead.text
    assert "This was before anybody noticed the breach." in early.text
    assert "Pošta" in early.text
    assert worker.post(f"{path}/judgement", {"risk": "none"}).status_code == 403


def test_a_file_is_found_and_its_name_stands_in_no_address(
    cast: Cast, desk: Browser, worker: Browser, person_id: UUID
) -> None:
    own = english(cast.centre).post("/files/found", {"name": "ziva"})
    theirs = words(desk.post("/files/found", {"name": "ziva"}))
    nothing = words(worker.post("/files/found", {"name": "ziva", "birth_date": ""}))
    empty = worker.post("/files/found", {"name": "", "birth_date": ""})

    assert f"/files/{person_id}" in own.text
    assert "not open to you" in theirs
    assert "Živa" not in theirs
    assert "centre worker" in theirs
    assert "Nothing was found" in nothing
    assert empty.status_code == 422
    assert english(cast.centre).get("/files/found?name=ziva").status_code in (404, 405)


def test_too_many_searches_have_to_wait(desk: Browser) -> None:
    answers = [desk.post("/files/found", {"name": "ziva"}) for _ in range(SEARCHES + 2)]

    assert answers[-1].status_code == 429
    assert "There were too many attempts." in answers[-1].text


def test_something_is_opened_for_an_inspector_and_closed(
    cast: Cast, desk: Browser, person_id: UUID
) -> None:
    form = {
        "authority": "Informacijski pooblaščenec",
        "ground": "ZVOP-2",
        "name": "Nada Zor",
        "email": "nadzor@primer.test",
        "starts": (clock.today() + timedelta(days=0)).strftime("%d. %m. %Y"),
        "ends": (clock.today() + timedelta(days=40)).strftime("%d. %m. %Y"),
        "trail": "yes",
    }
    late = desk.post("/inspections", form)
    ends = (clock.today() + timedelta(days=3)).strftime("%d. %m. %Y")
    opened = desk.post("/inspections", form | {"ends": ends})
    path = opened.headers["Location"]
    linked = desk.post(f"{path}/link")
    closed = words(desk.follow(desk.post(f"{path}/closing")))

    assert late.status_code == 422
    assert "within 30 days" in late.text
    assert "Nada Zor" in late.text
    assert "/invitations/" in linked.text
    assert "Closed. The inspector sees nothing any more." in closed
    assert desk.post(f"{path}/link").status_code == 409


def test_for_how_long_the_trail_is_kept(desk: Browser) -> None:
    kept = words(desk.follow(desk.post("/data-protection/trail", {"years": "4"})))
    refused = desk.post("/data-protection/trail", {"years": "1"})

    assert "Saved." in kept
    assert refused.status_code == 422
    assert 'value="1"' in refused.text


def test_three_breaches_cost_no_more_than_one(app: Flask, desk: Browser, worker: Browser) -> None:
    def costs() -> list[int]:
        found = []
        for path in ("/data-protection", "/breaches", "/inspections"):
            with asked(app) as said:
                desk.get(path)
            found.append(len(said))
        return found

    worker.post("/breaches", WHAT)
    costs()
    one = costs()
    for _ in range(2):
        worker.post("/breaches", WHAT)

    assert costs() == one


def test_only_those_who_watch_over_the_house_see_its_desk(worker: Browser) -> None:
    assert worker.get("/data-protection").status_code == 403
    assert worker.get("/inspections").status_code == 403
    assert worker.get("/breaches").status_code == 200
