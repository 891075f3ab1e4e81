"""A plan, its reviews and its report, and school and work afterwards, on the pages of a house."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from network.plans import own, queries
from network.plans.questions import Question
from network.programmes import ending, following
from network.records import actions as files
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor, Cast
from tests.plans.plans import GOAL, begun, reviewed, taking_part
from tests.programmes import programmes
from tests.statements import asked as asked_for

SECTION = '<section class="mb2">'
NEW_GOAL = {"area": "school", "goal": GOAL, "hoped": "Zjutraj vstanem č."}


def sat_down(**told: Any) -> dict[str, Any]:
    """A review of today as a form sends it."""
    return {"held_on": clock.today().isoformat(), "asked": "together"} | told


def read(house: Actor, enrolment_id: UUID) -> queries.Read:
    with house.acting() as scope:
        return queries.read(scope, own.plan(scope, enrolment_id))


def test_a_plan_from_its_page_to_the_printed_report(cast: Cast) -> None:
    enrolment_id = taking_part(cast.institution)
    house, page = cast.institution.browser(), f"/enrolments/{enrolment_id}/plan"
    assert page in house.get(f"/enrolments/{enrolment_id}").text
    assert "Začnite načrt" in house.get(page).text

    assert house.post(page, {"review_every": "6"}).status_code == 303
    assert house.post(f"{page}/goals", NEW_GOAL).status_code == 303
    assert GOAL in house.get(page).text
    assert "Kako ti gre v šoli ali pri delu?" in house.get(f"{page}/review").text
    held = house.post(
        f"{page}/reviews",
        sat_down(**{"worker.school": "3", "young_person.goal_1": "5", "young_words.goal_1": "Ah."}),
    )
    assert held.status_code == 303
    shown = house.get(page).text
    assert "<polyline" in shown
    assert "Ah." in shown
    goal_id = read(cast.institution, enrolment_id).goals[0].row.id
    closed = house.post(f"/plan-goals/{goal_id}/closing", {"state": "partly", "score": "6"})
    assert closed.status_code == 303
    assert GOAL in house.get(f"{page}/report").text
    done = house.post(f"{page}/finish", {"report": "Pot je bila dolga."})
    assert done.status_code == 303
    assert "Pot je bila dolga." in house.get(f"{page}/report").text
    printed = house.get(f"{page}/report/paper")
    assert printed.get_data()[:4] == b"%PDF"
    assert "načrt je končan" in house.get(page).text


def test_what_is_refused_comes_back_as_it_was_typed(cast: Cast) -> None:
    enrolment_id = taking_part(cast.institution)
    begun(cast.institution, enrolment_id, GOAL, "Drugi cilj.")
    house, page = cast.institution.browser(), f"/enrolments/{enrolment_id}/plan"

    empty = house.post(f"{page}/reviews", sat_down(agreed="Dogovor ostane."))
    wrong = house.post(f"{page}/reviews", sat_down(**{"worker.school": "11"}))
    unended = house.post(f"{page}/finish", {"report": "Prezgodaj."})
    second = read(cast.institution, enrolment_id).goals[1].row.id
    no_end = house.post(f"/plan-goals/{second}/closing", {"score": "6"})
    reworded = house.post(f"/plan-goals/{second}/wording", {"area": "school", "goal": ""})

    assert (empty.status_code, wrong.status_code, unended.status_code) == (422, 422, 409)
    assert "Dogovor ostane." in empty.text
    assert "Odgovorite vsaj na eno vprašanje." in empty.text
    assert 'id="worker-school-error"' in wrong.text or "worker-school-error" in wrong.text
    assert "Prezgodaj." in unended.text
    assert (no_end.status_code, reworded.status_code) == (422, 422)
    assert 'id="close-2-state-error"' in no_end.text


def test_a_second_review_on_the_same_day_says_so(cast: Cast) -> None:
    enrolment_id = taking_part(cast.institution)
    begun(cast.institution, enrolment_id, GOAL)
    reviewed(cast.institution, enrolment_id)

    back = cast.institution.browser().post(
        f"/enrolments/{enrolment_id}/plan/reviews", sat_down(**{"worker.home": "2"})
    )

    assert back.status_code == 409
    assert "Na ta dan je bil načrt že pregledan." in back.text


def test_who_asked_for_it_and_strangers_find_no_plan(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    enrolment_id = programmes.enrolled(cast.centre, cast.institution, programme_id)
    begun(cast.institution, enrolment_id, GOAL)
    parts = ("plan", "plan/review", "plan/report", "plan/report/paper", "outcomes")

    for actor in (cast.centre, cast.stranger):
        browser = actor.browser()
        found = [browser.get(f"/enrolments/{enrolment_id}/{part}").status_code for part in parts]
        assert found == [404] * len(parts)
        assert browser.post(f"/enrolments/{enrolment_id}/plan", {}).status_code == 404
    assert "/plan" not in cast.centre.browser().get(f"/enrolments/{enrolment_id}").text
    assert cast.coordination.browser().get("/enrolments/figures").status_code == 403


@pytest.mark.parametrize("part", ["plan", "plan/review", "plan/report"])
def test_a_page_takes_as_many_queries_for_three_goals_as_for_one(cast: Cast, part: str) -> None:
    house = cast.institution
    small, large = taking_part(house, "A"), taking_part(house, "B")
    begun(house, small, GOAL)
    begun(house, large, GOAL, "Drugi.", "Tretji.")
    reviewed(house, small)
    for weeks in range(3):
        with clock.frozen(clock.now() + timedelta(weeks=weeks)):
            reviewed(house, large, worker={"school": 3, "goal_1": 4, "goal_2": 5})
    with clock.frozen(clock.now() + timedelta(weeks=3)):
        browser = house.browser()
        browser.get(f"/enrolments/{small}/{part}")
        with asked_for(house.app) as one:
            browser.get(f"/enrolments/{small}/{part}")
        with asked_for(house.app) as three:
            browser.get(f"/enrolments/{large}/{part}")

    assert len(three) == len(one)


def test_school_and_work_are_told_and_counted(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    browser, page = house.browser(), f"/enrolments/{enrolment_id}/outcomes"
    assert "po koncu" in browser.get(page).text
    with house.acting() as scope, transaction():
        ending.complete(scope, enrolment_id, clock.today())
    assert page in browser.get(f"/enrolments/{enrolment_id}").text

    wrong = browser.post(page, {"stage": "exit"})
    told = {"stage": "exit", "reached": "reached", "in_education": "yes", "employment": "employed"}
    done = browser.post(page, told | {"education": "vocational", "qualification": "none"})

    assert (wrong.status_code, done.status_code) == (422, 303)
    assert "poklicna šola, tri leta" in browser.get(page).text
    with house.acting() as scope:
        assert following.told_of(scope, enrolment_id)[0].in_education == "yes"
    counted = browser.get("/enrolments/figures?stage=exit").text
    assert "Pot Č1" in counted
    assert "&lt; 5" in counted
    assert "Doslej nihče" in browser.get("/enrolments/figures?stage=months_24").text
    assert "Doslej nihče" in browser.get("/enrolments/figures?stage=months_12").text
    assert "Pot Č1" in browser.get("/enrolments/figures?stage=nonsense").text


def test_the_file_of_an_enrolment_is_named_on_its_plan(cast: Cast) -> None:
    house, enrolment_id = cast.institution, taking_part(cast.institution)
    with house.acting() as scope, transaction():
        number = files.begin(scope, last_name="Izmišljena").number
    browser, page = house.browser(), f"/enrolments/{enrolment_id}/plan"

    wrong = browser.post(f"{page}/file", {"file_number": "2020-9999"})
    done = browser.post(f"{page}/file", {"file_number": number})

    assert (wrong.status_code, done.status_code) == (422, 303)
    assert number in browser.get(page).text


def test_every_question_is_asked_of_both_in_words_of_their_own(cast: Cast) -> None:
    enrolment_id = taking_part(cast.institution)
    begun(cast.institution, enrolment_id)

    shown = cast.institution.browser().get(f"/enrolments/{enrolment_id}/plan/review").text

    for each in Question:
        assert f'name="worker.{each}"' in shown
        assert f'name="young_person.{each}"' in shown


def test_older_reviews_are_on_the_pages_after_and_the_curve_keeps_them_all(cast: Cast) -> None:
    enrolment_id, many = taking_part(cast.institution), queries.SHOWN + 3
    begun(cast.institution, enrolment_id)
    first = clock.now()
    for at in range(many):
        with clock.frozen(first + timedelta(days=at)):
            reviewed(cast.institution, enrolment_id, worker={"school": at % 11}, worker_words={})
    page = f"/enrolments/{enrolment_id}/plan"
    with clock.frozen(first + timedelta(days=many)):
        house = cast.institution.browser()
        newest = house.get(page).text
        after = read(cast.institution, enrolment_id).reviews_before().after
        older = house.get(f"{page}?before={after}").text
        nowhere = house.get(f"{page}?before={enrolment_id}").text

    assert newest.count(SECTION) == nowhere.count(SECTION) == 26
    assert older.count(SECTION) == 3
    assert f"before={after}#reviews" in newest
    assert 'rel="prev"' in older
    assert newest.count('<circle class="worker"') == older.count('<circle class="worker"') == many
    assert f"{many} pregledov" in newest
