"""The pages on which a mobile team works, and on which whoever asked sees what it proposes."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.programmes.cases.kinds import MobileKind, NextStep, Profession
from tenants import clock
from tenants.scope import Role, TenantKind
from tests.actors import Actor, Cast, colleague, neighbour
from tests.client import Browser
from tests.programmes import programmes
from tests.programmes.working import closed, enrolled, joined, opened, visited
from tests.reading import english, value_of, words
from tests.statements import asked

CLOSING = {
    "next_step": "placement_request",
    "situation": "Izostaja.",
    "work": "Pogovori.",
    "proposal": "Potrebuje mir.",
}


def worked(cast: Cast, counsellor: Browser, page: str, ana: Actor) -> None:
    """The team is formed, agrees a goal and comes to the family."""
    today = clock.today().isoformat()
    for who, profession in ((cast.institution, "psychologist"), (ana, "teacher")):
        said = {"member_id": str(who.scope.member_id), "profession": profession}
        assert counsellor.post(f"{page}/members", said).status_code == 303
    counsellor.post(f"{page}/goals", {"words": "Hodi v šolo.", "school_on": today})
    goal_id = value_of(counsellor.get(page), "goal_id")
    counsellor.post(f"{page}/agreements", {"goal_id": goal_id, "reached": "partly"})
    counsellor.post(
        f"{page}/meetings",
        {"day": today, "place": "home", "minutes": "45", "present": ["parents"], "notes": "Mir."},
    )


def test_a_team_works_and_proposes(cast: Cast, worker: Browser, counsellor: Browser, owner: Engine):
    ana = colleague(owner, cast.institution, "Ana", Role.EDUCATOR)
    enrolment_id = enrolled(cast.centre, cast.institution)
    page, today = f"/enrolments/{enrolment_id}/case", clock.today().isoformat()

    assert page in counsellor.get(f"/enrolments/{enrolment_id}").text
    early = worker.get(page)
    begun = counsellor.post(f"{page}/opening", {"kind": "team", "opened_on": today})
    alone = counsellor.post(
        f"{page}/meetings", {"day": today, "place": "school", "minutes": "45", "notes": "Zmeda."}
    )
    worked(cast, counsellor, page, ana)
    silent = counsellor.post(f"{page}/closing", {"next_step": "close", "situation": "Izostaja."})
    done = counsellor.post(f"{page}/closing", CLOSING)

    assert (early.status_code, begun.status_code, alone.status_code) == (404, 303, 409)
    assert "Zmeda." in alone.text
    assert (silent.status_code, done.status_code) == (422, 303)
    shown = words(counsellor.get(page))
    for said in ("Hodi v šolo.", "reached in part", "45 minutes", "Mir.", "Potrebuje mir.", "Ana"):
        assert said in shown
    seen = words(worker.get(page))
    assert "look for a place" in seen
    assert "Potrebuje mir." not in seen
    assert "Hodi" not in seen
    printed = counsellor.get(f"{page}/report.pdf")
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert worker.get(f"{page}/report.pdf").status_code == 404


def test_the_proposal_leads_a_centre_to_its_request(cast: Cast, worker: Browser):
    enrolment_id = opened(cast.centre, cast.institution)
    closed(cast.institution, enrolment_id, NextStep.PLACEMENT_REQUEST)

    page = worker.get(f"/enrolments/{enrolment_id}/case")
    form = worker.get("/requests/new?age=15&sex=female&region=osrednjeslovenska")

    assert "/requests/new?age=15&amp;sex=female&amp;region=osrednjeslovenska" in page.text
    assert value_of(form, "age") == "15"


def test_a_school_is_told_who_writes_the_request(cast: Cast, owner: Engine):
    school = neighbour(owner, cast.centre, "OŠ", TenantKind.SCHOOL, Role.COUNSELLOR)
    enrolment_id = opened(school, cast.institution)
    closed(cast.institution, enrolment_id, NextStep.PLACEMENT_REQUEST)

    page = english(school).get(f"/enrolments/{enrolment_id}/case")

    assert "The centre for social work writes a request" in words(page)
    assert "/requests/new" not in page.text


def test_a_goal_that_was_refused_keeps_what_was_typed(cast: Cast, counsellor: Browser):
    enrolment_id = opened(cast.centre, cast.institution)
    page = f"/enrolments/{enrolment_id}/case"
    counsellor.post(f"{page}/goals", {"words": "Hodi v šolo."})
    goal_id = value_of(counsellor.get(page), "goal_id")

    back = counsellor.post(f"{page}/agreements", {"goal_id": goal_id, "school_on": "1. 1. 2099"})

    assert back.status_code == 422
    assert "1. 1. 2099" in back.text


def test_only_the_head_forms_a_team(cast: Cast, owner: Engine):
    ana = colleague(owner, cast.institution, "Ana", Role.COUNSELLOR)
    enrolment_id = opened(cast.centre, cast.institution, MobileKind.TEAM)
    page = f"/enrolments/{enrolment_id}/case"
    said = {"member_id": str(ana.scope.member_id), "profession": "teacher"}

    assert "Only the head of the house forms a team." in words(english(ana).get(page))
    assert english(ana).post(f"{page}/members", said).status_code == 403
    joined(cast.institution, enrolment_id, ana, Profession.TEACHER)
    gone = {"member_id": said["member_id"]}
    assert english(cast.institution).post(f"{page}/departures", gone).status_code == 303


def test_where_nobody_works_like_that_there_is_no_page(cast: Cast, counsellor: Browser):
    programme_id, _ = programmes.published(cast.institution)
    enrolment_id = programmes.enrolled(cast.centre, cast.institution, programme_id)

    assert counsellor.get(f"/enrolments/{enrolment_id}/case").status_code == 404
    assert "/case" not in counsellor.get(f"/enrolments/{enrolment_id}").text


@pytest.mark.parametrize("path", ["", "/report.pdf"])
def test_a_stranger_finds_nothing(cast: Cast, path: str):
    enrolment_id = opened(cast.centre, cast.institution)
    closed(cast.institution, enrolment_id)

    answer = english(cast.stranger).get(f"/enrolments/{enrolment_id}/case{path}")

    assert answer.status_code == 404


def test_three_visits_cost_no_more_than_one(cast: Cast, counsellor: Browser, app: Flask):
    enrolment_id = opened(cast.centre, cast.institution)
    counts = []
    for number in range(3):
        visited(cast.institution, enrolment_id, notes=f"Obisk {number}")
        counsellor.post(f"/enrolments/{enrolment_id}/case/goals", {"words": f"Cilj {number}"})
        counsellor.get(f"/enrolments/{enrolment_id}/case")
        with asked(app) as said:
            counsellor.get(f"/enrolments/{enrolment_id}/case")
        counts.append(len(said))

    assert len(set(counts)) == 1
