"""The links by which people join or set a new password."""

import html
import re

import pytest
from flask import Flask

from tenants import invitations, resets
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Role
from tests.client import Browser
from tests.houses import PASSWORD, House, accepted, invited

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


def test_an_invitation_leads_from_the_link_to_the_first_page(visitor: Browser, home: House) -> None:
    with home.app.app_context():
        secret = invited(home.administrator, "bine@pristan.test", Role.HEAD, name="Bine")
    page = visitor.get(f"/invitations/{secret}")
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert field(page.text, "name") == "Bine"

    form = {"name": "Bine Kovač", "password": NEW, "again": NEW}
    answer = visitor.post(f"/invitations/{secret}", form)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Bine Kovač" in visitor.get("/account").text


def test_a_refused_invitation_form_keeps_the_name_and_says_why(
    visitor: Browser, home: House
) -> None:
    with home.app.app_context():
        secret = invited(home.administrator, "bine@pristan.test", Role.HEAD)

    form = {"name": "Bine Kovač", "password": "kratko", "again": "drugo"}
    twice = visitor.post(f"/invitations/{secret}", form)
    weak = visitor.post(f"/invitations/{secret}", form | {"again": "kratko"})

    assert (twice.status_code, weak.status_code) == (422, 422)
    assert "The two passwords are not the same." in twice.text
    assert "at least 15 characters" in weak.text
    assert field(weak.text, "name") == "Bine Kovač"


def test_whoever_has_an_account_accepts_with_its_password(
    visitor: Browser, home: House, centre: House
) -> None:
    home.welcome("ana@pristan.test", Role.COUNSELLOR)
    with home.app.app_context():
        secret = invited(centre.administrator, "ana@pristan.test", Role.CASE_WORKER)

    page = visitor.get(f"/invitations/{secret}")
    wrong = visitor.post(f"/invitations/{secret}", {"password": "not the right words"})
    right = visitor.post(f"/invitations/{secret}", {"password": PASSWORD})

    assert "You already have an account." in page.text
    assert (wrong.status_code, right.status_code) == (422, 303)


@pytest.mark.parametrize("path", ["/invitations/made-up", "/passwords/made-up"])
def test_a_wrong_link_says_what_to_do(visitor: Browser, path: str) -> None:
    for answer in (visitor.get(path), visitor.post(path, {"password": NEW, "again": NEW})):
        assert answer.status_code == 404
        assert "ask the administrator of your organisation for a new one" in answer.text


def test_a_used_link_looks_like_a_made_up_one(visitor: Browser, home: House) -> None:
    with home.app.app_context():
        secret = invited(home.administrator, "bine@pristan.test", Role.HEAD)
        accepted(secret)

    assert visitor.get(f"/invitations/{secret}").status_code == 404


def test_guessing_links_is_slowed_down(visitor: Browser) -> None:
    for guess in range(30):
        assert visitor.get(f"/invitations/{guess}").status_code == 404

    answer = visitor.get("/invitations/31")

    assert answer.status_code == 429


def test_a_reset_link_sets_a_password_and_asks_to_sign_in(visitor: Browser, home: House) -> None:
    ana = home.welcome("ana@pristan.test", Role.COUNSELLOR)
    elsewhere = home.browser("ana@pristan.test")
    with home.app.app_context(), acting_as(home.administrator) as scope, transaction():
        secret = resets.make_link(scope, ana.member_id)

    assert visitor.get(f"/passwords/{secret}").headers["Referrer-Policy"] == "no-referrer"
    weak = visitor.post(f"/passwords/{secret}", {"password": "kratko", "again": "kratko"})
    done = visitor.post(f"/passwords/{secret}", {"password": NEW, "again": NEW})

    assert weak.status_code == 422
    assert done.headers["Location"] == "/sign-in"
    assert elsewhere.get("/account").status_code == 303
    assert visitor.sign_in("ana@pristan.test", NEW).status_code == 303


def test_a_withdrawn_invitation_opens_nothing(visitor: Browser, home: House) -> None:
    with home.app.app_context():
        secret = invited(home.administrator, "bine@pristan.test", Role.HEAD)
        with acting_as(home.administrator) as scope, transaction():
            invitations.withdraw(scope, invitations.waiting(scope)[0].id)

    assert visitor.get(f"/invitations/{secret}").status_code == 404


def test_whoever_is_signed_in_may_open_any_link(home: House) -> None:
    with home.app.app_context():
        secret = invited(home.administrator, "bine@pristan.test", Role.HEAD)
    browser = home.browser()

    statuses = [
        browser.get(path).status_code
        for path in (f"/invitations/{secret}", "/invitations/made-up", "/passwords/made-up")
    ]

    assert statuses == [200, 404, 404]


def test_accepting_an_invitation_signs_out_whoever_used_the_browser(home: House) -> None:
    with home.app.app_context():
        secret = invited(home.administrator, "bine@pristan.test", Role.HEAD)
    browser = home.browser()
    before = browser.secret or ""

    browser.post(f"/invitations/{secret}", {"name": "Bine", "password": NEW, "again": NEW})

    stale = Browser(home.app)
    stale.secret = before
    assert "Bine" in browser.get("/account").text
    assert stale.get("/account").status_code == 303
