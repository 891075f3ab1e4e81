"""Signing in and out, forms that came too late, and the people of the demo."""

import html
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from network.demo.accounts import Shown
from network.web.signin import DEMO_ACCOUNTS
from tenants.scope import Role
from tests.client import Browser
from tests.houses import PASSWORD, House

WRONG = "The e-mail address and the password do not belong together."
NEW = "kava brez mleka ob petih"


@pytest.fixture
def visitor(app: Flask) -> Browser:
    browser = Browser(app)
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, page
    return html.unescape(found[1])


def test_the_right_password_leads_to_where_one_wanted_to_go(visitor: Browser, home: House) -> None:
    answer = visitor.sign_in(home.email, PASSWORD, next="/account")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.endswith("; HttpOnly; Path=/; SameSite=Lax")


@pytest.mark.parametrize("next_page", ["https://elsewhere.example", "//elsewhere.example", "x"])
def test_signing_in_never_leads_to_another_site(
    visitor: Browser, home: House, next_page: str
) -> None:
    answer = visitor.sign_in(home.email, PASSWORD, next=next_page)

    assert answer.headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_person_get_the_same_page(
    visitor: Browser, home: House
) -> None:
    answers = [
        visitor.sign_in(email, "not the right words") for email in (home.email, "x@pristan.test")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(WRONG in answer.text for answer in answers)
    assert field(answers[0].text, "email") == home.email
    assert "not the right words" not in answers[0].text


def test_an_empty_form_says_what_is_missing(visitor: Browser) -> None:
    answer = visitor.post("/sign-in")

    assert answer.status_code == 422
    assert answer.text.count("Fill this in.") == 4


def test_after_five_failures_one_waits_and_is_told_how_long(visitor: Browser, home: House) -> None:
    for _ in range(5):
        visitor.sign_in(home.email, "not the right words")

    answer = visitor.sign_in(home.email, PASSWORD)

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert "wait 1 min" in answer.text


def test_signing_in_gives_a_fresh_session_and_ends_the_old_one(home: House) -> None:
    browser = home.browser()
    before = browser.secret

    browser.sign_in(home.email, PASSWORD)

    stale = Browser(home.app)
    stale.secret = before or ""
    assert browser.secret != before
    assert stale.get("/account").status_code == 303


def test_signing_out_ends_the_session_on_the_server(home: House) -> None:
    browser = home.browser()
    before = browser.secret

    answer = browser.post("/sign-out")

    stale = Browser(home.app)
    stale.secret = before or ""
    assert answer.headers["Location"] == "/sign-in"
    assert stale.get("/account").status_code == 303


def test_whoever_is_signed_in_needs_no_sign_in_page(home: House) -> None:
    assert home.browser().get("/sign-in?next=/account").headers["Location"] == "/account"


def test_a_form_posted_too_late_opens_signing_in_and_is_kept(visitor: Browser, home: House) -> None:
    typed = {"urgency": "soon", "note": 'a "b" <c>', "list": ["1", "2"]}
    late = visitor.post("/account/password", typed)
    assert late.status_code == 401
    assert "what you have typed is kept" in late.text

    kept = field(late.text, "kept")
    again = visitor.sign_in(home.email, "not the right words", kept=kept)
    onward = visitor.sign_in(home.email, PASSWORD, kept=field(again.text, "kept"))

    assert onward.status_code == 200
    assert 'action="/account/password"' in onward.text
    assert (field(onward.text, "urgency"), field(onward.text, "note")) == ("soon", 'a "b" <c>')
    assert onward.text.count('name="list"') == 2


def test_a_late_form_never_carries_a_password_along(visitor: Browser) -> None:
    late = visitor.post("/account/password", {"current": "abc-secret", "password": "abc-secret"})

    assert late.status_code == 401
    assert "abc-secret" not in late.text


@pytest.mark.parametrize(
    "kept",
    ["", "[]", "{}", '["https://elsewhere.example", ["a", "b"]]', '["/nowhere", ["a", "b"]]'],
)
def test_only_forms_of_ours_are_continued(visitor: Browser, home: House, kept: str) -> None:
    assert visitor.sign_in(home.email, PASSWORD, kept=kept).status_code == 303


def test_a_late_part_of_a_page_opens_signing_in_where_it_stands(visitor: Browser) -> None:
    answer = visitor.post("/account/password", {"language": "en"}, {"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "#main")
    assert "<html" not in answer.text
    assert 'name="kept"' in answer.text


def test_a_late_look_by_htmx_goes_to_signing_in(visitor: Browser) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/account"}
    answer = visitor.get("/account", headers=headers)

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in?next=/account")


def test_another_site_can_neither_sign_people_in_nor_leave_a_form(
    visitor: Browser, home: House
) -> None:
    for path in ("/sign-in", "/account/password"):
        form = {"email": home.email, "password": PASSWORD}
        assert visitor.post(path, form, {"Sec-Fetch-Site": "cross-site"}).status_code == 403


PEOPLE = (
    Shown("maja@csd.test", PASSWORD, "Maja", (Role.CASE_WORKER,), "CSD"),
    Shown("luka@csd-vzhod.test", PASSWORD, "Luka", (Role.CASE_WORKER,), "CSD vzhod"),
    Shown("peter@dom.test", PASSWORD, "Peter", (Role.COUNSELLOR,), "Dom"),
)


@pytest.fixture
def demo(app: Flask) -> Iterator[None]:
    app.extensions[DEMO_ACCOUNTS] = lambda: PEOPLE
    yield
    del app.extensions[DEMO_ACCOUNTS]


@pytest.mark.usefixtures("demo")
def test_the_demo_offers_its_people_by_organisation(visitor: Browser) -> None:
    page = visitor.get("/sign-in").text

    opened = re.findall(r'<details class="demo"( open)?>\s*<summary>([^<]+)', page)
    assert opened == [(" open", "CSD"), ("", "CSD vzhod"), (" open", "Dom")]
    assert all(f'name="email" value="{one.email}"' in page for one in PEOPLE)


def test_a_database_that_the_demo_did_not_make_offers_nobody(visitor: Browser) -> None:
    assert '<details class="demo"' not in visitor.get("/sign-in").text
