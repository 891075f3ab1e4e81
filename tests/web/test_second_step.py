"""Signing in with a second step: nobody is anybody before it, and nothing typed is lost on it."""

import html
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.web.entering import STEP
from tenants import clock
from tenants.login import COOKIE
from tenants.scope import Role, Scope
from tests.authenticator import Device
from tests.client import Browser
from tests.houses import PASSWORD, House, invited
from tests.second_steps import code, with_app, with_paper, with_passkey

EMAIL = "ana@crna.pristan.test"


@pytest.fixture
def ana(home: House) -> Scope:
    return home.welcome(EMAIL, Role.COUNSELLOR)


@pytest.fixture
def secret(home: House, ana: Scope) -> str:
    """Of the app on Ana's phone, set up a while ago."""
    with home.app.app_context(), clock.frozen(clock.now() - timedelta(hours=1)):
        return with_app(ana)


@pytest.fixture
def visitor(app: Flask) -> Browser:
    browser = Browser(app)
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, page
    return html.unescape(found[1])


def entries(owner: Engine) -> list[tuple[str, str]]:
    with owner.connect() as connection:
        found = connection.execute(
            text("SELECT kind, detail FROM trail_entries WHERE kind LIKE 'sign%' ORDER BY id")
        )
        return [(row.kind, row.detail) for row in found]


def test_after_the_password_comes_the_code(visitor: Browser, secret: str) -> None:
    answer = visitor.sign_in(EMAIL, PASSWORD, next="/account")

    asked = visitor.follow(answer)
    assert answer.headers["Location"] == "/sign-in/second?next=/account"
    assert "One more step" in asked.text
    come_in = visitor.post("/sign-in/second", {"code": code(secret), "next": "/account"})
    assert (come_in.status_code, come_in.headers["Location"]) == (303, "/account")
    assert visitor.get("/account").status_code == 200


def test_with_the_password_alone_every_page_is_closed(visitor: Browser, secret: str) -> None:
    visitor.sign_in(EMAIL, PASSWORD)

    assert visitor.client.get_cookie(COOKIE) is None
    step = visitor.client.get_cookie(STEP)
    assert step is not None
    assert step.http_only
    for path in ("/", "/account", "/account/security", "/places"):
        assert visitor.get(path).headers["Location"].startswith("/sign-in?next=")
    visitor.secret = step.value
    assert visitor.get("/account").status_code == 303


def test_whoever_has_no_second_factor_comes_in_by_the_password(visitor: Browser, ana: Scope):
    assert visitor.sign_in(EMAIL, PASSWORD).headers["Location"] == "/"
    assert visitor.get("/account").status_code == 200


def test_a_wrong_code_is_refused_and_written_into_the_trail(
    visitor: Browser, secret: str, owner: Engine
) -> None:
    visitor.sign_in(EMAIL, PASSWORD)

    answer = visitor.post("/sign-in/second", {"code": "000000"})

    assert answer.status_code == 422
    assert "This code is not right, or was used already." in answer.text
    assert entries(owner)[-1] == ("sign_in_refused", "")
    visitor.post("/sign-in/second", {"code": code(secret)})
    assert entries(owner)[-1] == ("sign_in", "code")


def test_an_empty_code_is_asked_for(visitor: Browser, secret: str) -> None:
    visitor.sign_in(EMAIL, PASSWORD)

    answer = visitor.post("/sign-in/second", {"code": ""})

    assert answer.status_code == 422
    assert "Fill this in." in answer.text


def test_guessing_codes_has_to_wait(visitor: Browser, secret: str) -> None:
    visitor.sign_in(EMAIL, PASSWORD)
    for _ in range(5):
        visitor.post("/sign-in/second", {"code": "000000"})

    answer = visitor.post("/sign-in/second", {"code": code(secret)})

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_a_recovery_code_lets_in_once(
    home: House, visitor: Browser, ana: Scope, secret: str, owner: Engine
) -> None:
    with home.app.app_context():
        paper = with_paper(ana)
    visitor.sign_in(EMAIL, PASSWORD)

    assert visitor.post("/sign-in/second", {"code": paper[0]}).status_code == 303

    assert entries(owner)[-1] == ("sign_in", "recovery")
    visitor.sign_in(EMAIL, PASSWORD)
    assert visitor.post("/sign-in/second", {"code": paper[0]}).status_code == 422


def test_the_second_step_has_its_ten_minutes(visitor: Browser, secret: str) -> None:
    visitor.sign_in(EMAIL, PASSWORD)

    with clock.frozen(clock.now() + timedelta(minutes=11)):
        answer = visitor.post("/sign-in/second", {"code": code(secret)})

    assert answer.status_code == 401
    assert "Your session has ended. Sign in again." in answer.text
    assert visitor.get("/account").status_code == 303


def test_without_the_first_step_there_is_no_second(visitor: Browser, secret: str) -> None:
    assert visitor.get("/sign-in/second?next=/account").headers["Location"] == (
        "/sign-in?next=/account"
    )
    assert visitor.post("/sign-in/second", {"code": code(secret)}).status_code == 401


