"""A whole stay as an educator of the home lives it: expected, here, away, back, gone; and at every
moment the house is as it is. What an educator may not do, the head does and the educator sees."""

from datetime import datetime, timedelta

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
from tests.standing import ask_of

pytestmark = [pytest.mark.browser, pytest.mark.long]
JADRO, REFERENCE = "Jadro", "J7"
NOTE = "Po kosilu gre rada na sprehod ob morju."
FILTER = "Kdo je odšel"
ONLY_OTHERS = "Only the head, a counsellor or a crisis worker of the home manages placements."


@pytest.fixture
def eva(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.institution, "Eva", Role.EDUCATOR)


@pytest.fixture
def lan(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.institution, "Lan", Role.COUNSELLOR)


@pytest.fixture
def number(cast: Cast) -> str:
    """Of whoever comes today to a group that nobody has confirmed for three days."""
    with clock.frozen(clock.now() - timedelta(days=3)):
        group_id = factories.group(cast.institution, name=JADRO, capacity=2)
    ask_id, _ = factories.accepted(cast.centre, cast.institution, group_id)
    return ask_of(cast.institution, ask_id).number


def test_a_stay_from_the_first_day_to_the_last_as_an_educator_sees_it(
    cast: Cast, eva: Actor, lan: Actor, number: str, seated: Seated
) -> None:
    educator, head, worker = (seated(who) for who in (eva, cast.institution, cast.centre))

    begins_the_day(educator, number)
    sees_the_house(educator, number, expected=1)

    records_the_arrival(head)
    sees_the_house(educator, here=1)
    sees_on_the_board(worker, free=1, taken=1)

    notes_for_a_colleague(educator)
    reads_what_is_for_oneself(seated(lan))
    reads_nothing_of_it(worker)

    gives_weekend_leave(head)
    sees_the_house(educator, away=1)
    sees_on_the_board(worker, free=1, taken=1)
    records_the_return(head)
    sees_the_house(educator, here=1)

    records_the_plan(head)
    sees_the_next_review(educator)
    names_somebody_else_and_takes_it_back(head)
    takes_the_list_along(educator)
    sees_who_took_it(head)
    keeps_a_filter_and_opens_the_list_with_it(educator)

    records_the_departure(head)
    sees_the_house(educator)
    finds_it_among_those_who_left(educator)
    sees_on_the_board(worker, free=2)


def begins_the_day(educator: Person, number: str) -> None:
    educator.visit("My day")
    expect(educator.card("Arrivals to record")).to_contain_text(number)
    educator.press("Still true")
    educator.sees("Confirmed. Thank you.")
    educator.sees_not("Are these places still true?")


def sees_the_house(
    educator: Person, who: str = REFERENCE, *, here: int = 0, away: int = 0, expected: int = 0
) -> None:
    """The house as it is now, whoever did something last."""
    educator.visit("The house")
    educator.counts("In the house", here)
    educator.counts("Away", away)
    educator.counts("Expected", expected)
    told = who if here + away + expected else educator.say("Nobody lives here now.")
    expect(educator.card(JADRO)).to_contain_text(told)
    gone = who if away else educator.say("Everybody is in the house.")
    expect(educator.card("Away now")).to_contain_text(gone)


def opens_the_stay(person: Person) -> None:
    person.visit("The house")
    person.follow(REFERENCE, at=person.card(JADRO))


def records_the_arrival(head: Person) -> None:
    head.visit("My day")
    head.follow_number(head.card("Arrivals to record"))
    head.open("Record the arrival")
    head.fill("Your own reference", REFERENCE)
    head.press("Record the arrival")
    head.sees("The arrival is recorded.")


def sees_on_the_board(worker: Person, **places: int) -> None:
    worker.visit("Open places")
    worker.sees_places(JADRO, **places)


def notes_for_a_colleague(educator: Person) -> None:
    opens_the_stay(educator)
    educator.sees(ONLY_OTHERS)
    educator.fill("New note", NOTE)
    educator.choose("Tell a colleague of the note", "Lan")
    educator.press("Save note for us")
    educator.sees("The note is saved. Only your organisation sees it.")


def reads_what_is_for_oneself(colleague: Person) -> None:
    colleague.visit("My day")
    unread = colleague.card("Not read yet")
    expect(unread).to_contain_text(colleague.say("mentions you"))
    colleague.follow(REFERENCE, at=unread)
    colleague.sees(NOTE)
    colleague.visit("My day")
    colleague.sees_not("mentions you")


def reads_nothing_of_it(worker: Person) -> None:
    worker.visit("Placements")
    worker.follow_number(worker.main)
    worker.sees("Moved in")
    worker.sees_not(NOTE)
    worker.sees_not(REFERENCE)


def gives_weekend_leave(head: Person) -> None:
    opens_the_stay(head)
    head.open("Enter leave")
    head.choose("Kind", "weekend leave")
    head.fill("From", typed(clock.now()))
    head.fill("Until", typed(clock.now() + timedelta(days=2)))
    head.press("Enter leave")
    head.sees("The leave is entered. The place stays taken.")


def typed(moment: datetime) -> str:
    """A day and a time as people here write them; seconds fall away."""
    here = moment.astimezone(clock.LOCAL)
    return f"{typed_day(here.date())} {here.hour}.{here.minute:02}"


def records_the_return(head: Person) -> None:
    opens_the_stay(head)
    head.open("Record the return")
    head.press("Record the return")
    head.sees("The return is recorded.")


def records_the_plan(head: Person) -> None:
    opens_the_stay(head)
    head.press("The individual plan is made or reviewed")
    head.sees("Recorded. The next review is due in half a year.")


def sees_the_next_review(educator: Person) -> None:
    sees_the_house(educator, here=1)
    due = educator.card("What is due")
    expect(due).to_contain_text(educator.say("review of the individual plan"))


def names_somebody_else_and_takes_it_back(head: Person) -> None:
    card = head.card("Who answers")
    named = card.locator(".kv dd").first
    before = named.inner_text()
    head.open("Change", at=card)
    head.choose("Responsible", "Lan")
    head.press("Save", at=card)
    expect(named).to_have_text("Lan")
    head.press("Undo")
    head.sees("Taken back.")
    expect(named).to_have_text(before)


def takes_the_list_along(educator: Person) -> None:
    educator.visit("Placements")
    lines = educator.take_along("CSV").splitlines()
    assert len(lines) == 2
    assert REFERENCE in lines[1]


def sees_who_took_it(head: Person) -> None:
    head.visit("Administration")
    head.follow("Exports")
    assert head.cells("Eva")[1:3] == ["Eva", f"{head.say('Placements')}CSV"]
    assert head.cells("Eva")[-1] == "1"


def keeps_a_filter_and_opens_the_list_with_it(educator: Person) -> None:
    educator.visit("Placements")
    educator.follow("Over")
    educator.open("Keep this filter")
    educator.fill("Name of the filter", FILTER)
    educator.tick("Open the list with it")
    educator.press("Keep")
    educator.sees("The filter is kept.")
    educator.visit("Placements")
    educator.sees("Your usual filter is applied.")
    educator.sees_not(REFERENCE)
    educator.follow("Show all")
    educator.sees(REFERENCE)


def records_the_departure(head: Person) -> None:
    opens_the_stay(head)
    head.open("Record the departure")
    head.choose("Where to?", "return to the family")
    head.press("Record the departure")
    head.sees("The departure is recorded.")


def finds_it_among_those_who_left(educator: Person) -> None:
    educator.visit("Placements")
    educator.sees("Your usual filter is applied.")
    educator.sees(REFERENCE)
    educator.sees("departed")
