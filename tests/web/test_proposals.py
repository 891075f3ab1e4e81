"""A school passes a proposal on by its pages, and a centre begins its request from it by others."""

import re
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.consent.kinds import Category
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.client import Browser
from tests.programmes.proposing import (
    Proposal,
    a_school,
    agreed,
    file,
    pass_on,
    passed,
    proposed,
)
from tests.reading import english, value_of, words
from tests.statements import asked

C = Category


@pytest.fixture
def made(cast: Cast, owner: Engine) -> Proposal:
    return proposed(owner, cast)


def sent(made: Proposal, cast: Cast, *categories: str) -> Browser:
    """The counsellor passes it on; their browser."""
    counsellor = english(made.school)
    said = {"centre_id": str(cast.centre.tenant_id), "categories": list(categories)}
    answer = counsellor.post(f"/enrolments/{made.enrolment_id}/case/proposals", said)
    assert answer.status_code == 303
    return counsellor


def test_it_goes_from_the_page_of_the_work_to_the_day_of_the_centre(
    cast: Cast, worker: Browser, made: Proposal
):
    agreed(made.school, made.person_id, C.IDENTITY, C.CONTACT)
    offered = words(english(made.school).get(f"/enrolments/{made.enrolment_id}/case"))

    counsellor = sent(made, cast, "contact")

    assert "Pass the proposal on" in offered
    passed_ = words(counsellor.get(f"/enrolments/{made.enrolment_id}/case"))
    assert "waits for the centre" in passed_
    assert "Pass the proposal on" not in passed_
    day = worker.get("/day")
    assert "advice P7" not in words(day)
    assert "mobile_team P7" in words(day)
    assert "Črnič" not in day.text
    assert "Črnič" not in worker.get("/proposals").text
    [way] = set(re.findall(r"/proposals/[0-9a-f-]{36}", day.text))
    there = words(worker.get(way))
    for said in ("Črnič", "Nikjer 1", "consent", "sections are withheld"):
        assert said in there
    assert "Ne kličite" not in there
    assert "First read" in words(counsellor.get(way))
    assert "Črnič" not in words(counsellor.get(way))


def test_the_request_is_filled_in_and_both_see_that_it_is_begun(
    cast: Cast, owner: Engine, worker: Browser
):
    made, proposal_id = passed(owner, cast)
    page = f"/proposals/{proposal_id}"

    first = worker.post(f"{page}/taking", {})
    second = worker.post(f"{page}/taking", {})

    assert first.headers["Location"] == second.headers["Location"]
    form = worker.get(first.headers["Location"])
    assert value_of(form, "age") == "15"
    assert value_of(form, "file_reference") == ""
    assert "Go on with the request" in words(worker.get(page))
    assert "the centre writes a request" in words(english(made.school).get(page))
    assert "Proposals for a place" not in words(worker.get("/day")).split("My day")[-1]


def test_put_aside_needs_a_reason_which_the_school_reads(
    cast: Cast, owner: Engine, worker: Browser
):
    made, proposal_id = passed(owner, cast)
    page = f"/proposals/{proposal_id}"

    silent = worker.post(f"{page}/refusal", {})
    done = worker.post(f"{page}/refusal", {"because": "other_help"})
    late = worker.post(f"{page}/taking", {})

    assert (silent.status_code, done.status_code, late.status_code) == (422, 303, 409)
    assert "Črnič" not in words(worker.get(page))
    school = english(made.school)
    assert "other help comes first" in words(school.get(page))
    assert "Pass the proposal on" in words(school.get(f"/enrolments/{made.enrolment_id}/case"))


def test_taken_back_it_is_gone_from_the_day_of_the_centre(
    cast: Cast, owner: Engine, worker: Browser
):
    made, proposal_id = passed(owner, cast)

    done = english(made.school).post(f"/proposals/{proposal_id}/withdrawal", {})

    assert done.status_code == 303
    assert str(proposal_id) not in worker.get("/day").text
    assert "taken back" in words(worker.get(f"/proposals/{proposal_id}"))


def test_the_page_says_what_is_missing_one_thing_after_the_other(cast: Cast, owner: Engine):
    made = proposed(owner, cast, filed=False)
    counsellor, page = english(made.school), f"/enrolments/{made.enrolment_id}/case"

    unfiled = words(counsellor.get(page))
    file(made.school, made.enrolment_id, made.person_id)
    uncovered = words(counsellor.get(page))
    agreed(made.school, made.person_id)
    ready = words(counsellor.get(page))

    assert "it has to be said whose it is" in unfiled
    assert "No legal basis covers showing who this is to a centre." in uncovered
    assert "Pass the proposal on" in ready


def test_what_is_refused_keeps_what_was_chosen(cast: Cast, made: Proposal):
    agreed(made.school, made.person_id, C.IDENTITY, C.CONTACT)
    said = {"centre_id": str(cast.centre.tenant_id), "categories": ["contact", "health"]}

    back = english(made.school).post(f"/enrolments/{made.enrolment_id}/case/proposals", said)

    assert back.status_code == 409
    assert re.search(r'name="categories" value="contact"[^>]* checked', back.text)


def test_who_may_not_finds_no_way_in(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)
    teacher = english(colleague(owner, made.school, "Učitelj", Role.EDUCATOR))
    clerk = english(colleague(owner, cast.centre, "Tajnik", Role.ADMINISTRATOR))

    for browser in (teacher, clerk):
        assert browser.get("/proposals").status_code == 403
        assert browser.get(f"/proposals/{proposal_id}").status_code == 403
    for actor in (cast.institution, cast.stranger, cast.coordination, cast.outsider):
        assert english(actor).get(f"/proposals/{proposal_id}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_ask_the_database_the_same_number_of_times(
    cast: Cast, owner: Engine, worker: Browser, number: int
):
    school = a_school(owner, cast)
    for count in range(number):
        _one_more(cast, owner, school, f"P{count}")

    with asked(school.app) as listed:
        page = worker.get("/proposals")
    with asked(school.app) as day:
        worker.get("/day")

    assert page.text.count('href="/proposals/') == number
    assert (len(listed), len(day)) == STATEMENTS


STATEMENTS = (6, 12)  # of the list, and of the day


def _one_more(cast: Cast, owner: Engine, school: Actor, reference: str) -> UUID:
    made = proposed(owner, cast, school=school, reference=reference)
    agreed(school, made.person_id)
    return pass_on(made, cast.centre)


def test_the_file_tells_where_it_went_and_who_looked(cast: Cast, owner: Engine, worker: Browser):
    made, proposal_id = passed(owner, cast)
    school = english(made.school)
    worker.get(f"/proposals/{proposal_id}")

    page = school.get(f"/files/{made.person_id}")

    assert f"/proposals/{proposal_id}" in page.text
    looks = words(school.get(f"/files/{made.person_id}/looks"))
    assert "centre worker" in looks
