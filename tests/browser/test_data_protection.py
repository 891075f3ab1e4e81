"""A letter goes astray and is told of; an inspector reads what is opened, and no longer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from network.records import door
from tenants import clock
from tenants.database import transaction
from tests.actors import PASSWORD, Actor, Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.reading import typed_day
from tests.rights.asking import House, at_the_centre

pytestmark = [pytest.mark.browser, pytest.mark.long]
WHAT, AUTHORITY = "Pismo je šlo na napačen naslov.", "Informacijski pooblaščenec"


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    return at_the_centre(cast, owner)


def test_a_breach_is_entered_and_told(house: House, seated: Seated) -> None:
    worker, officer = seated(house.worker), seated(house.dpo)

    worker.go("/breaches")
    worker.follow("Report a breach")
    worker.fill("When it was noticed", "včeraj")
    worker.press("Report", status=422)
    worker.fill("What happened", WHAT)
    worker.fill("When it was noticed", f"{typed_day(clock.today() - timedelta(days=1))} 10:00")
    worker.press("Report")
    worker.sees("Reported. The data-protection officer is told.")

    officer.visit("Data protection")
    officer.follow_number(officer.card("Open breaches"))
    officer.sees(WHAT)
    officer.tick("a risk: the Commissioner is told")
    officer.press("Judge")
    officer.press("The Commissioner was told")
    officer.fill("Why nothing is left to be done", "Pismo je uničeno.")
    officer.press("Close", at=officer.card("Close"))
    officer.visit("Data protection")
    officer.sees("No breach is open")


def test_an_inspector_reads_what_is_opened_and_no_longer(
    cast: Cast, house: House, seated: Seated, visitors: Callable[[], Person]
) -> None:
    officer, inspector = seated(house.dpo), visitors()

    number = number_of(house.worker, house)
    opens_one_file(officer, number)
    comes_in(inspector, officer)
    reads_the_file_and_nothing_else(inspector, house, number)
    officer.open("Close")
    officer.press("Close", at=officer.card("Close at once"))
    officer.sees("Closed. The inspector sees nothing any more.")
    inspector.go(f"/inspection/files/{house.person_id}")
    assert "/sign-in" in inspector.page.url


def number_of(worker: Actor, house: House) -> str:
    with worker.acting() as scope, transaction():
        return door.person(scope, house.person_id).number


def opens_one_file(officer: Person, number: str) -> None:
    officer.visit("Data protection")
    officer.follow("Inspections")
    for label, typed in (
        ("Authority", AUTHORITY),
        ("Legal ground", "ZVOP-2"),
        ("Name of the inspector", "Nada Zor"),
        ("E-mail", "nadzor@primer.test"),
        ("Files", number),
    ):
        officer.fill(label, typed)
    officer.fill("Until", typed_day(clock.today() + timedelta(days=40)))
    officer.press("Open", status=422)
    officer.holds("Authority", AUTHORITY)
    officer.fill("Until", typed_day(clock.today() + timedelta(days=3)))
    officer.press("Open")
    officer.press("Make a link")


def comes_in(inspector: Person, officer: Person) -> None:
    inspector.go(officer.page.locator("#secret").input_value())
    inspector.fill("New password", PASSWORD)
    inspector.fill("The same password again", PASSWORD)
    inspector.press("Accept and sign in")


def reads_the_file_and_nothing_else(inspector: Person, house: House, number: str) -> None:
    inspector.visit("Inspection")
    inspector.sees(AUTHORITY)
    inspector.follow(inspector.say("File %(number)s", number=number))
    inspector.sees("Ilić")
    inspector.go(f"/files/{house.person_id}", status=404)
