"""What somebody else changes or writes shows up by itself, within two seconds."""

from collections.abc import Iterator
from contextlib import ExitStack
from time import monotonic

import pytest
from playwright.sync_api import Browser, expect

from network.availability import actions
from network.availability.profile import ClosureReason
from network.notes.actions import note_on_ask
from network.requests.actions import messages
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast
from tests.browser.person import Person
from tests.browser.views import View
from tests.served import Served

IN_TIME = 2.0  # seconds
ENGLISH = View(language="en")


@pytest.fixture
def centre(chrome: Browser, product: Served, cast: Cast) -> Iterator[Person]:
    """A case worker with the board before them."""
    with ExitStack() as leaving:
        yield sit_down(chrome, product, cast.centre, leaving)


def sit_down(chrome: Browser, product: Served, who: Actor, leaving: ExitStack) -> Person:
    person = Person(chrome, product.url, ENGLISH)
    leaving.callback(person.leave)
    person.sign_in(who.email)
    with person.page.expect_response("**/live"):
        person.go("/places")
    return person


def sees(person: Person, places: str) -> None:
    """The only group's strip, by what is read aloud."""
    expect(person.row("Jadro").locator(".strip")).to_have_attribute("aria-label", places)


def test_a_place_that_one_closes_is_gone_for_the_other_within_two_seconds(
    chrome: Browser, product: Served, cast: Cast, centre: Person
) -> None:
    group_id = factories.group(cast.institution, capacity=3, name="Jadro")
    centre.go("/places")
    sees(centre, "3 places: 3 free")
    with ExitStack() as leaving:
        home = sit_down(chrome, product, cast.institution, leaving)
        home.go(f"/groups/{group_id}/closures")
        home.choose("Reason", "building works")
        began = monotonic()
        home.button("Close the place").click()
        sees(centre, "3 places: 2 free, 1 closed")
        took = monotonic() - began

    expect(centre.page.locator("#lead")).to_contain_text("2 free places")
    assert took < IN_TIME


def test_what_one_types_into_the_filter_stays_when_the_board_changes(
    cast: Cast, centre: Person
) -> None:
    group_id = factories.group(cast.institution, capacity=2, name="Jadro")
    with centre.page.expect_response("**/live"):
        centre.go("/places?age=15")
    centre.fill("Home town", "Domž")

    with cast.institution.acting() as scope, transaction():
        today = clock.today()
        actions.close_place(scope, group_id, starts=today, ends=None, reason=ClosureReason.WORKS)

    sees(centre, "2 places: 1 free, 1 closed")
    centre.holds("Home town", "Domž")
    centre.holds("Age", "15")


def test_what_one_side_writes_appears_for_the_other_while_it_types(
    chrome: Browser, product: Served, cast: Cast, centre: Person
) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    with ExitStack() as leaving:
        home = sit_down(chrome, product, cast.institution, leaving)
        with home.page.expect_response("**/live"):
            home.go(f"/asks/{ask_id}")
        field = home.say("Note for us, or message to %(whom)s", whom="centre")
        home.fill(field, "Half a sentence")
        with cast.centre.acting() as scope, transaction():
            messages.say(scope, ask_id, "Is there a room of one's own?")
        began = monotonic()
        expect(home.page.locator("#said-ask")).to_contain_text("a room of one's own?")
        took = monotonic() - began

        home.holds(field, "Half a sentence")
    assert took < IN_TIME


def test_a_colleague_reads_a_note_at_once_and_the_other_side_never(
    chrome: Browser, product: Served, cast: Cast, centre: Person
) -> None:
    request_id = factories.request(cast.centre)
    ask_id = factories.ask(cast.centre, factories.group(cast.institution), request_id)
    with centre.page.expect_response("**/live"):
        centre.go(f"/requests/{request_id}")
    with ExitStack() as leaving:
        home = sit_down(chrome, product, cast.institution, leaving)
        with home.page.expect_response("**/live"):
            home.go(f"/asks/{ask_id}")
        with cast.institution.acting() as scope, transaction():
            note_on_ask(scope, ask_id, "For our team only.")
            messages.say(scope, ask_id, "Come and look at it.")

        expect(home.page.locator("#said-ask")).to_contain_text("For our team only.")
        expect(centre.page.locator("#said-ask")).to_contain_text("Come and look at it.")
        expect(centre.page.locator("main")).not_to_contain_text("For our team only.")
