"""The programmes of a network for everybody: no sign-in, no person, on a page and on paper."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import Engine

from network.programmes import catalogue
from network.programmes.kinds import SeatUse
from network.programmes.seats import claim
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.client import Browser
from tests.programmes import programmes
from tests.reading import words
from tests.statements import asked
from tests.web.test_programmes import named

WHERE = "/directory/zahod"
SWITCH = "/elsewhere/network/directory"


@pytest.fixture
def anybody(app: Flask) -> Browser:
    """Who has no account."""
    browser = Browser(app)
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def test_everybody_reads_what_is_shown_and_nothing_else(cast: Cast, anybody: Browser) -> None:
    shown, _ = programmes.published(cast.institution, name="Objavljen")
    draft = programmes.drafted(cast.institution, name="Osnutek")

    page = anybody.get(WHERE)

    assert named(page.text) == ["Objavljen"]
    assert "3 of 3 seats free" in words(page)
    assert anybody.get(f"{WHERE}/programmes/{shown}").status_code == 200
    for missing in (f"programmes/{draft}", f"programmes/{uuid4()}"):
        assert anybody.get(f"{WHERE}/{missing}").status_code == 404


def test_no_person_stands_there(cast: Cast, owner: Engine, anybody: Browser) -> None:
    deputy = colleague(owner, cast.institution, "Alenka Golob", Role.COUNSELLOR).scope
    programme_id, cohort_id = programmes.published(cast.institution, deputy_id=deputy.member_id)
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    with cast.institution.acting() as scope, transaction():
        until, asker_id = clock.now() + timedelta(hours=1), cast.centre.tenant_id
        claim(scope, cohort_id, SeatUse.HOLD, until=until, ask_id=ask_id, asker_id=asker_id)

    shown = [anybody.get(WHERE + path) for path in ("", f"/programmes/{programme_id}")]
    told = " ".join([*(page.text for page in shown), printed(anybody.get(f"{WHERE}/paper").data)])

    mine = cast.institution.scope
    people = ("Alenka Golob", mine.member_name, cast.institution.email)
    ids = (deputy.member_id, mine.member_id, ask_id, asker_id)
    assert "2 of 3 seats free" in told
    assert [each for each in map(str, (*people, *ids)) if each in told] == []


def test_a_network_that_does_not_exist_or_keeps_it_to_itself_is_not_found(
    cast: Cast, anybody: Browser
) -> None:
    programme_id, _ = programmes.published(cast.institution)
    paths = ("", "/paper", f"/programmes/{programme_id}")
    network_id, office = str(cast.institution.scope.network_ids[0]), cast.coordination.browser()

    assert {anybody.get(WHERE + path).status_code for path in paths} == {200}
    assert office.post(SWITCH, {"network_id": network_id}).status_code == 303

    for slug in ("zahod", "no-such-network"):
        assert {anybody.get(f"/directory/{slug}{path}").status_code for path in paths} == {404}
    assert 'href="/directory/' not in anybody.get("/sign-in").text
    assert cast.centre.browser().get(f"/programmes/{programme_id}").status_code == 200


def test_only_who_sets_up_the_network_says_whether_everybody_reads_it(cast: Cast) -> None:
    form = {"network_id": str(cast.institution.scope.network_ids[0])}

    assert cast.institution.browser().post(SWITCH, form).status_code == 403
    assert cast.coordination.browser().post(SWITCH, {"network_id": str(uuid4())}).status_code == 404


def test_the_directory_is_filtered_like_the_catalogue(cast: Cast, anybody: Browser) -> None:
    programmes.published(cast.institution, name="Mladi")
    programmes.published(cast.institution, name="Starši", audience=["parents"])

    assert named(anybody.get(f"{WHERE}?audience=parents").text) == ["Starši"]
    assert anybody.get(f"{WHERE}?age=stara").status_code == 422


def test_on_paper_stands_everything_that_fits(cast: Cast, anybody: Browser) -> None:
    programmes.published(cast.institution, name="Čebelnjak", price_cents=1250)
    programmes.published(cast.institution, name="Starši", audience=["parents"])

    every, some = (anybody.get(f"{WHERE}/paper{only}") for only in ("", "?audience=parents"))

    text = printed(every.data)
    assert "Čebelnjak" in text
    assert "€12.50" in text
    assert "Čebelnjak" not in printed(some.data)
    assert every.mimetype == "application/pdf"


def printed(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_it_may_be_shown_again_for_some_minutes_and_says_by_what_it_differs(
    cast: Cast, anybody: Browser
) -> None:
    programmes.published(cast.institution)

    answer = anybody.get(WHERE)

    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))
    assert "<script" not in answer.text


def test_the_page_on_which_one_signs_in_leads_there(cast: Cast, anybody: Browser) -> None:
    assert 'href="/directory/' not in anybody.get("/sign-in").text

    programme_id, _ = programmes.published(cast.institution)

    assert f'href="{WHERE}"' in anybody.get("/sign-in").text
    with cast.institution.acting() as scope, transaction():
        catalogue.close(scope, programme_id)
    assert 'href="/directory/' not in anybody.get("/sign-in").text


def test_three_programmes_cost_as_many_questions_as_one(
    app: Flask, cast: Cast, anybody: Browser
) -> None:
    programmes.published(cast.institution)
    with asked(app) as one:
        anybody.get(WHERE)
    for name in ("Druga", "Tretja"):
        programmes.published(cast.stranger, name=name)
    with asked(app) as three:
        anybody.get(WHERE)

    assert len(one) == len(three) <= 2
