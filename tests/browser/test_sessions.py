"""A group of twelve met, and an educator marks on a phone who came: two who did not, all others in
one tap. With scripts and without, on the same form."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from network.programmes.sessions import queries, totals
from network.programmes.sessions.kinds import AttendanceMark
from tenants import clock
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.browser.views import HEIGHTS, PHONE
from tests.programmes import held, programmes

pytestmark = pytest.mark.browser
A_FINGER = 44  # pixels (WCAG 2.5.5)


def test_a_group_of_twelve_is_marked_on_a_phone(cast: Cast, owner: Engine, seated: Seated) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=12)
    for at in range(12):
        held.takes_part(cast.institution, cohort_id, f"P-{at + 1:02}")
    eva = colleague(owner, cast.institution, "Eva", Role.EDUCATOR)
    yesterday = clock.today() - timedelta(days=1)
    session_id = held.planned(
        cast.institution, cohort_id, yesterday, responsible_id=eva.scope.member_id
    )
    educator = seated(eva)
    educator.page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})

    educator.go("/sessions?show=unmarked")
    educator.page.locator(f"main a[href='/sessions/{session_id}']").click()
    marks(educator, "P-03", "No excuse")
    marks(educator, "P-08", "Late")
    educator.press("All others came")
    educator.sees("Saved. You can correct it at any time; what was marked before stays known.")
    marks(educator, "P-03", "Excused")
    educator.press("Save", at=educator.card("Who came"))

    with cast.institution.acting() as scope:
        assert queries.one(scope, session_id).session.state == "held"
        counted = totals.of_cohort(scope, cohort_id)
        assert (counted.came, counted.of(AttendanceMark.EXCUSED), counted.marked) == (11, 1, 12)


def marks(educator: Person, reference: str, mark: str) -> None:
    """One tap on a button that a finger meets."""
    person = educator.main.get_by_role("group", name=reference)
    button = person.get_by_role("radio", name=educator.say(mark), exact=True)
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= A_FINGER
    button.click()
    expect(button).to_be_checked()
