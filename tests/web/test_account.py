"""My account: sessions, password, language, and the switch between organisations."""

from datetime import datetime

import pytest

from tenants import sessions
from tenants.scope import Role, Scope
from tests.client import Browser
from tests.houses import PASSWORD, House, accepted, invited

NEW = "kava brez mleka ob petih"
ANA = "ana@pristan.test"


@pytest.fixture
def ana(home: House) -> Scope:
    return home.welcome(ANA, Role.COUNSELLOR)


@pytest.fixture
def ana_elsewhere(ana: Scope, centre: House) -> Scope:
    with centre.app.app_context():
        return accepted(invited(centre.administrator, ANA, Role.CASE_WORKER), PASSWORD)


def english(browser: Browser) -> Browser:
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def test_the_account_shows_every_browser_and_which_is_this_one(home: House) -> None:
    browser = english(home.browser())
    home.browser()

    page = browser.get("/account").text

    assert page.count("Firefox, Windows") == 2
    assert page.count("this one") == 1


def test_the_other_sessions_end_by_one_button(home: House) -> None:
    here, elsewhere = home.browser(), home.browser()

    answer = here.post("/account/session-endings")

    assert here.follow(answer).status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_a_new_password_needs_the_current_one(home: House) -> None:
    browser = english(home.browser())
    form = {"current": "not the right words", "password": NEW, "again": NEW}

    answer = browser.post("/account/password", form)

    assert answer.status_code == 422
    assert "This is not your current password." in answer.text


def test_a_new_password_ends_the_other_sessions_only(home: House) -> None:
    here, elsewhere = home.browser(), home.browser()
    form = {"current": PASSWORD, "password": NEW, "again": NEW}

    answer = here.post("/account/password", form)

    assert here.follow(answer).status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert Browser(home.app).sign_in(home.email, NEW).status_code == 303


def test_a_weak_new_password_is_refused_at_its_field(home: House) -> None:
    browser = english(home.browser())
    form = {"current": PASSWORD, "password": "kratko", "again": "kratko"}

    answer = browser.post("/account/password", form)

    assert answer.status_code == 422
    assert 'id="password-error"' in answer.text


def test_guessing_the_current_password_is_slowed_down(home: House) -> None:
    browser = home.browser()
    form = {"current": "not the right words", "password": NEW, "again": NEW}
    for _ in range(5):
        browser.post("/account/password", form)

    answer = browser.post("/account/password", form)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 60


def test_the_language_is_remembered_wherever_one_signs_in(home: House) -> None:
    home.browser().post("/language", {"language": "en", "next": "/account"})

    assert '<html lang="en"' in home.browser().get("/account").text


def test_whoever_works_for_two_organisations_switches_between_them(
    home: House, ana: Scope, ana_elsewhere: Scope
) -> None:
    browser = home.browser(ANA)
    before = browser.secret
    first = browser.get("/account").text
    other = ana if ana.tenant_name not in working_for(first) else ana_elsewhere

    answer = browser.post("/account/membership", {"member_id": str(other.member_id)})

    assert answer.headers["Location"] == "/"
    assert browser.secret != before
    assert other.tenant_name in working_for(browser.get("/account").text)
    stale = Browser(home.app)
    stale.secret = before or ""
    assert stale.get("/account").status_code == 303


def working_for(page: str) -> str:
    """What the frame says about whom the reader works for now."""
    return page.partition('<div class="who">')[2].partition("</div>")[0]


def test_the_next_sign_in_opens_where_one_worked_last(
    home: House, ana: Scope, ana_elsewhere: Scope
) -> None:
    for one in (ana, ana_elsewhere, ana):
        browser = home.browser(ANA)
        browser.post("/account/membership", {"member_id": str(one.member_id)})

        assert one.tenant_name in working_for(home.browser(ANA).get("/account").text)


def test_a_foreign_membership_is_not_found_like_a_made_up_one(home: House, ana: Scope) -> None:
    browser = home.browser(ANA)

    for member_id in (str(home.administrator.member_id), "0" * 32, "no uuid", ""):
        assert browser.post("/account/membership", {"member_id": member_id}).status_code == 404


def test_with_one_membership_there_is_nothing_to_switch(home: House, ana: Scope) -> None:
    assert "/account/membership" not in home.browser(ANA).get("/account").text


def test_switching_does_not_prolong_a_session(
    home: House, ana: Scope, ana_elsewhere: Scope
) -> None:
    browser = home.browser(ANA)
    began = since(browser)

    browser.post("/account/membership", {"member_id": str(ana_elsewhere.member_id)})

    assert since(browser) == began


def since(browser: Browser) -> datetime:
    with browser.client.application.app_context():
        found = sessions.recognise(browser.secret or "")
    assert found is not None
    return found.since
