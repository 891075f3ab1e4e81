"""Keys: they lead, step and open the sheet, and do nothing while somebody types."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests import factories
from tests.actors import Cast
from tests.browser.inspection import examined
from tests.browser.person import Person
from tests.browser.views import View
from tests.served import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def worker(chrome: Browser, product: Served, cast: Cast) -> Iterator[Person]:
    """A case worker with two requests, where scripts run."""
    factories.request(cast.centre)
    factories.request(cast.centre)
    person = Person(chrome, product.url, View(language="en"))
    person.sign_in(cast.centre.email)
    yield person
    person.leave()


def test_keys_lead_step_and_stay_out_of_the_way(worker: Person) -> None:
    keyboard, sheet = worker.page.keyboard, worker.page.locator("#keys")

    keyboard.press("?")
    expect(sheet).to_be_visible()
    assert examined(worker.page) == []
    keyboard.press("Escape")
    expect(sheet).not_to_be_visible()
    expect(worker.page.locator("dialog :focus, dialog:focus")).to_have_count(0)

    keyboard.press("g")
    keyboard.press("r")
    worker.page.wait_for_url("**/requests")
    for key in ("j", "j", "k"):
        keyboard.press(key)
    expect(worker.page.locator("main tr .link").first).to_be_focused()
    keyboard.press("Enter")
    worker.page.wait_for_url("**/requests/*-*")

    keyboard.press("Control+n")
    keyboard.press("/")
    field = worker.page.locator("[data-key='/']").first
    expect(field).to_be_focused()
    keyboard.type("gr?n")
    expect(field).to_have_value("gr?n")
    expect(sheet).not_to_be_visible()


def test_where_the_field_is_not_shown_its_key_leads_to_the_page_of_searches(worker: Person) -> None:
    keyboard = worker.page.keyboard
    worker.page.set_viewport_size({"width": 390, "height": 844})

    keyboard.press("/")
    worker.page.wait_for_url("**/search")
    keyboard.press("/")

    expect(worker.field("What are you looking for?")).to_be_focused()


def test_who_switched_the_keys_off_has_none(worker: Person) -> None:
    worker.go("/keyboard")

    worker.press("Switch the keys off")
    for key in ("g", "p", "?"):
        worker.page.keyboard.press(key)

    assert worker.page.url.endswith("/keyboard")
    expect(worker.page.locator("#keys")).to_have_count(0)
