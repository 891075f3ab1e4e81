"""A young person reads who looked, takes a consent back, speaks up, and is gone with one button."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from network.consent.giving import Giver
from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.own_pages.pages import WORD, Opened, file_of, opened
from tests.own_pages.test_speaking import consent, shown
from tests.shares import read

pytestmark = [pytest.mark.browser, pytest.mark.long]
AWAY = "https://www.arso.gov.si/"


@pytest.fixture
def page(cast: Cast) -> Opened:
    """Of somebody of sixteen, who has agreed that a home sees who it is; the home has looked."""
    person_id = file_of(cast.centre)
    consent(cast, person_id, Giver.YOUNG_PERSON)
    read(cast.institution, shown(cast, person_id))
    return opened(cast.centre, person_id)


def test_the_young_person_reads_who_looked_and_withdraws(
    cast: Cast, page: Opened, visitors: Callable[[], Person], seated: Seated
) -> None:
    young = visitors()
    worker = seated(cast.centre)

    comes_in_by_the_code_and_chooses_a_word(young, page)
    reads_who_knows_and_who_looked(young)
    takes_the_consent_back(young)
    says_that_they_do_not_agree(young)
    worker_answers(worker)
    reads_the_answer_and_is_gone(young, page)


def comes_in_by_the_code_and_chooses_a_word(young: Person, page: Opened) -> None:
    young.go(f"/own/{page.link}")
    young.fill("Code or your word", "12345678")
    young.press("Open", status=422)
    young.fill("Code or your word", page.code)
    young.press("Open")
    young.fill("Your word", WORD)
    young.press("Keep it")
    young.sees("Done. From now on your word opens this page.")


def reads_who_knows_and_who_looked(young: Person) -> None:
    young.sees("Who knows what about you")
    expect(young.main).to_contain_text("institution")
    young.follow("Everybody who looked")
    expect(young.main).to_contain_text("institution worker")
    young.follow("Back")


def takes_the_consent_back(young: Person) -> None:
    young.follow("Take it back")
    young.press("I take it back")
    young.sees("You have taken it back. It holds no more from this moment.")
    young.sees("Nobody else sees anything of it now.")


def says_that_they_do_not_agree(young: Person) -> None:
    young.follow("I do not agree, I want to talk")
    young.tick("I do not agree")
    young.fill("What do you want to say?", "Ne želim tja.")
    young.press("Send")
    young.sees("It is on its way. You will get an answer here within three working days.")


def worker_answers(worker: Person) -> None:
    worker.visit("Files")
    worker.go("/voices")
    worker.follow_number(worker.main)
    worker.sees("Ne želim tja.")
    worker.fill("Answer", "Pogovoriva se v sredo.")
    worker.press("Answer")
    worker.sees("Answered. It stands on their page now.")


def reads_the_answer_and_is_gone(young: Person, page: Opened) -> None:
    young.go("/own")
    young.sees("Pogovoriva se v sredo.")
    young.page.route(f"{AWAY}**", elsewhere)
    leads = young.page.expect_request(f"{AWAY}**")  # where that is nobody answers here
    with leads, young.page.expect_event("framenavigated"):
        young.page.get_by_role("button", name=young.say("Leave at once")).click()
    if young.view.javascript:  # without, the browser stands before a site that is not there
        young.page.wait_for_load_state()
        young.page.go_back()
        expect(young.page.locator("body")).not_to_contain_text("Pogovoriva se v sredo.")
    young.inspection.wrong.clear()
    young.go("/own", status=401)
    young.sees("There is nothing to see here")
    young.go(f"/own/{page.link}")
    young.fill("Code or your word", WORD)
    young.press("Open")
    young.sees("Pogovoriva se v sredo.")


def elsewhere(route: Route) -> None:
    """The weather, without asking for it."""
    route.fulfill(content_type="text/html", body="<title>x</title>Vreme")
