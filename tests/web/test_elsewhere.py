"""The pages of asking another house, of breaking the glass, and of judging it."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.elsewhere.kinds import MOST_QUESTIONS, OPEN_FOR
from tenants import clock
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.client import NOBODY, Browser
from tests.elsewhere.people import ask, broken, known_to, switched_on, work
from tests.reading import english, value_of, words
from tests.statements import asked

WHO = {"first_name": "Ziva", "last_name": "Cuk Doric", "birth_date": "28. 2. 2011"}
WHY = {"reason": "acute_medical", "words": "Najdena na postaji."}


@pytest.fixture(autouse=True)
def on(cast: Cast) -> None:
    switched_on(cast)


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return known_to(cast.centre)


@pytest.fixture
def home(cast: Cast) -> Browser:
    return english(cast.institution)


@pytest.fixture
def worker(cast: Cast) -> Browser:
    return english(cast.centre)


def test_from_a_name_to_the_glass_and_its_judgement(
    app: Flask, cast: Cast, owner: Engine, home: Browser, worker: Browser, person_id: UUID
) -> None:
    question = home.post("/elsewhere", WHO).headers["Location"]
    told = words(home.get(question))
    opened = home.post(f"{question}/emergency", WHY)
    page = words(home.follow(opened))
    work(app, owner)
    queue = worker.get("/emergencies")
    review = queue.text.split('href="/emergencies/reviews/')[1].split('"')[0]
    before = words(worker.get(f"/emergencies/reviews/{review}"))
    path = f"/emergencies/reviews/{review}/judgement"
    judged = worker.follow(worker.post(path, {"verdict": "justified", "remark": "V redu."}))
    read = words(home.get(opened.headers["Location"]))

    assert "Another member of the network may know this young person: ask." in told
    assert "centre" not in told.split("What the network says")[1]
    assert "oreščki" in page
    assert "open for 60 minutes" in page
    assert "Nikjer" not in page
    assert "to judge until" in before
    assert "Najdena na postaji." in before
    assert "justified" in words(judged)
    assert "centre: justified" in read
    assert "V redu." not in read


def test_what_is_shown_is_gone_after_the_hour(cast: Cast, person_id: UUID) -> None:
    now = clock.now()
    emergency = f"/emergencies/{broken(cast.institution, ask(cast.institution))}"

    with clock.frozen(now + OPEN_FOR / 2):
        home = english(cast.institution)
        half = words(home.get(f"{emergency}/left"))
        seen = words(home.get(emergency))
    with clock.frozen(now + OPEN_FOR + OPEN_FOR):
        home = english(cast.institution)
        over = words(home.get(emergency))
        closed = home.get(f"{emergency}/left").text

    assert "open for 31 minute" in half or "open for 30 minute" in half
    assert "oreščki" in seen
    assert "oreščki" not in over
    assert "The 60 minutes are over" in over
    assert "hx-get" not in closed


def test_a_house_that_is_asked_answers(
    app: Flask, cast: Cast, owner: Engine, home: Browser, worker: Browser, person_id: UUID
) -> None:
    question = home.post("/elsewhere", WHO).headers["Location"]
    work(app, owner)
    listed = worker.get("/elsewhere/asked")
    answer = listed.text.split('action="/elsewhere/asked/')[1].split('"')[0]
    worker.post(f"/elsewhere/asked/{answer}", {"answer": "call_us"})
    late = worker.post(f"/elsewhere/asked/{answer}", {"answer": "declined"})

    assert "institution institution worker" in words(listed)
    assert late.status_code == 409
    assert "centre: call us" in words(home.get(question))
    assert "centre@centre.test" in words(home.get(question))


def test_from_the_page_of_a_file(cast: Cast, home: Browser, person_id: UUID) -> None:
    own = known_to(cast.institution)

    told = words(home.follow(home.post(f"/files/{own}/elsewhere")))

    assert "Another member of the network may know" in told
    assert home.post(f"/files/{person_id}/elsewhere").status_code == 404
    assert home.post(f"/files/{NOBODY}/elsewhere").status_code == 404


def test_what_is_missing_comes_back_as_it_was_typed(
    cast: Cast, home: Browser, person_id: UUID
) -> None:
    nameless = home.post("/elsewhere", WHO | {"birth_date": ""})
    question = home.post("/elsewhere", WHO).headers["Location"]
    silent = home.post(f"{question}/emergency", {"reason": "life", "words": ""})

    assert nameless.status_code == 422
    assert value_of(nameless, "last_name") == "Cuk Doric"
    assert silent.status_code == 422
    assert 'value="life" selected' in silent.text


def test_the_twenty_first_waits_and_keeps_what_was_typed(cast: Cast, home: Browser) -> None:
    for _ in range(MOST_QUESTIONS):
        ask(cast.institution)

    slowed = home.post("/elsewhere", WHO)

    assert slowed.status_code == 429
    assert "wait" in words(slowed)
    assert value_of(slowed, "first_name") == "Ziva"


def test_a_double_click_asks_and_breaks_once(cast: Cast, home: Browser, person_id: UUID) -> None:
    form = {"form_id": "019f0000-0000-7000-8000-000000000001"}

    first, second = (home.post("/elsewhere", WHO | form).headers["Location"] for _ in "12")
    glass = [home.post(f"{first}/emergency", WHY | form).headers["Location"] for _ in "12"]

    assert first == second
    assert glass[0] == glass[1]


def test_a_network_that_is_switched_off_says_so(cast: Cast, home: Browser) -> None:
    office = english(cast.coordination)
    network_id = str(cast.coordination.scope.network_ids[0])
    office.post("/elsewhere/network", {"network_id": network_id})

    refused = home.post("/elsewhere", WHO)

    assert refused.status_code == 409
    assert "has not switched this question on" in words(refused)
    assert "Zahod off" not in words(home.get("/elsewhere"))
    assert "Switch on" in words(office.get("/elsewhere/network"))
    assert home.get("/elsewhere/network").status_code == 403


def test_each_page_is_for_those_who_may(
    cast: Cast, owner: Engine, home: Browser, person_id: UUID
) -> None:
    emergency = f"/emergencies/{broken(cast.institution, ask(cast.institution))}"
    stranger = english(cast.stranger)
    educator = english(colleague(owner, cast.institution, "educator", Role.EDUCATOR))

    assert stranger.get(emergency).status_code == 404
    assert stranger.get(f"{emergency}/left").status_code == 404
    assert educator.get(emergency).status_code == 404
    assert educator.get("/emergencies").status_code == 403
    assert "Opened by us" in words(home.get("/emergencies?by=us"))


@pytest.mark.parametrize("path", ["/elsewhere", "/elsewhere/asked", "/emergencies"])
def test_a_longer_list_costs_no_more(
    app: Flask, cast: Cast, owner: Engine, person_id: UUID, path: str
) -> None:
    reader = english(cast.centre)

    def more(times: int) -> int:
        for _ in range(times):
            broken(cast.institution, ask(cast.institution))
            ask(cast.centre)
        work(app, owner)
        reader.get(path)
        with asked(app) as said:
            reader.get(path)
        return len(said)

    assert more(1) == more(2)


def test_what_waits_to_be_judged_is_counted(cast: Cast, worker: Browser, person_id: UUID) -> None:
    broken(cast.institution, ask(cast.institution))

    frame = words(worker.get("/account"))

    assert "Emergencies 1" in frame
