"""Somebody gets what is kept of them on paper; for somebody else two end it together."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from network.rights.kinds import Right
from tenants import clock
from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.reading import typed_day
from tests.rights.asking import WORDS, House, at_the_centre, received

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    return at_the_centre(cast, owner)


def test_somebody_asks_what_is_kept_and_gets_the_report(house: House, seated: Seated) -> None:
    worker, officer = seated(house.worker), seated(house.dpo)

    takes_the_request_in(worker, house)
    grants_it(officer)
    prepares_the_report(worker)
    hands_it_over(worker)


def takes_the_request_in(worker: Person, house: House) -> None:
    worker.go(f"/files/{house.person_id}")
    worker.follow("Take in a request")
    worker.press("Take in a request", status=422)
    worker.choose("What is asked", "access to what is kept")
    worker.choose("Who requests it", "a parent")
    worker.choose("How that was checked", "identity document shown")
    worker.fill("Received", typed_day(clock.today()))
    worker.fill("In own words", WORDS)
    worker.press("Take in a request")
    worker.sees(WORDS)


def grants_it(officer: Person) -> None:
    officer.visit("Data protection")
    officer.follow_number(officer.card("Requests of persons"))
    officer.tick("granted")
    officer.press("Decide")


def prepares_the_report(worker: Person) -> None:
    worker.go(worker.page.url)
    worker.follow("To the report")
    worker.press("Prepare the report")
    worker.sees("Nothing in it speaks of others.")
    worker.sees("Ilić")
    worker.press("Finish the report")


def hands_it_over(worker: Person) -> None:
    paper = worker.main.get_by_role("link", name=worker.say("Report (PDF)")).get_attribute("href")
    printed = worker.context.request.get(f"{worker.origin}{paper}")
    assert (printed.status, printed.headers["content-type"]) == (200, "application/pdf")
    worker.press("It was handed over")
    worker.sees("handed over")


def test_a_file_is_erased_by_two_people(house: House, seated: Seated) -> None:
    received(house, Right.ERASURE)
    officer, head = seated(house.dpo), seated(house.head)

    officer.visit("Rights of persons")
    officer.follow_number(officer.main)
    officer.tick("granted")
    officer.press("Decide")
    officer.press("Ask for the erasure")
    officer.visit("Data protection")
    officer.follow_number(officer.card("Requests of persons"))
    officer.sees("You asked for it: somebody else has to confirm it.")
    expect(officer.main.get_by_text(officer.say("Erase the file"))).to_have_count(0)

    head.go(officer.page.url)
    head.open("Erase the file")
    head.press("Yes, erase it")
    head.sees("It is erased. Nobody can read it any more.")
    head.go(f"/files/{house.person_id}", status=409)
    head.sees("This file was erased.")
