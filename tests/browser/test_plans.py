"""Somebody has a plan: they write down a goal, sit down together, and it comes to its end; then one
tells what came of it."""

from collections.abc import Callable

import pytest

from network.plans import filing
from network.programmes import ending
from network.records import door
from tenants import clock
from tenants.database import transaction
from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.own_pages.pages import file_of, opened
from tests.plans.plans import begun, taking_part

pytestmark = pytest.mark.browser
ANSWERED = {
    "worker.school": "4",
    "young_person.school": "6",
    "worker.goal_1": "3",
    "young_person.goal_1": "5",
}


def test_from_a_goal_to_the_final_report_and_to_what_came_of_it(cast: Cast, seated: Seated) -> None:
    enrolment_id = taking_part(cast.institution)
    worker = seated(cast.institution)
    worker.go(f"/enrolments/{enrolment_id}")
    worker.follow("Plan")
    worker.press("Begin the plan")
    _writes_a_goal(worker)
    _sits_down(worker)
    worker.open("Close the goal")
    worker.choose("How did it end?", "achieved")
    worker.press("Close the goal")
    worker.follow("Final report")
    worker.press("Finish the plan")
    worker.sees("As PDF, to be printed")
    with cast.institution.acting() as scope, transaction():
        ending.complete(scope, enrolment_id, clock.today())
    worker.go(f"/enrolments/{enrolment_id}")
    worker.follow("School and work")
    worker.tick("could not be reached")
    worker.press("Keep")
    worker.sees("not told yet")
    worker.go("/enrolments/figures")
    worker.sees("School and work by programme")


def _writes_a_goal(worker: Person) -> None:
    worker.open("Add a goal")
    worker.choose("Area of life", "school")
    worker.fill("Goal", "Vsak dan v šolo.")
    worker.press("Keep the goal")
    worker.sees("After the first review the answers are drawn here.")


def _sits_down(worker: Person) -> None:
    worker.follow("Review the plan")
    worker.press("Keep the review", 422)
    worker.tick("asked together, at the table")
    for name, score in ANSWERED.items():
        worker.page.locator(f'select[name="{name}"]').select_option(score)
    worker.press("Keep the review")
    assert worker.main.locator("svg polyline").count()


def test_the_young_person_says_on_their_own_page_how_it_is_going(
    cast: Cast, visitors: Callable[[], Person]
) -> None:
    house, person_id = cast.institution, file_of(cast.institution)
    enrolment_id = taking_part(house)
    begun(house, enrolment_id, "Vsak dan v šolo.", review_every=2)
    with house.acting() as scope, transaction():
        number = door.person(scope, person_id).number
        filing.link_file(scope, enrolment_id, file_number=number)
    page = opened(house, person_id)
    young = visitors()
    young.go(f"/own/{page.link}")
    young.fill("Code or your word", page.code)
    young.press("Open")
    young.fill("Your word", "vetrnica")
    young.press("Keep it")
    young.follow("Say how it is going")
    young.page.locator('select[name="young_person.goal_1"]').select_option("7")
    young.press("Send")
    young.follow("Say how it is going")
    assert young.page.locator('select[name="young_person.goal_1"]').input_value() == "7"
