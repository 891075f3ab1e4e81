"""The house view: who is on which place until when, and what is due for whom."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from network.placements import actions
from network.placements.reasons import AbsenceKind
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast
from tests.numbers import YEAR
from tests.reading import english, words
from tests.statements import asked

DAY = timedelta(days=1)


@pytest.fixture
def group_id(cast: Cast) -> UUID:
    return factories.group(cast.institution, capacity=5)


def on_leave(home: Actor, placement_id: UUID) -> None:
    with home.acting() as scope, transaction():
        now = clock.now()
        actions.grant_leave(
            scope,
            placement_id,
            kind=AbsenceKind.WEEKEND_LEAVE,
            begins_at=now,
            until_at=now + DAY,
        )


def test_everybody_stands_on_their_place_with_what_is_due(cast: Cast, group_id: UUID) -> None:
    factories.arrived(cast.centre, cast.institution, group_id, "J7")
    on_leave(cast.institution, factories.stay(cast.institution, group_id, "H2"))
    factories.accepted(cast.centre, cast.institution, group_id)

    page = words(english(cast.institution).get("/house"))

    for told in (f"J7 {YEAR}-0001", "H2", f"{YEAR}-0002", "return, or decision about the place"):
        assert told in page
    assert "In the house 1 Away 1" in page
    assert "on leave until" in page


def test_what_is_overdue_stands_first(cast: Cast, group_id: UUID) -> None:
    factories.stay(cast.institution, group_id, "A1")
    factories.stay(cast.institution, group_id, "B2", planned_end=clock.today() + 2 * DAY)

    with clock.frozen(clock.now() + 3 * DAY):
        page = words(english(cast.institution).get("/house"))

    assert page.index("B2") < page.index("A1")
    assert "past the planned end" in page
    assert "departure or extension, overdue since" in page


def test_a_group_can_be_looked_at_alone(cast: Cast, group_id: UUID) -> None:
    other = factories.group(cast.institution, name="Sidro")
    factories.stay(cast.institution, group_id, "A1")
    factories.stay(cast.institution, other, "B2")

    page = words(english(cast.institution).get(f"/house?group={other}"))

    assert "B2" in page
    assert "A1" not in page


def test_the_house_is_for_its_staff(cast: Cast, group_id: UUID) -> None:
    factories.stay(cast.institution, group_id, "J7")

    assert english(cast.centre).get("/house").status_code == 403
    assert "J7" not in words(english(cast.stranger).get("/house"))


def test_a_house_of_three_costs_no_more_than_a_house_of_one(
    app: Flask, cast: Cast, group_id: UUID
) -> None:
    reader = english(cast.institution)
    counted = []
    for reference in ("A", "B", "C"):
        _, placement_id = factories.arrived(cast.centre, cast.institution, group_id, reference)
        on_leave(cast.institution, placement_id)
        reader.get("/house")
        with asked(app) as statements:
            assert reader.get("/house").status_code == 200
        counted.append(len(statements))

    assert counted[0] == counted[2]
