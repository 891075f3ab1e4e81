"""A school asks for advisers, who work and propose what comes next; a centre goes on from there."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from network.programmes import asking, enrolling
from network.requests.models import Ask
from tenants import clock
from tenants.database import db, transaction
from tenants.scope import Role, TenantKind
from tests.actors import Actor, Cast, neighbour
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.programmes import programmes
from tests.reading import typed_day

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_school_asks_from_a_file_and_what_is_proposed_reaches_a_centre(
    cast: Cast, owner: Engine, seated: Seated
) -> None:
    programmes.published(cast.institution, name="Svetovalnica", kind="advice")
    asker = neighbour(owner, cast.centre, "OŠ Lipe", TenantKind.SCHOOL, Role.COUNSELLOR)
    school, house, centre = seated(asker), seated(cast.institution), seated(cast.centre)

    begins_the_file(school)
    asks(school)
    enrolment_id = takes_in(cast.institution, asker)
    house.go(f"/enrolments/{enrolment_id}")
    house.follow("Advice and mobile team")
    works_and_proposes(house)

    comes_to_the_work(school, enrolment_id)
    school.sees_not("Noče vstati.")
    records_what_the_mother_agrees_to(school)
    comes_to_the_work(school, enrolment_id)
    passes_it_on(school)
    takes_it_up(centre)
    comes_to_the_work(school, enrolment_id)
    school.sees("the centre writes a request")


def begins_the_file(school: Person) -> None:
    school.visit("Files")
    school.follow("Begin a file")
    school.fill("First name", "Živa")
    school.fill("Last name", "Črnič")
    school.fill("Date of birth", typed_day(date(clock.today().year - 14, 1, 1)))
    school.press("Begin a file")


def asks(school: Person) -> None:
    """From the file; without what was tried already it comes back as it was typed."""
    school.open("Ask for a programme")
    school.main.get_by_label(school.say("Programme")).select_option(index=1)
    school.press("Write the request")
    school.holds("Age", "14")
    school.choose("Sex", "girl")
    school.choose("Region", "Osrednjeslovenska")
    school.choose("School", "primary school")
    school.press("Ask for the programme", status=422)
    school.sees("A school says which help it has given already.")
    school.fill("Which help was given already?", "Pogovori s svetovalno službo.")
    school.press("Ask for the programme")


def comes_to_the_work(school: Person, enrolment_id: UUID) -> None:
    school.go(f"/enrolments/{enrolment_id}")
    school.follow("Advice and mobile team")
    school.sees("look for a place")


def records_what_the_mother_agrees_to(school: Person) -> None:
    """The page says what is missing, and leads to where it is recorded."""
    school.follow("Record a legal basis")
    school.go(school.page.url + "/consent")
    for what in ("identity", "contact"):
        school.tick(what)
    school.choose("For what", "finding a place and living there")
    school.tick("the mother")
    school.choose("How it was given", "signed on paper")
    school.fill("Until", typed_day(date(clock.today().year + 1, 1, 1)))
    school.press("Record")


def passes_it_on(school: Person) -> None:
    school.tick("contact")
    school.press("Pass the proposal on")
    school.sees("waits for the centre")


def takes_it_up(centre: Person) -> None:
    """It stands on the day without a name; read, it fills in the request."""
    centre.must_not_learn("Črnič")
    centre.visit("My day")
    centre.sees("Svetovalnica")
    centre.must_not_learn()
    centre.follow_number(centre.row("Svetovalnica"))
    centre.sees("Črnič")
    centre.press("Write a request for a place")
    centre.holds("Age", "14")


def takes_in(house: Actor, asker: Actor) -> UUID:
    """The house offers a seat, the school takes it, and the first day comes."""
    with house.acting() as scope, transaction():
        ask_id = db.session.scalars(select(Ask.id).where(Ask.recipient_id == scope.tenant_id)).one()
        asking.offer(scope, ask_id)
    with asker.acting() as scope, transaction():
        enrolment_id = enrolling.accept(scope, ask_id).id
    with house.acting() as scope, transaction():
        enrolling.begin(scope, enrolment_id, began_on=clock.today(), reference="S1")
    return enrolment_id


def works_and_proposes(house: Person) -> None:
    house.choose("Kind", "expert opinion")
    house.press("Begin")
    house.open("New goal")
    house.fill("What is to be reached?", "Vstane in gre v šolo.")
    house.press("Save")
    house.open("Record a visit or a talk")
    house.choose("Where", "at school")
    house.fill("Minutes", "60")
    house.fill("Notes", "Noče vstati.")
    house.press("Record")
    house.open("Write the report")
    house.fill("How it was at the beginning", "Noče vstati.")
    house.fill("What we did", "Pogovori.")
    house.fill("What we propose, and why", "Potrebuje odločbo.")
    house.choose("Proposed next step", "look for a place")
    house.press("Close with this report")
    house.sees("The report is kept. Whoever asked sees what you propose.")
