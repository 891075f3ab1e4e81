"""What there is beside places: a worker finds it, and anybody reads it without signing in."""

from collections.abc import Callable

import pytest

from tests.actors import Cast
from tests.browser.conftest import Seated
from tests.browser.person import Person
from tests.programmes import programmes

pytestmark = pytest.mark.browser


def test_a_worker_finds_a_programme_and_anybody_reads_it(
    cast: Cast, seated: Seated, visitors: Callable[[], Person]
) -> None:
    programmes.published(cast.institution, name="Igra", age_from=6, age_to=10, kind="advice")
    programmes.published(cast.institution, name="Varna pot")
    worker = seated(cast.centre)

    worker.visit("Programmes")
    worker.sees("Igra")
    worker.open_filter()
    worker.tick("15 to 18 years")
    worker.press("Show")
    worker.sees_not("Igra")
    worker.follow("Varna pot")
    worker.sees("How to refer")

    anybody = visitors()
    anybody.go("/sign-in")
    way = anybody.main.locator("a[href^='/directory/']")
    anybody.go(str(way.get_attribute("href")))
    anybody.follow("Igra")
    anybody.sees("How to ask")
