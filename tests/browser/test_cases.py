"""A school asks for a mobile team, which works and proposes what comes next."""

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

pytestmark = pytest.mark.browser


def test_a_school_asks_and_sees_what_the_advisers_propose(
    cast: Cast, owner: Engine, seated: Seated
) -> None:
    programmes.published(cast.institution, name="Svetovalnica", kind="advice")
    asker = neighbour(owner, cast.centre, "OŠ Lipe", TenantKind.SCHOOL, Role.COUNSELLOR)
    school, house = seated(asker), seated(cast.institution)

    asks(school)
    enrolment_id = takes_in(cast.institution, asker)
    house.go(f"/enrolments/{enrolment_id}")
    house.follow("Advice and mobile team")
    works_and_proposes(house)

    school.go(f"/enrolments/{enrolment_id}")
    school.follow("Advice and mobile team")
    school.sees("start the guidance procedure")
    school.sees_not("Noče vstati.")


def asks(school: Person) -> None:
    school.visit("Programmes")
    school.follow("Svetovalnica")
    school.follow("Ask for it")
    school.fill("Your own file reference", "S-7/2026")
    school.fill("Age", "14")
    school.choose("Sex", "boy")
    school.choose("Region", "Osrednjeslovenska")
    school.choose("School", "primary school")
    school.press("Ask for the programme")


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
    house.choose("Proposed next step", "start the guidance procedure")
    house.press("Close with this report")
    house.sees("The report is kept. Whoever asked sees what you propose.")
