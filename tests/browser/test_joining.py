"""An invitation, a second one from elsewhere, and the switch between the two organisations."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.actors import PASSWORD, Actor, Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.long]
EMAIL = "nina@pristan.test"


def test_somebody_is_invited_twice_and_works_for_both(
    cast: Cast, seated: Seated, visitors: Callable[[], Person]
) -> None:
    first, second = (
        invites(seated(who), role)
        for who, role in ((cast.centre, "case worker"), (cast.institution, "counsellor"))
    )
    nina = visitors()

    nina.go(first)
    nina.fill("New password", PASSWORD)
    nina.fill("The same password again", PASSWORD)
    nina.press("Accept and sign in")
    nina.visit("Requests")

    nina.go(second)
    nina.fill("Password", PASSWORD)
    nina.press("Accept and sign in")
    nina.visit("Asks received")

    switches(nina, cast.centre)
    nina.sees("You now work for another organisation.")
    nina.visit("Requests")


def invites(administrator: Person, role: str) -> str:
    """The link that the administrator is shown once."""
    administrator.visit("Administration")
    administrator.follow("Invitations")
    administrator.fill("E-mail address", EMAIL)
    administrator.fill("Name", "Nina Zajc")
    administrator.tick(role)
    administrator.press("Make the invitation")
    return administrator.page.locator("#secret").input_value()


def switches(person: Person, to: Actor) -> None:
    menu = person.page.locator("header details.menu").filter(has=person.page.locator(".panel .who"))
    here = menu.filter(visible=True)
    here.locator("summary").click()
    expect(here.locator(".panel")).to_be_visible()
    person.press(to.scope.tenant_name, at=here)
