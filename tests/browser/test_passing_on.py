"""A case goes to another centre: asked for by a number, handed over, taken over."""

import pytest
from sqlalchemy import Engine

from network.records import door
from tenants.database import transaction
from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.transfers.centres import case_of, other_centre, task

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_case_goes_to_the_centre_that_asks_for_it(
    cast: Cast, owner: Engine, seated: Seated
) -> None:
    other, person_id = other_centre(owner, cast.centre), case_of(cast.centre)
    task(cast.centre, person_id, other)
    with cast.centre.acting() as scope, transaction():
        number = door.person(scope, person_id).number
    there, here = seated(other), seated(cast.centre)
    there.must_not_learn("oreščki")

    there.visit("Files")
    there.follow("Cases passed on")
    there.press("Ask for the case", status=422)
    there.main.locator("#owner_id, [name=owner_id]").first.select_option(label="centre")
    there.fill("Number of its file", number)
    there.choose("Reason", "the young person lives in our area now")
    there.press("Ask for the case")
    there.sees("waits for an answer")

    here.visit("Files")
    here.follow("Cases passed on")
    here.follow_number(here.main)
    here.sees("Handed over, with the legal basis for each:")
    here.press("Hand the case over")

    there.must_not_learn()
    there.go(there.page.url)
    there.press("Take the case over")
    there.follow("To the file")
    there.sees("oreščki")
