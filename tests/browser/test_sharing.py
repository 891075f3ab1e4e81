"""Nothing crosses without a basis: a centre records one, shows a home who it is, and takes it back
while the home has the page open."""

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from network.consent.giving import Giver
from network.legal_bases import actions as bases
from network.legal_bases.models import LegalBasis
from network.requests.actions import asking
from tenants import clock
from tenants.database import db, transaction
from tests import factories
from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.reading import typed_day

pytestmark = [pytest.mark.browser, pytest.mark.long]
GROUP = "Jadro"
FIRST, LAST = "Zarja", "Izmišljen"
ADDRESS = "Izmišljena ulica 7"


@pytest.fixture
def number(cast: Cast) -> str:
    """A request that was put to one home, which sees the profile of needs."""
    ask_id = factories.ask(cast.centre, factories.group(cast.institution, name=GROUP))
    with cast.centre.acting() as scope, transaction():
        return asking.raise_level(scope, ask_id).number


def test_a_home_sees_who_it_is_by_a_consent_and_no_longer(
    cast: Cast, number: str, seated: Seated
) -> None:
    worker, home = seated(cast.centre), seated(cast.institution)

    home_sees_nothing_of_the_file(home, number)
    begins_the_file(worker)
    says_whose_request_it_is(worker, number)
    nothing_can_be_shown_without_a_basis(worker)
    records_the_consent_of_the_mother(worker)
    chooses_what_to_show(worker, number)
    nothing_rises_once_the_consent_is_gone(cast, worker)
    records_the_consent_of_the_mother(worker)
    chooses_what_to_show(worker, number)
    shows_who_it_is(worker)

    home_sees_who_it_is_and_what_is_withheld(home)
    home_is_refused_the_file_itself(home, worker)
    takes_the_consent_back(worker)
    the_next_click_of_the_home_finds_it_closed(home)
    home_says_that_it_has_stopped(home)
    sees_that_it_was_looked_at_and_is_no_longer_used(worker, number)


def home_sees_nothing_of_the_file(home: Person, number: str) -> None:
    home.visit("Asks received")
    home.follow_number(home.row(number))
    home.sees("The centre shows nothing of the file now. Every look at it would be written down.")


def begins_the_file(worker: Person) -> None:
    worker.visit("Files")
    worker.follow("Begin a file")
    worker.fill("First name", FIRST)
    worker.fill("Last name", LAST)
    worker.fill("Date of birth", typed_day(date(clock.today().year - 13, 1, 1)))
    worker.press("Begin a file")
    worker.sees("The file is begun.")
    worker.go(worker.page.url + "/contact")
    worker.fill("Address", ADDRESS)
    worker.press("Save")


def says_whose_request_it_is(worker: Person, number: str) -> None:
    opens_the_request(worker, number)
    worker.open("Whose file is it?")
    worker.fill("Number of the file", "2026-0001")
    worker.press("Say so")
    worker.sees("The request has its file.")


def opens_the_request(worker: Person, number: str) -> None:
    worker.visit("Requests")
    worker.follow_number(worker.row(number))


def nothing_can_be_shown_without_a_basis(worker: Person) -> None:
    expect(worker.main.locator("#show-parts")).to_have_count(0)
    worker.follow("Record one")
    worker.go(worker.page.url + "/consent")


def records_the_consent_of_the_mother(worker: Person) -> None:
    for what in ("identity", "contact"):
        worker.tick(what)
    worker.tick("the mother")
    worker.choose("How it was given", "signed on paper")
    worker.fill("Until", typed_day(date(clock.today().year + 1, 1, 1)))
    worker.press("Record")
    worker.sees("The legal basis is recorded.")


def chooses_what_to_show(worker: Person, number: str) -> None:
    opens_the_request(worker, number)
    worker.main.locator("#show-parts summary").click()
    for what in ("identity", "contact"):
        worker.tick(what)


def nothing_rises_once_the_consent_is_gone(cast: Cast, worker: Person) -> None:
    """A colleague takes it back while the form is open."""
    with cast.centre.acting() as scope, transaction():
        basis_id = db.session.scalars(select(LegalBasis.id)).one()
        bases.withdraw(scope, basis_id, Giver.MOTHER)
    worker.press("Show the chosen", status=409)
    worker.sees("No legal basis covers all of this for this home. Record one, or show less.")
    worker.follow("Record one")
    worker.go(worker.page.url + "/consent")


def shows_who_it_is(worker: Person) -> None:
    worker.press("Show the chosen")
    worker.sees("The home now sees this of the file.")


def home_sees_who_it_is_and_what_is_withheld(home: Person) -> None:
    home.go(home.page.url)
    for word in (FIRST, LAST, ADDRESS):
        home.sees(word)
    expect(home.main.locator("#file")).to_contain_text("9")


def home_is_refused_the_file_itself(home: Person, worker: Person) -> None:
    """Neither the file of which it sees a part, nor what the request says of it."""
    ask = home.page.url
    file = worker.main.get_by_role("link", name=worker.say("To the file")).get_attribute("href")
    for path in (str(file), f"{file}/health", worker.page.url):
        home.go(path, status=404)
    home.go(ask)


def takes_the_consent_back(worker: Person) -> None:
    worker.visit("Files")
    worker.follow(f"{FIRST} {LAST}")
    basis = worker.card("Legal bases").locator("li a").first.get_attribute("href")
    worker.go(str(basis))
    worker.open("Take back")
    worker.choose("Who takes it back", "the mother")
    worker.press("End it now")
    worker.sees("It holds no more. What rested on it alone is closed.")


def the_next_click_of_the_home_finds_it_closed(home: Person) -> None:
    home.go(home.page.url)
    home.sees("Destroy copies and notes of it, then confirm.")
    for word in (FIRST, LAST, ADDRESS):
        home.sees_not(word)


def home_says_that_it_has_stopped(home: Person) -> None:
    home.press("We have stopped using it")
    home.sees("Thank you. The centre sees that you have stopped using it.")


def sees_that_it_was_looked_at_and_is_no_longer_used(worker: Person, number: str) -> None:
    opens_the_request(worker, number)
    worker.sees("What was looked at")
