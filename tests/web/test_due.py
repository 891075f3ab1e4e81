"""Everything that is due stands on one page; the head lets go what need not be done, and the
organisation says when it works."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.clocks import actions, hours
from network.clocks.kinds import ClockKind
from network.clocks.queries import of_subjects
from network.clocks.subjects import Subject, SubjectKind
from tenants import clock
from tenants.clock import frozen
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.client import Browser
from tests.numbers import YEAR
from tests.reading import english, posted, value_of, words
from tests.statements import asked

MONDAY = datetime(2026, 11, 23, 9, tzinfo=clock.LOCAL)


def due_at(actor: Actor, ask_id: UUID) -> list[datetime]:
    with actor.acting() as scope:
        return [due.clock.due_at for due in of_subjects(scope, [ask_id])[ask_id]]


def clock_of(actor: Actor, subject_id: UUID) -> UUID:
    with actor.acting() as scope:
        return of_subjects(scope, [subject_id])[subject_id][0].clock.id


def planned(actor: Actor, group_id: UUID, kind: ClockKind = ClockKind.FULL_REVIEW) -> UUID:
    with actor.acting() as scope, transaction():
        return actions.start(scope, kind, Subject(SubjectKind.GROUP, group_id, "Jadro")).id


def test_a_head_lets_something_go_with_a_reason_and_the_other_side_sees_it(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    ask_id = factories.ask(cast.centre, group_id)
    clock_id = clock_of(cast.institution, ask_id)

    before = words(counsellor.get("/deadlines"))
    silent = counsellor.post(f"/deadlines/{clock_id}/excuse", {"reason": " "})
    after = posted(counsellor, f"/deadlines/{clock_id}/excuse", reason="The whole house is ill.")
    again = counsellor.post(f"/deadlines/{clock_id}/excuse", {"reason": "Once more."})

    assert f"{YEAR}-0001" in before
    assert "answer to the ask" in before
    assert silent.status_code == 422
    assert "Why need it not be done?" in words(silent)
    assert "It is let go." in after
    assert "Nothing is due" in after
    assert again.status_code == 409


def test_what_the_law_sets_is_not_let_go(cast: Cast, counsellor: Browser, group_id: UUID):
    clock_id = planned(cast.institution, group_id, ClockKind.COURT_FILE)

    page = words(counsellor.get("/deadlines"))
    answer = counsellor.post(f"/deadlines/{clock_id}/excuse", {"reason": "The house is ill."})

    assert "Let it go" not in page
    assert answer.status_code == 409
    assert "The law sets this deadline" in words(answer)


def test_nobody_but_a_head_lets_go(cast: Cast, owner: Engine, group_id: UUID):
    clock_id = planned(cast.institution, group_id)
    educator = english(colleague(owner, cast.institution, "Vid", Role.COUNSELLOR))
    stranger = english(cast.stranger)

    assert "Let it go" not in words(educator.get("/deadlines"))
    assert educator.post(f"/deadlines/{clock_id}/excuse", {"reason": "x"}).status_code == 403
    assert stranger.post(f"/deadlines/{clock_id}/excuse", {"reason": "x"}).status_code == 404


def test_a_long_list_is_shown_some_at_a_time_in_the_same_number_of_queries(
    app: Flask, cast: Cast, counsellor: Browser
):
    for number in range(3):
        planned(cast.institution, factories.group(cast.institution, name=f"One {number}"))
        if number == 0:
            with asked(app) as of_one:
                counsellor.get("/deadlines")
    with asked(app) as of_three:
        counsellor.get("/deadlines")
    for number in range(25):
        planned(cast.institution, factories.group(cast.institution, name=f"Two {number}"))

    first = counsellor.get("/deadlines")
    onward = next(link for link in first.text.split('"') if "/deadlines?after=" in link)
    rest = words(counsellor.get(onward))

    assert len(of_three) == len(of_one)
    assert words(first).count("full review of the search") == 25
    assert rest.count("full review of the search") == 3


def test_an_organisation_says_when_it_works_and_deadlines_follow(
    cast: Cast, counsellor: Browser, group_id: UUID
):
    usual = words(counsellor.get("/working-hours"))
    form = {"opens_0": "7.00", "closes_0": "15.00", "opens_2": "9:30", "closes_2": "17.30"}

    page = posted(counsellor, "/working-hours", **form)
    kept = counsellor.get("/working-hours")
    with frozen(MONDAY):
        request_id = factories.request(cast.centre, urgency="urgent")
        ask_id = factories.ask(cast.centre, group_id, request_id)

    assert "the usual office hours hold" in usual
    assert "The working hours are saved." in page
    assert "the usual office hours" not in page
    assert value_of(kept, "opens_2") == "9.30"
    # A working day from Monday 9.00, a quarter into the day, ends a quarter into Wednesday.
    wednesday = (MONDAY + timedelta(days=2)).replace(hour=11, minute=30)
    assert due_at(cast.institution, ask_id) == [wednesday]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"opens_0": "8.00"}, "Give both times, or neither where nobody works that day."),
        ({"opens_0": "16.00", "closes_0": "8.00"}, "A working day ends after it begins."),
        ({"opens_0": "morning", "closes_0": "16.00"}, "Enter a time such as 14.02."),
        ({"opens_0": "8.00", "closes_0": "25.00"}, "Enter a time such as 14.02."),
    ],
)
def test_hours_that_cannot_be_are_said_and_stay_typed(
    counsellor: Browser, wrong: dict[str, str], said: str
):
    answer = counsellor.post("/working-hours", wrong)

    assert answer.status_code == 422
    assert said in words(answer)
    assert value_of(answer, "opens_0") == wrong["opens_0"]


def test_with_every_day_empty_the_usual_hours_hold_again(cast: Cast, counsellor: Browser):
    posted(counsellor, "/working-hours", opens_0="7.00", closes_0="15.00")

    page = posted(counsellor, "/working-hours", opens_0="", closes_0="")

    assert "the usual office hours hold" in page
    with cast.institution.acting() as scope:
        assert hours.given(scope) == {}


def test_others_see_the_hours_and_do_not_set_them(owner: Engine, cast: Cast):
    educator = english(colleague(owner, cast.institution, "Vid", Role.EDUCATOR))

    page = educator.get("/working-hours")

    assert page.status_code == 200
    assert "Only an administrator or the head" in words(page)
    full = {"opens_0": "7.00", "closes_0": "15.00"}
    assert educator.post("/working-hours", full).status_code == 403
