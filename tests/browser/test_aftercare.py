"""Somebody leaves, something is agreed on, and half a year later the home looks how they fare; the
centre sees that it is so, and not a word of it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from tenants import clock
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.reading import typed_day

pytestmark = [pytest.mark.browser, pytest.mark.long]
REFERENCE, GROUP = "J7", "Jadro"
WE_DO, YOU_DO = "Pokličemo ob torkih.", "Pišeš, ko si doma."
CALLED, FARES = "Na praksi ga hvalijo.", "Hodi v drugi letnik."
HALF_A_YEAR, LONG_AGO = timedelta(days=175), timedelta(days=300)


@pytest.fixture
def eva(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.institution, "Eva", Role.EDUCATOR)


@pytest.fixture
def lives_here(cast: Cast) -> None:
    """Since long ago: the departure was forgotten, and is recorded late."""
    with clock.frozen(clock.now() - LONG_AGO):
        group_id = factories.group(cast.institution, name=GROUP)
        factories.arrived(cast.centre, cast.institution, group_id, REFERENCE, days=400)


def test_from_the_departure_to_the_look_back(
    cast: Cast, eva: Actor, lives_here: None, seated: Seated
) -> None:
    head, educator, worker = (seated(who) for who in (cast.institution, eva, cast.centre))
    worker.must_not_learn(REFERENCE, WE_DO, YOU_DO, CALLED, FARES)

    records_the_departure(head)
    agrees(head)
    sees_the_state(worker, "agreed on, goes on")

    is_in_touch(educator)
    looks_back(educator)
    sees_it_in_figures(head)

    makes_it_monthly(head)
    ends_it(head)
    sees_the_state(worker, "aftercare has ended")


def records_the_departure(head: Person) -> None:
    head.visit("The house")
    head.follow(REFERENCE, at=head.card(GROUP))
    head.open("Record the departure")
    head.fill("Left on", typed_day(clock.today() - HALF_A_YEAR))
    head.choose("Where to?", "return to the family")
    head.press("Record the departure")
    head.sees("The departure is recorded.")


def agrees(head: Person) -> None:
    head.follow("To the aftercare", at=head.card("Aftercare"))
    head.sees("proposed, to be decided")
    head.open("Record the agreement")
    head.fill("What we do", WE_DO)
    head.fill("What the young person does", YOU_DO)
    head.press("Save")
    head.sees("The agreement is recorded. The first contact is due by its rhythm.")
    expect(head.card("What was agreed on")).to_contain_text(WE_DO)


def opens_it(person: Person) -> None:
    person.visit("Aftercare")
    person.follow(REFERENCE)


def is_in_touch(educator: Person) -> None:
    opens_it(educator)
    educator.open("Record a contact")
    educator.choose("How?", "by telephone")
    educator.fill("Minutes", "15")
    educator.choose("How does it go?", "4")
    educator.fill("In a few words", CALLED)
    educator.press("Save")
    educator.sees("The contact is recorded.")
    expect(educator.card("Contacts")).to_contain_text(CALLED)


def looks_back(educator: Person) -> None:
    educator.open("Record a look-back")
    educator.tick("yes")
    educator.choose("Where do they live?", "with the family")
    educator.choose("School or work?", "goes to school")
    educator.choose("Placed in a home again?", "was not placed again")
    educator.fill("In a few words", FARES)
    educator.press("Save")
    educator.sees("The look-back is recorded.")
    expect(educator.card("Look-backs")).to_contain_text(FARES)


def sees_it_in_figures(head: Person) -> None:
    head.visit("Aftercare")
    head.follow("Figures of the house")
    head.sees("What was decided")


def makes_it_monthly(head: Person) -> None:
    opens_it(head)
    head.open("Change how often")
    head.choose("How often?", "about monthly")
    head.press("Save")
    head.sees("Changed. The next contact is due by the new rhythm.")


def ends_it(head: Person) -> None:
    head.open("Record the end")
    head.choose("Why?", "as it was planned")
    head.press("Save")
    head.sees("The end is recorded. How somebody fares is asked all the same.")


def sees_the_state(worker: Person, state: str) -> None:
    worker.visit("Placements")
    worker.follow("Over")
    worker.follow_number(worker.main)
    worker.follow("To the aftercare", at=worker.card("Aftercare"))
    worker.sees(state)
