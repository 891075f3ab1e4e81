"""The main job through the pages alone: from an open place to somebody who came, lived and left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask

from tenants import clock
from tenants.scope import Role, TenantKind
from tests import factories
from tests.actors import Actor, Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.houses import admitted

pytestmark = [pytest.mark.browser, pytest.mark.long]
COUNSELLOR_OF_LIPA = "lan@mladinski-dom-lipa.test"
JADRO, KLAS, LIPA = "Jadro", "Klas", "Lipa"


@pytest.fixture
def third(app: Flask, cast: Cast) -> Actor:
    """One more home of the network: its administrator; the counsellor has an own address."""
    house = admitted(app, "zahod", "Mladinski dom Lipa", TenantKind.INSTITUTION)
    house.welcome(COUNSELLOR_OF_LIPA, Role.COUNSELLOR)
    return Actor(app, house.administrator, house.email)


@pytest.fixture
def places(cast: Cast, third: Actor) -> None:
    factories.group(cast.institution, name=JADRO, capacity=2)
    factories.group(cast.stranger, name=KLAS, capacity=3)
    factories.group(third, name=LIPA, capacity=1)


@dataclass(frozen=True)
class Everybody:
    """All who look at the same board."""

    people: Sequence[Person]

    def see(self, group: str, **places: int) -> None:
        for person in self.people:
            person.visit("Open places")
            person.sees_places(group, **places)


def test_a_young_person_is_asked_for_offered_a_place_moves_in_and_leaves(
    cast: Cast, places: None, seated: Seated
) -> None:
    worker, counsellor, other = (
        seated(who) for who in (cast.centre, cast.institution, cast.stranger)
    )
    everybody = Everybody((worker, counsellor, other))

    finds_what_fits(worker)
    writes_a_request(worker)
    asks_three_homes(worker)
    everybody.see(JADRO, free=2)

    declines(other)
    offers(counsellor)
    everybody.see(JADRO, free=1, held=1)

    accepts(worker)
    sees_only_a_tombstone(seated(COUNSELLOR_OF_LIPA))
    everybody.see(JADRO, free=1, held=1)

    records_the_arrival(counsellor)
    finds_it_placed(worker)
    everybody.see(JADRO, free=1, taken=1)

    records_the_departure(counsellor)
    finds_it_closed(worker)
    everybody.see(JADRO, free=2)


def written(day: date) -> str:
    """As people here write it."""
    return f"{day.day}. {day.month}. {day.year}"


def finds_what_fits(worker: Person) -> None:
    worker.visit("Open places")
    worker.open_filter()
    worker.fill("Age", "15")
    worker.choose("Sex", "girl")
    worker.fill("Home town", "Domžale")
    worker.press_here("Show", "age=15")
    for group in (JADRO, KLAS, LIPA):
        worker.sees(group)


def writes_a_request(worker: Person) -> None:
    worker.follow("Ask", at=worker.row(JADRO))
    worker.fill("Your own file reference", "6120-417/2026")
    worker.holds("Age", "15")
    worker.holds("Home town", "Domžale")
    worker.choose("Region", "Osrednjeslovenska")
    worker.press("Save and continue")
    worker.choose("School", "vocational school")
    worker.choose("On what the stay rests", "measure under family law")
    worker.tick("problems at school")
    worker.press("Save and continue")
    worker.fill("The place is needed from", written(clock.today()))
    worker.choose("Urgency", "urgent: within days")
    worker.press("Save and continue")
    worker.fill("Risks", "Ponoči odhaja, kadar je v stiski.")
    worker.fill("What does the young person want?", "Rada bi ostala na svoji šoli.")
    worker.press("Save and continue")
    worker.tick("none of them fits")
    worker.press("Send the request and see what fits")
    worker.sees("The request is saved.")


def asks_three_homes(worker: Person) -> None:
    for group in (KLAS, LIPA):
        worker.row(group).get_by_role("checkbox").check()
    worker.press("Ask the chosen")
    worker.sees("not opened yet")
    worker.sees("Waiting for the home's answer")


def declines(other: Person) -> None:
    other.visit("My day")
    other.sees("Your answer is awaited")
    other.follow_number(other.main.locator(".todo"))
    other.sees_not("6120-417/2026")
    other.sees_not("Domžale")
    other.open("Decline")
    other.choose("Why?", "there is not enough staff")
    other.press("Decline")
    other.sees_a_tombstone()


def offers(counsellor: Person) -> None:
    counsellor.visit("Asks received")
    counsellor.follow_number(counsellor.main)
    counsellor.open("Offer a place")
    counsellor.press("Offer and hold the place")
    counsellor.sees("The place is held and offered.")


def accepts(worker: Person) -> None:
    worker.visit("My day")
    worker.sees("Offers to decide")
    worker.follow_number(worker.main.locator(".todo").first)
    worker.sees("there is not enough staff")
    worker.press("Accept the offer")
    worker.sees("The place is reserved. The other asks are closed.")
    worker.sees("no longer needed")


def sees_only_a_tombstone(third: Person) -> None:
    third.go("/asks?ended=yes")
    third.follow_number(third.main)
    third.sees_a_tombstone()
    third.sees_not("problems at school")


def records_the_arrival(counsellor: Person) -> None:
    counsellor.visit("My day")
    counsellor.follow_number(counsellor.main.locator(".todo").first)
    counsellor.open("Record the arrival")
    counsellor.fill("Your own reference", "J7")
    counsellor.press("Record the arrival")
    counsellor.sees("The arrival is recorded.")


def finds_it_placed(worker: Person) -> None:
    worker.visit("Requests")
    worker.sees("placed")
    worker.visit("Placements")
    worker.sees("resident")
    worker.sees_not("J7")


def records_the_departure(counsellor: Person) -> None:
    counsellor.visit("Placements")
    counsellor.page.get_by_role("link", name="J7").click()
    counsellor.open("Record the departure")
    counsellor.choose("Where to?", "return to the family")
    counsellor.press("Record the departure")
    counsellor.sees("The departure is recorded.")


def finds_it_closed(worker: Person) -> None:
    worker.visit("Requests")
    worker.follow_number(worker.main)
    worker.sees("return to the family")
