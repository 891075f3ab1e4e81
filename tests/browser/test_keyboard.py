"""From signing in to asking a home without a mouse; where one is, is always seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from tests import factories
from tests.actors import PASSWORD, Cast
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.long]
MOST_STEPS = 90
OUTLINED = """
element => [element, element.closest('label') ?? element].map(each => getComputedStyle(each))
  .some(drawn => drawn.outlineStyle !== 'none' || drawn.boxShadow !== 'none')
"""


def test_a_home_is_asked_by_the_keyboard_alone(cast: Cast, visitors: Callable[[], Person]) -> None:
    factories.group(cast.institution)
    worker = visitors()
    worker.go("/sign-in")

    types(worker, "E-mail address", cast.centre.email)
    types(worker, "Password", PASSWORD)
    enters(worker)
    worker.visit("Open places")
    steps_to(worker, worker.row("Jadro").get_by_role("link", name=worker.say("Ask")).last)
    enters(worker)

    for step in STEPS:
        for field, text in step.items():
            types(worker, field, worker.say(text) if text in CHOICES else text)
        presses(worker, "Save and continue")
    steps_to(worker, worker.main.locator("#why-not"))
    worker.page.keyboard.press("Space")
    presses(worker, "Send the request and see what fits")
    presses(worker, "Ask the chosen")

    worker.sees("not opened yet")


CHOICES = ("girl", "vocational school", "measure under family law", "planned")
STEPS: tuple[dict[str, str], ...] = (
    {
        "Your own file reference": "6120-417/2026",
        "Age": "15",
        "Sex": "girl",
        "Region": "Osrednjeslovenska",
    },
    {"School": "vocational school", "On what the stay rests": "measure under family law"},
    {"The place is needed from": "1. 2. 2027", "Urgency": "planned"},
    {},
)


def steps_to(person: Person, target: Locator) -> None:
    """By the Tab key, seeing at the end where one is."""
    for _ in range(MOST_STEPS):
        person.page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate(OUTLINED), "the focus cannot be seen"
            return
    raise AssertionError(f"{target} cannot be reached by the keyboard")


def types(person: Person, label: str, text: str) -> None:
    steps_to(person, person.field(label))
    person.page.keyboard.press("Control+a")
    person.page.keyboard.type(text)


def presses(person: Person, button: str) -> None:
    steps_to(person, person.button(button))
    enters(person)


def enters(person: Person) -> None:
    with person.page.expect_event("load"):
        person.page.keyboard.press("Enter")
    person.inspection.look()