def test_what_was_typed_too_late_comes_through_both_steps(visitor: Browser, secret: str) -> None:
    late = visitor.post("/account/password", {"note": 'a "b" <c>'})

    asked = visitor.sign_in(EMAIL, PASSWORD, kept=field(late.text, "kept"))
    kept = {"code": code(secret), "kept": field(asked.text, "kept")}
    wrong = visitor.post("/sign-in/second", kept | {"code": "000000"})
    onward = visitor.post("/sign-in/second", kept | {"kept": field(wrong.text, "kept")})

    assert "One more step" in asked.text
    assert field(onward.text, "note") == 'a "b" <c>'


def test_a_second_step_never_leads_to_another_site(visitor: Browser, secret: str) -> None:
    visitor.sign_in(EMAIL, PASSWORD)

    answer = visitor.post("/sign-in/second", {"code": code(secret), "next": "//elsewhere.example"})

    assert answer.headers["Location"] == "/"


def signed(browser: Browser, device: Device) -> str:
    """What the browser sends, having asked what is to be signed."""
    asked = browser.post("/sign-in/challenge")
    assert (asked.status_code, asked.mimetype) == (200, "application/json")
    return device.sign(asked.text)


def test_a_passkey_alone_lets_in(home: House, visitor: Browser, ana: Scope, owner: Engine) -> None:
    with home.app.app_context():
        device = with_passkey(ana)

    answer = visitor.post(
        "/sign-in/passkey", {"credential": signed(visitor, device), "next": "/account"}
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert visitor.get("/account").status_code == 200
    assert entries(owner)[-1] == ("sign_in", "passkey")
    assert visitor.client.get_cookie(STEP) is None


def test_a_passkey_is_a_second_step_as_well(home: House, visitor: Browser, ana: Scope) -> None:
    with home.app.app_context():
        device = with_passkey(ana)
    visitor.sign_in(EMAIL, PASSWORD)

    asked = visitor.get("/sign-in/second").text
    answer = visitor.post("/sign-in/passkey", {"credential": signed(visitor, device)})

    assert "The device with your passkey is not at hand?" in asked
    assert answer.status_code == 303
    assert visitor.get("/account").status_code == 200


def test_the_same_signature_lets_in_once(home: House, visitor: Browser, ana: Scope) -> None:
    with home.app.app_context():
        device = with_passkey(ana)
    sent = {"credential": signed(visitor, device)}
    visitor.post("/sign-in/passkey", sent)
    visitor.post("/sign-out")

    answer = visitor.post("/sign-in/passkey", sent)

    assert answer.status_code == 422
    assert "That took too long, or was tried twice." in answer.text


def test_a_signature_is_good_in_the_browser_that_asked_for_it(
    home: House, visitor: Browser, ana: Scope, app: Flask
) -> None:
    with home.app.app_context():
        device = with_passkey(ana)
    other = Browser(app)
    other.post("/sign-in/challenge")

    answer = other.post("/sign-in/passkey", {"credential": signed(visitor, device)})

    assert answer.status_code == 422
    assert other.get("/account").status_code == 303


def test_an_unknown_passkey_lets_nobody_in(home: House, visitor: Browser, ana: Scope) -> None:
    answer = visitor.post("/sign-in/passkey", {"credential": signed(visitor, Device())})

    assert answer.status_code == 422
    assert "This passkey does not open anything here." in answer.text


def test_a_removed_passkey_is_no_second_step(
    home: House, visitor: Browser, ana: Scope, secret: str, owner: Engine
) -> None:
    visitor.sign_in(EMAIL, PASSWORD)

    answer = visitor.post("/sign-in/passkey", {"credential": signed(visitor, Device())})

    assert answer.status_code == 422
    assert "One more step" in answer.text
    assert entries(owner)[-1] == ("sign_in_refused", "")


def test_passkeys_are_made_for_a_name_that_is_known(visitor: Browser, secret: str) -> None:
    there = {"Host": "elsewhere.example"}

    assert visitor.post("/sign-in/challenge", headers=there).status_code == 404
    assert "data-passkey" not in visitor.get("/sign-in", headers=there).text
    assert "data-passkey" in visitor.get("/sign-in").text


def test_a_new_password_leaves_the_second_step_where_it_is(
    home: House, visitor: Browser, ana: Scope, secret: str
) -> None:
    link = home.browser().post(f"/administration/members/{ana.member_id}/password-link")
    [path] = re.findall(r'value="http://localhost(/passwords/[^"]+)"', link.text)
    new = "kava brez mleka ob petih"
    visitor.post(path, {"password": new, "again": new})

    answer = visitor.sign_in(EMAIL, new)

    assert answer.headers["Location"].startswith("/sign-in/second")


def test_an_invitation_from_elsewhere_asks_for_the_second_step_too(
    home: House, centre: House, visitor: Browser, secret: str
) -> None:
    with centre.app.app_context():
        link = invited(centre.administrator, EMAIL, Role.CASE_WORKER)

    answer = visitor.post(f"/invitations/{link}", {"password": PASSWORD})

    assert answer.headers["Location"].startswith("/sign-in/second")
    assert visitor.get("/account").status_code == 303
    visitor.post("/sign-in/second", {"code": code(secret)})
    page = visitor.get("/account").text
    assert "CSD Koroška" in page.partition('<div class="who">')[2].partition("</div>")[0]
