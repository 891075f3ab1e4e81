"""A second step is set up and taken, with a phone's app and with a passkey, as people do it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import Browser

from tenants.clock import now
from tests.actors import PASSWORD, Cast
from tests.browser.conftest import PATIENCE, Seated
from tests.browser.person import Person
from tests.browser.views import View
from tests.served import Served

pytestmark = pytest.mark.browser
# A device with a screen lock that somebody opens at once.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.long
def test_an_app_is_set_up_and_asked_for(
    cast: Cast, seated: Seated, visitors: Callable[[], Person]
) -> None:
    ana = seated(cast.institution)
    ana.go("/account")
    ana.follow("Second step for signing in")
    ana.press("Set up the app")
    secret = ana.main.locator("code").inner_text().replace(" ", "")

    ana.fill("Code", "123")
    ana.press("Done", 422)
    ana.fill("Code", pyotp.TOTP(secret).at(now()))
    ana.press("Done")
    paper = ana.main.locator("li code").all_inner_texts()
    ana.follow("I have kept them")
    ana.sees("set up")

    again = visitors()
    again.sign_in(cast.institution.email)
    again.sees("Your password was right. Now show that it is really you.")
    again.fill("Code", paper[0])
    again.press("Go on")
    again.visit("The house")

    third = visitors()
    third.sign_in(cast.institution.email)
    third.fill("Code", paper[0])
    third.press("Go on", 422)
    third.fill("Code", pyotp.TOTP(secret).at(now() + timedelta(seconds=30)))
    third.press("Go on")
    third.visit("The house")


@pytest.fixture
def owner_of_a_device(chrome: Browser, product: Served) -> Iterator[Person]:
    """Somebody at a computer that keeps passkeys; they belong to a name, so by that."""
    person = Person(chrome, product.url.replace("127.0.0.1", "localhost"), View(language="en"))
    person.context.set_default_timeout(PATIENCE)
    person.go("/sign-in")  # the device belongs to the process that shows the page
    debugger = person.context.new_cdp_session(person.page)
    debugger.send("WebAuthn.enable")
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield person
    person.leave()


def test_a_passkey_is_added_and_opens_without_a_password(
    cast: Cast, owner_of_a_device: Person
) -> None:
    ana = owner_of_a_device
    ana.sign_in(cast.centre.email)
    ana.go("/account/security")
    ana.fill("What you call it", "Službeni računalnik")
    ana.press("Add a passkey")
    ana.sees("Your recovery codes")
    ana.follow("I have kept them")
    ana.sees("Službeni računalnik")

    ana.context.clear_cookies()
    ana.go("/sign-in?next=/requests")
    ana.press("Sign in with a passkey")
    assert ana.page.url.endswith("/requests")

    ana.context.clear_cookies()
    ana.sign_in(cast.centre.email, PASSWORD)
    ana.sees("Your password was right. Now show that it is really you.")
    ana.press("With a passkey")
    ana.visit("Requests")


def test_a_device_that_knows_no_passkey_of_ours_says_so(owner_of_a_device: Person) -> None:
    visitor = owner_of_a_device
    visitor.go("/sign-in")

    visitor.button("Sign in with a passkey").click()

    failed = visitor.main.get_by_role("alert")
    failed.wait_for()
    assert failed.inner_text() == "That did not work. Try it once more, or choose another way."
