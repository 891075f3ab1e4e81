"""Plans, and school and work after a programme, by programs of the house."""

from typing import Any
from uuid import UUID

from network.programmes import ending
from tenants import clock
from tenants.database import transaction
from tests.actors import Cast
from tests.api import bodies
from tests.api.client import Program, problem, told
from tests.plans.plans import taking_part

GOAL = {"area": "school", "goal": "Vsak dan v šolo.", "hoped": "Mir."}
REVIEW: dict[str, Any] = {
    "held_on": bodies.today(),
    "asked": "together",
    "worker": {"school": 3, "goal_1": 2},
    "young_person": {"goal_1": 6},
    "young_words": {"goal_1": "Gre, č."},
}


def path(enrolment_id: UUID, part: str = "plan") -> str:
    return f"/enrolments/{enrolment_id}/{part}"


def test_a_plan_is_told_as_it_was_written(home: Program, cast: Cast) -> None:
    enrolment_id = taking_part(cast.institution)
    at = path(enrolment_id)
    begun = told(home.post(at, {"review_every": 4}), 201)
    assert (begun["state"], begun["goals"], begun["reviews"]) == ("active", [], [])

    [goal] = told(home.post(f"{at}/goals", GOAL), 201)["goals"]
    [review] = told(home.post(f"{at}/reviews", REVIEW), 201)["reviews"]
    assert told(home.get(f"{at}/reviews"))["items"] == [review]

    assert (goal["goal"], goal["hoped"], goal["state"]) == (GOAL["goal"], "Mir.", "open")
    said = [one for one in review["answers"] if one["party"] == "young_person"]
    assert said == [{"party": "young_person", "topic": "goal_1", "score": 6, "said": "Gre, č."}]
    closed = told(home.put(f"/plan-goals/{goal['id']}/closing", {"state": "achieved", "score": 9}))
    assert closed["goals"][0]["state"] == "achieved"
    assert GOAL["goal"] in told(home.get(f"{at}/report/draft"))["draft"]
    told(home.put(f"{at}/report", {"report": "Osnutek."}))
    finished = told(home.put(f"{at}/finish", {"report": "Konec."}))
    assert (finished["state"], finished["report"]) == ("finished", "Konec.")
    assert home.get(f"{at}/report/paper").data[:4] == b"%PDF"


def test_refusals_are_those_of_the_pages(home: Program, centre: Program, cast: Cast) -> None:
    enrolment_id = taking_part(cast.institution)
    at = path(enrolment_id)

    assert problem(home.get(at), 404)["code"] == "not_found"
    told(home.post(at, {"review_every": 4}), 201)
    assert problem(home.post(at, {"review_every": 4}), 409)["code"] == "plan_begun"
    assert problem(home.put(f"{at}/finish", {"report": "x"}), 409)["code"] == "goals_open"
    assert problem(home.post(f"{at}/reviews", REVIEW), 422)["code"] == "invalid"
    [goal] = told(home.post(f"{at}/goals", GOAL), 201)["goals"]
    told(home.post(f"{at}/reviews", REVIEW), 201)
    assert problem(home.post(f"{at}/reviews", REVIEW), 409)["code"] == "reviewed_already"
    reopening = f"/plan-goals/{goal['id']}/reopening"
    assert problem(home.put(reopening, {}), 409)["code"] == "goal_closed"
    assert problem(centre.get(at), 404)["code"] == "not_found"
    assert problem(centre.put(reopening, {}), 404)["code"] == "not_found"
    outcomes = path(enrolment_id, "outcomes")
    early = home.post(outcomes, {"stage": "exit", "reached": "declined"})
    assert problem(early, 409)["code"] == "wrong_state"


def test_whatever_changes_of_a_plan_makes_it_another_version(home: Program, cast: Cast) -> None:
    at = path(taking_part(cast.institution))
    first = home.post(at, {"review_every": 4})
    told(home.post(f"{at}/goals", GOAL), 201)

    late = home.put(f"{at}/rhythm", {"review_every": 6}, If_Match=first.headers["ETag"])
    again = home.put(f"{at}/rhythm", {"review_every": 6}, If_Match=home.get(at).headers["ETag"])

    assert (late.status_code, again.status_code) == (412, 200)


def test_school_and_work_are_told_and_counted(home: Program, cast: Cast) -> None:
    enrolment_id = taking_part(cast.institution)
    with cast.institution.acting() as scope, transaction():
        ending.complete(scope, enrolment_id, clock.today())
    said = {"stage": "exit", "reached": "reached", "in_education": "no", "employment": "looking"}

    [one] = told(home.post(path(enrolment_id, "outcomes"), said))["items"]
    figures = told(home.get("/enrolments/figures?stage=exit"))

    assert (one["stage"], one["employment"], one["education"]) == ("exit", "looking", None)
    assert [line["programme"] for line in figures["items"]] == ["Pot Č1", ""]
    assert figures["items"][0]["numbers"]["neither"] is None
    assert len(told(home.get("/review-questions"))["items"]) == 8
