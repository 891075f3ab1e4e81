"""The young person says on their own page how it is going, and it stands in the review."""

from datetime import timedelta
from uuid import UUID

import pytest

from network.consent.giving import Giver
from network.own_pages import reviewing as own_reviewing
from network.plans import beforehand, filing, own
from network.records import door
from tenants import clock
from tenants.database import db, transaction
from tests.actors import Cast
from tests.own_pages.pages import file_of, opened, settled, visiting
from tests.plans.plans import GOAL, begun, reviewed, taking_part
from tests.reading import english, words
from tests.web.test_own import Visitor

SAID = {"young_person.goal_1": "7", "young_words.goal_1": "Gre mi, č.", "young_person.school": "4"}


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return file_of(cast.institution)


@pytest.fixture
def enrolment_id(cast: Cast, person_id: UUID) -> UUID:
    """Of somebody whose plan is reviewed in two weeks."""
    found = taking_part(cast.institution)
    begun(cast.institution, found, GOAL, review_every=2)
    with cast.institution.acting() as scope, transaction():
        number = door.person(scope, person_id).number
        filing.link_file(scope, found, file_number=number)
    return found


@pytest.fixture
def young(cast: Cast, person_id: UUID) -> Visitor:
    visitor = Visitor(cast.institution.app)
    visitor.client.set_cookie("pristan_language", "en")
    visitor.come_in(opened(cast.institution, person_id))
    return visitor


def test_what_is_said_beforehand_stands_in_the_form_of_the_review(
    cast: Cast, enrolment_id: UUID, young: Visitor
) -> None:
    assert "Say how it is going" in words(young.get("/own"))
    assert GOAL in words(young.get("/own/plan"))

    empty = young.post("/own/plan", {})
    wordy = young.post("/own/plan", {"young_words.school": "Brez številke."})
    done = young.post("/own/plan", SAID)

    assert (empty.status_code, wordy.status_code, done.status_code) == (422, 422, 303)
    assert "Brez številke." in wordy.text
    assert "You can still change it." in words(young.get("/own"))
    assert "Gre mi, č." in young.get("/own/plan").text
    review = english(cast.institution).get(f"/enrolments/{enrolment_id}/plan/review")
    assert "Gre mi, č." in review.text
    assert "The young person answered on their own page" in words(review)
    reviewed(cast.institution, enrolment_id)
    with cast.institution.acting() as scope:
        assert beforehand.said(scope, own.plan(scope, enrolment_id)) is None


def test_nothing_is_asked_long_before_a_review_nor_of_whom_there_is_no_plan(
    cast: Cast, enrolment_id: UUID, young: Visitor
) -> None:
    with cast.institution.acting() as scope, transaction():
        plan = own.plan(scope, enrolment_id)
        plan.next_review_on = clock.today() + timedelta(days=15)
        db.session.flush()

    assert "Say how it is going" not in words(young.get("/own"))
    assert young.get("/own/plan").status_code == 404
    assert young.post("/own/plan", SAID).status_code == 404


def test_parents_are_not_asked_in_their_childs_place(
    cast: Cast, enrolment_id: UUID, person_id: UUID
) -> None:
    page = opened(cast.institution, person_id, Giver.MOTHER)

    with visiting(cast.institution, settled(page)) as scope:
        assert own_reviewing.coming(scope) is None


def test_another_young_person_finds_nothing_of_it(cast: Cast, enrolment_id: UUID) -> None:
    page = opened(cast.institution, file_of(cast.institution, first_name="Druga"))

    with visiting(cast.institution, settled(page)) as scope:
        assert own_reviewing.coming(scope) is None
