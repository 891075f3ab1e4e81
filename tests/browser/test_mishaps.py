"""What goes wrong in a day: a slip in a form, a session that ends, a colleague who was quicker."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.actors import PASSWORD, Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person

pytestmark = pytest.mark.browser
REFERENCE = "2026-417/6120"  # as a number of ours begins, so that a list shows it as one


def test_a_refused_form_says_what_is_wrong_and_keeps_everything(cast: Cast, seated: Seated) -> None:
    worker = seated(cast.centre)
    begins_a_request(worker, age="petnajst")

    worker.press("Save and continue", status=422)

    if worker.view.javascript:
        expect(worker.page.locator(".errsum")).to_be_focused()
    worker.holds("Age", "petnajst")
    worker.holds("Your own file reference", REFERENCE)
    expect(worker.field("Age")).to_have_attribute("aria-invalid", "true")
    worker.page.locator(".errsum a", has_text=worker.say("Age")).click()
    expect(worker.field("Age")).to_be_focused()

    worker.fill("Age", "15")
    worker.press("Save and continue")
    worker.sees("School and needs")


@pytest.mark.long
def test_a_step_may_wait_and_the_draft_with_it(cast: Cast, seated: Seated) -> None:
    factories.group(cast.institution)
    worker = seated(cast.centre)
    begins_a_request(worker)
    worker.press("Save and continue")

    worker.press("Save and continue", status=422)
    worker.follow("Leave it incomplete for now")
    worker.press("Save the draft and close")
    worker.sees("The draft is saved. You can go on with it later.")
    worker.follow_number(worker.main.locator(".todo"))
    worker.press("Back")

    worker.sees("School and needs")


@pytest.mark.long
def test_a_session_that_ends_in_the_middle_of_a_form_loses_nothing(
    cast: Cast, seated: Seated
) -> None:
    worker, elsewhere = seated(cast.centre), seated(cast.centre)
    begins_a_request(worker)
    worker.press("Save and continue")
    worker.choose("School", "vocational school")
    worker.choose("On what the stay rests", "measure under family law")
    elsewhere.go("/account")
    elsewhere.press("Sign out everywhere else")

    worker.press("Save and continue", status=401)
    worker.sees("Your session has ended. Sign in again: what you have typed is kept.")
    worker.fill("E-mail address", cast.centre.email)
    worker.fill("Password", PASSWORD)
    worker.press("Sign in")
    worker.press("Send it now")

    worker.sees("What do you look for?")


def test_a_second_request_for_the_same_file_leads_to_the_first(cast: Cast, seated: Seated) -> None:
    factories.request(cast.centre, file_reference=REFERENCE)
    worker = seated(cast.centre)
    begins_a_request(worker)

    if worker.view.javascript:
        worker.sees("Follow the open request")
    else:
        worker.press("Save and continue", status=409)
    worker.follow("Follow the open request")

    worker.sees(REFERENCE)


def test_what_tells_who_it_is_about_is_said_at_once(cast: Cast, seated: Seated) -> None:
    worker = seated(cast.centre)
    begins_a_request(worker)
    worker.press("Save and continue")
    for _ in range(2):
        worker.press("Save and continue", status=422)
        worker.follow("Leave it incomplete for now")
    worker.fill("Risks", "Kličite Ano Novak, 041 123 456.")

    if worker.view.javascript:
        worker.sees("a full name")
    worker.press("Save and continue", status=422)
    worker.sees("a telephone number")
    worker.tick("I know: it is needed")
    worker.press("Save and continue")
    worker.sees("Look it over and send it")


@pytest.mark.long
def test_whoever_accepts_second_is_told_kindly_that_it_is_done(cast: Cast, seated: Seated) -> None:
    factories.offered(cast.centre, cast.institution, factories.group(cast.institution))
    first, second = seated(cast.centre), seated(cast.centre)
    for person in (first, second):
        person.visit("Requests")
        person.follow_number(person.main)

    first.press("Accept the offer")
    second.press("Accept the offer", status=409)

    first.sees("The place is reserved. The other asks are closed.")
    second.sees("Nothing was done. Below you see how things stand now.")
    second.sees("offer accepted")


@pytest.mark.long
def test_an_offer_that_comes_after_the_withdrawal_is_refused_kindly(
    cast: Cast, seated: Seated
) -> None:
    factories.ask(cast.centre, factories.group(cast.institution))
    worker, counsellor = seated(cast.centre), seated(cast.institution)
    counsellor.visit("Asks received")
    counsellor.follow_number(counsellor.main)
    worker.visit("Requests")
    worker.follow_number(worker.main)
    worker.open("Withdraw the ask")
    worker.choose("Why do you withdraw it?", "the needs have changed")
    worker.press("Withdraw the ask")

    counsellor.open("Offer a place")
    counsellor.press("Offer and hold the place", status=409)

    counsellor.sees("This ask has ended.")


@pytest.mark.long
def test_an_address_that_leads_nowhere_helps_on(cast: Cast, seated: Seated) -> None:
    worker = seated(cast.centre)

    worker.go("/requests/01999999-9999-7999-8999-999999999999", status=404)

    worker.follow("To the first page")


def begins_a_request(worker: Person, age: str = "15") -> None:
    worker.visit("Requests")
    worker.follow("New request", at=worker.page.locator(".head"))
    worker.fill("Age", age)
    worker.choose("Sex", "girl")
    worker.choose("Region", "Osrednjeslovenska")
    worker.fill("Your own file reference", REFERENCE)
    worker.field("Your own file reference").blur()
