"""A programme is asked for from the first word to the last, and no sentence speaks of a home that
is asked, a centre that asks, a place or a group: on pages of both sides, in both languages."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from network.jobs.registry import JOBS
from network.requests import queries
from network.web import retold
from tenants import clock
from tenants.database import db
from tenants.scope import Role, TenantKind
from tests.actors import Actor, Cast, neighbour
from tests.client import Browser
from tests.programmes import held, programmes
from tests.web.test_enrolments import REFERRAL

# What is right all the same: where somebody lives, kinds of organisations, what a visit does, and
# what the list says in which asks for groups stand, too.
RIGHT = re.compile(
    r"Home town|too far from home|[Cc]entre for social work|crisis centre|(took|takes|taken) place"
    r"|[Cc]ent(er|ra|ru|rom|ri) za socialno delo|zavod krizni center|krizni center"
    r"|places and seats|groups or programmes|open places",
)
WRONG = {
    "en": re.compile(r"\b(homes?|centres?|places?|groups?)\b", re.I),
    "sl": re.compile(r"\b(zavod\w*|cent(er|ra|ru|rom|ri|rov)|hiš\w*)\b", re.I),
}
LANGUAGES = pytest.mark.parametrize("language", ["en", "sl"])


@pytest.fixture
def school(owner: Engine, cast: Cast) -> Actor:
    return neighbour(owner, cast.institution, "Gozdovnik", TenantKind.SCHOOL, Role.COUNSELLOR)


@pytest.fixture
def programme_id(cast: Cast) -> UUID:
    told = {"name": "Most", "kind": "vocational_training", "summary": "Pogovori z mentorjem."}
    found, _ = programmes.published(cast.institution, seats=2, **told)
    return found


class Sides:
    """Both sides in one language; every page they look at is read."""

    def __init__(self, asks: Actor, answers: Actor, language: str) -> None:
        self.language = language
        self.wrong: set[str] = set()
        self.asks, self.answers = asks.browser(), answers.browser()
        for browser in (self.asks, self.answers):
            browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language

    def reads(self, browser: Browser, path: str) -> str:
        return self.checks(browser, browser.get(path), path, 200)

    def does(self, browser: Browser, path: str, status: int = 200, **form: object) -> None:
        self.checks(browser, browser.post(path, form), path, status)

    def checks(self, browser: Browser, answer: TestResponse, path: str, status: int) -> str:
        while answer.status_code == 303:
            answer = browser.get(str(answer.location))
        page = str(answer.text)
        main = page.partition("<main")[2].partition("</main>")[0]
        said = RIGHT.sub(" ", " ".join(re.sub(r"<[^>]+>", " ", main).split()))
        assert answer.status_code == status, (path, said)
        for one in WRONG[self.language].finditer(said):
            self.wrong.add(f"{path}: {said[max(0, one.start() - 60) : one.end() + 30]}")
        return page


def referred(sides: Sides, school: Actor, programme_id: UUID) -> tuple[UUID, UUID]:
    """The request and the ask that a referral makes."""
    path = f"/programmes/{programme_id}/referral"
    sides.reads(sides.asks, path)
    sides.does(sides.asks, path, 422, **(REFERRAL | {"age": "x"}))
    sides.does(sides.asks, path, **(REFERRAL | {"wanted_from": clock.today().isoformat()}))
    with school.acting() as scope:
        [found] = queries.asks_of(scope, _request(school))
        return found.request_id, found.id


def _request(school: Actor) -> UUID:
    found = db.session.scalars(text("SELECT id FROM requests ORDER BY created_at DESC LIMIT 1"))
    return UUID(str(found.one()))


VISIT, REVIEW = clock.now() + timedelta(days=3), clock.today() + timedelta(days=9)
# Who does what, one after the other; both sides look at their pages after each.
STEPS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("answers", "question", {"topic": "school", "body": "Kdaj ima pouk?"}),
    ("asks", "answer", {"answer": "Dopoldne."}),
    ("answers", "interest", {}),
    (
        "answers",
        "visit",
        {"at": f"{VISIT:%d. %m. %Y} 10.00", "minutes": "60", "participants": "home"},
    ),
    ("answers", "step-back", {"note": "Prestavimo."}),
    ("answers", "not-ready", {"note": "Potrebujemo soglasje."}),
    ("answers", "review", {"review_on": REVIEW.isoformat()}),
    ("answers", "waiting-list", {}),
    ("asks", "level", {}),
    ("answers", "offer", {"hold_hours": "48"}),
    ("answers", "hold", {"hold_hours": "72", "note": "Zaradi praznika."}),
    ("asks", "acceptance", {}),
)


@LANGUAGES
def test_from_the_referral_to_the_first_day(
    cast: Cast, school: Actor, programme_id: UUID, language: str
) -> None:
    sides = Sides(school, cast.institution, language)
    request_id, ask_id = referred(sides, school, programme_id)
    for who, path, form in STEPS:
        sides.does(getattr(sides, who), f"/asks/{ask_id}/{path}", **form)
        looked_at(sides, request_id, ask_id)
    with cast.institution.acting():
        path = f"/enrolments/{_enrolment()}"
    for browser in (sides.asks, sides.answers):
        sides.reads(browser, path)
    began = clock.today().isoformat()
    sides.does(sides.answers, f"{path}/beginning", began_on=began, reference="P1")
    looked_at(sides, request_id, ask_id)
    for browser in (sides.asks, sides.answers):
        sides.reads(browser, path)
        sides.reads(browser, "/enrolments")

    assert sides.wrong == set()


def looked_at(sides: Sides, request_id: UUID, ask_id: UUID) -> None:
    for path in (f"/requests/{request_id}", "/requests"):
        sides.reads(sides.asks, path)
    for path in (f"/asks/{ask_id}", "/asks"):
        sides.reads(sides.answers, path)


@LANGUAGES
@pytest.mark.parametrize("ending", ["decline", "refusal", "withdrawal", "lapse"])
def test_however_it_ends(
    cast: Cast, school: Actor, programme_id: UUID, language: str, ending: str
) -> None:
    sides = Sides(school, cast.institution, language)
    request_id, ask_id = referred(sides, school, programme_id)
    ask = f"/asks/{ask_id}"
    sides.reads(sides.answers, ask)
    if ending == "decline":
        sides.does(sides.answers, f"{ask}/decline", reason="no_place", also_because="age_spread")
    elif ending == "withdrawal":
        sides.does(sides.asks, f"{ask}/withdrawal", reason="no_longer_needed")
    else:
        sides.does(sides.answers, f"{ask}/offer", hold_hours="1")
    if ending == "refusal":
        sides.does(sides.asks, f"{ask}/refusal", reason="other_place")
    later = clock.now() + timedelta(hours=2 if ending == "lapse" else 0)
    with clock.frozen(later):
        late = Sides(school, cast.institution, language)
        for path in (ask, "/asks", "/asks?ended=yes"):
            late.reads(late.answers, path)
        for path in (f"/requests/{request_id}?ask={ask_id}", "/requests"):
            late.reads(late.asks, path)
    sides.does(sides.asks, f"/requests/{request_id}/closing", reason="unmet", unmet="no_place")
    sides.reads(sides.asks, f"/requests/{request_id}")

    assert sides.wrong | late.wrong == set()


@LANGUAGES
def test_what_both_sides_are_told_meanwhile(
    app: Flask, owner: Engine, cast: Cast, school: Actor, programme_id: UUID, language: str
) -> None:
    sides = Sides(school, cast.institution, language)
    _, ask_id = referred(sides, school, programme_id)
    ask = f"/asks/{ask_id}"
    sides.reads(sides.answers, ask)
    sides.does(sides.answers, f"{ask}/offer", hold_hours="48")
    sides.does(sides.asks, f"{ask}/acceptance")
    with cast.institution.acting():
        path = f"/enrolments/{_enrolment()}"
    began = clock.today().isoformat()
    sides.does(sides.answers, f"{path}/beginning", began_on=began, reference="P1")

    carry_out(app, owner)

    for browser in (sides.asks, sides.answers):
        told = sides.reads(browser, "/notices")
        assert "-000" in told
    assert sides.wrong == set()


def carry_out(app: Flask, owner: Engine) -> None:
    with owner.connect() as connection:
        due = connection.execute(
            text("SELECT task_name, args FROM procrastinate_jobs WHERE task_name = 'ask_moved'")
        ).all()
    assert due
    for name, args in due:
        with app.app_context():
            JOBS[name](**args)


def _enrolment() -> UUID:
    found = db.session.scalars(text("SELECT id FROM enrolments ORDER BY created_at DESC LIMIT 1"))
    return UUID(str(found.one()))


def test_what_is_told_otherwise_is_right_itself() -> None:
    told = (retold.OF_ASK, retold.OF_REQUEST, retold.DECLINES)
    said = {sentence for table in told for sentence in table.values()}

    assert {one for one in said if WRONG["en"].search(RIGHT.sub(" ", one))} == set()


def test_an_organisation_that_is_no_home_finds_what_its_programmes_are_asked_for(
    cast: Cast, school: Actor
) -> None:
    centre = cast.centre.browser()
    assert 'href="/asks"' not in centre.get("/day").text
    programme_id, cohort_id = programmes.published(cast.centre, kind="vocational_training")
    held.takes_part(cast.centre, cohort_id, "A")

    programmes.asked(school, programme_id)

    assert 'href="/asks"' in centre.get("/day").text
    assert "Gozdovnik" in centre.get("/asks").text
    assert school.browser().get("/asks").status_code in (200, 403)
