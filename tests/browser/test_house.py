"""A home puts itself on the board: by hand, or from its spreadsheet."""

from pathlib import Path

import pytest

from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.long]
DATA = Path(__file__).resolve().parent.parent / "data"


def test_the_administrator_opens_a_group_enters_who_lives_there_and_confirms(
    cast: Cast, seated: Seated
) -> None:
    administrator = seated(cast.institution)

    opens_a_group(administrator)
    enters(administrator, "A1")
    enters(administrator, "A2")
    administrator.visit("Groups")
    administrator.press("All of mine are still true")

    administrator.sees("Confirmed. Thank you.")
    worker = seated(cast.centre)
    worker.visit("Open places")
    worker.sees_places("Jadro", free=1, taken=2)
    worker.follow("Jadro")
    worker.sees("institution worker")
    worker.sees_not("A1")


def test_a_list_of_several_homes_is_looked_over_and_goes_in(cast: Cast, seated: Seated) -> None:
    steward = seated(cast.coordination)

    chooses(steward, "western_slovenia_groups.csv")
    steward.press("See what it would change")
    steward.sees("new to the network")
    steward.press("Import", at=steward.page.locator(".head"))

    steward.sees("The places are imported.")


def test_a_list_with_faults_comes_back_with_each_of_them_and_changes_nothing(
    cast: Cast, seated: Seated
) -> None:
    steward = seated(cast.coordination)

    chooses(steward, "western_slovenia_groups_incomplete.csv")
    steward.press("See what it would change", status=422)

    steward.sees("The list has faults")
    steward.visit("Open places")
    steward.sees("No home has put up places yet")


def opens_a_group(administrator: Person) -> None:
    administrator.visit("Groups")
    administrator.follow("New group", at=administrator.page.locator(".head"))
    administrator.fill("Name", "Jadro")
    administrator.choose("Form of living", "Housing group")
    administrator.fill("Places", "3")
    administrator.fill("Town", "Ljubljana")
    administrator.fill("Duty telephone", "01 234 56 78")
    administrator.fill("Youngest age", "12")
    administrator.fill("Oldest age", "18")
    administrator.tick("mixed")
    administrator.press("Put it on the board")
    administrator.sees("The group is saved.")


def enters(administrator: Person, reference: str) -> None:
    administrator.visit("Placements")
    administrator.follow("Enter who lives here already", at=administrator.page.locator(".head"))
    administrator.choose("Group", "Jadro")
    administrator.fill("Your own reference", reference)
    administrator.fill("Lives here since", "1. 9. 2026")
    administrator.press("Enter")


def chooses(steward: Person, name: str) -> None:
    steward.visit("Import places")
    steward.attach("File", DATA / name)
