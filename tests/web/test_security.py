"""The page on which one sets up the second step: proof first, and everything shown once."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from tenants import clock, factors
from tenants.isolation import acting_as
from tenants.scope import Role, Scope
from tests.authenticator import Device
from tests.client import Browser
from tests.houses import PASSWORD, House
from tests.reading import words
from tests.second_steps import code, with_app, with_passkey

EMAIL = "ana@crna.pristan.test"
PAGE = "/account/security"
LATER = timedelta(minutes=11)


@pytest.fixture
def ana(home: House) -> Scope:
    return home.welcome(EMAIL, Role.COUNSELLOR)


@pytest.fixture
def browser(home: House, ana: Scope) -> Browser:
    """In which Ana has just signed in."""
    browser = home.browser(EMAIL)
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def has(app: Flask, scope: Scope) -> tuple[list[str], bool, int]:
    """The names of the passkeys, whether there is an app, and how many recovery codes are left."""
    with app.app_context(), acting_as(scope):
        held = factors.held(scope.account_id)
        return [one.name for one in held.passkeys], held.codes is not None, held.recovery_left


def rights(owner: Engine) -> list[str]:
    with owner.connect() as connection:
        rows = connection.execute(
            text("SELECT detail FROM trail_entries WHERE kind = 'rights' ORDER BY seq")
        )
        return [row.detail for row in rows if "factor" in row.detail or "recovery" in row.detail]


def secret_on(page: str) -> str:
    [shown] = re.findall(r"<code>([A-Z2-7 ]+)</code>", page)
    return shown.replace(" ", "")


def test_an_app_is_set_up_with_a_picture_and_one_code(
    app: Flask, browser: Browser, ana: Scope, owner: Engine
) -> None:
    shown = browser.follow(browser.post(f"{PAGE}/codes"))
    assert "<svg" in shown.text
    assert "<title>QR code for the app on your phone</title>" in shown.text
    assert "style=" not in shown.text

    done = browser.post(f"{PAGE}/codes/confirmation", {"code": code(secret_on(shown.text))})

    assert done.status_code == 200
    assert len(re.findall(r"<li><code>[2-9a-z]{5}(-[2-9a-z]{5}){2}</code></li>", done.text)) == 10
    assert has(app, ana) == ([], True, 10)
    assert rights(owner) == ["factor_added", "recovery_codes"]


def test_a_wrong_code_shows_the_same_picture_again(browser: Browser) -> None:
    shown = browser.follow(browser.post(f"{PAGE}/codes"))

    again = browser.post(f"{PAGE}/codes/confirmation", {"code": "12345"})

    assert again.status_code == 422
    assert secret_on(again.text) == secret_on(shown.text)
    assert "check that the clock of the phone is right" in words(again)


def test_whoever_begins_anew_gets_another_secret(browser: Browser) -> None:
    first = browser.follow(browser.post(f"{PAGE}/codes"))
    second = browser.follow(browser.post(f"{PAGE}/codes"))

    assert secret_on(first.text) != secret_on(second.text)


def test_the_picture_is_gone_once_the_app_is_set_up(
    home: House, browser: Browser, ana: Scope
) -> None:
    with home.app.app_context():
        with_app(ana)

    assert browser.get(f"{PAGE}/codes").headers["Location"] == PAGE
    assert browser.post(f"{PAGE}/codes/confirmation", {"code": "1"}).headers["Location"] == PAGE
    assert browser.post(f"{PAGE}/codes").status_code == 409


def added(browser: Browser, device: Device, name: str = "Moj telefon") -> str:
    asked = browser.post(f"{PAGE}/passkeys/challenge")
    assert asked.status_code == 200
    sent = {"credential": device.create(asked.text), "name": name}
    answer = browser.post(f"{PAGE}/passkeys", sent)
    assert answer.status_code in (200, 303), words(answer)
    return words(answer)


def test_a_passkey_is_added_and_named(app: Flask, browser: Browser, ana: Scope) -> None:
    assert "Your recovery codes" in added(browser, Device())

    added(browser, Device(), "Služba")

    assert has(app, ana) == (["Moj telefon", "Služba"], False, 10)
    page = words(browser.get(PAGE))
    assert "Moj telefon" in page
    assert "10 codes left" in page


@pytest.mark.parametrize("name", ["", "x" * 61, "a\nb"])
def test_a_passkey_needs_a_name_of_one_line(
    app: Flask, browser: Browser, ana: Scope, name: str
) -> None:
    asked = browser.post(f"{PAGE}/passkeys/challenge")
    sent = {"credential": Device().create(asked.text), "name": name}

    assert browser.post(f"{PAGE}/passkeys", sent).status_code == 422
    assert has(app, ana) == ([], False, 0)


def test_a_passkey_made_for_an_older_challenge_is_refused(browser: Browser) -> None:
    asked = browser.post(f"{PAGE}/passkeys/challenge")
    sent = {"credential": Device().create(asked.text), "name": "Telefon"}

    with clock.frozen(clock.now() + timedelta(minutes=6)):
        answer = browser.post(f"{PAGE}/passkeys", sent)

    assert answer.status_code == 422
    assert "That took too long" in words(answer)


def test_the_first_factor_ends_the_sessions_elsewhere(home: House, browser: Browser) -> None:
    elsewhere = home.browser(EMAIL)

    added(browser, Device())

    assert elsewhere.get("/account").status_code == 303
    assert browser.get("/account").status_code == 200


def test_a_passkey_and_the_app_are_removed(
    home: House, app: Flask, browser: Browser, ana: Scope, owner: Engine
) -> None:
    with home.app.app_context():
        with_app(ana)
    added(browser, Device())
    [path] = re.findall(rf'action="({PAGE}/passkeys/[^"]+/removal)"', browser.get(PAGE).text)

    browser.post(path)
    browser.post(f"{PAGE}/codes/removal")

    assert has(app, ana) == ([], False, 0)
    assert rights(owner)[-2:] == ["factor_removed", "factor_removed"]
    assert browser.post(path).status_code == 404


@pytest.mark.usefixtures("required")
def test_the_last_factor_of_whoever_needs_one_stays(home: House) -> None:
    browser = home.browser()
    with home.app.app_context():
        with_app(home.administrator)

    answer = browser.post(f"{PAGE}/codes/removal")

    assert answer.status_code == 409
    assert has(home.app, home.administrator)[1]


def test_new_recovery_codes_are_shown_once(
    home: House, app: Flask, browser: Browser, ana: Scope
) -> None:
    with home.app.app_context():
        with_app(ana)

    shown = browser.post(f"{PAGE}/recovery-codes")

    codes = re.findall(r"<li><code>([^<]+)</code></li>", shown.text)
    assert len(codes) == 10
    assert all(code not in browser.get(PAGE).text for code in codes)


def test_few_codes_are_remarked_on(home: House, browser: Browser, ana: Scope) -> None:
    with home.app.app_context():
        with_app(ana)

    assert "Only few recovery codes are left." in words(browser.get(PAGE))


CHANGES = (
    "/codes",
    "/codes/confirmation",
    "/codes/removal",
    "/passkeys/challenge",
    "/passkeys",
    "/recovery-codes",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_while_after_signing_in_one_shows_first_who_one_is(
    home: House, app: Flask, browser: Browser, ana: Scope, change: str
) -> None:
    with home.app.app_context():
        with_app(ana)
    with clock.frozen(clock.now() + LATER):
        answer = browser.post(f"{PAGE}{change}")

        assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
        page = browser.get(PAGE).text
        assert "First show that it is you" in page
        assert f'action="{PAGE}{change}"' not in page
    assert has(app, ana) == ([], True, 0)


def test_the_password_shows_who_one_is(browser: Browser) -> None:
    with clock.frozen(clock.now() + LATER):
        wrong = browser.post(f"{PAGE}/proof", {"password": "not the right words"})
        right = browser.post(f"{PAGE}/proof", {"password": PASSWORD})

        assert wrong.status_code == 422
        assert right.status_code == 303
        assert browser.post(f"{PAGE}/codes").headers["Location"] == f"{PAGE}/codes"


def test_a_code_shows_who_one_is(home: House, browser: Browser, ana: Scope) -> None:
    with home.app.app_context():
        secret = with_app(ana)

    with clock.frozen(clock.now() + LATER):
        answer = browser.post(f"{PAGE}/proof", {"code": code(secret)})

        assert answer.status_code == 303
        assert browser.post(f"{PAGE}/recovery-codes").status_code == 200


def test_a_passkey_shows_who_one_is(home: House, browser: Browser, ana: Scope) -> None:
    with home.app.app_context():
        device = with_passkey(ana)

    with clock.frozen(clock.now() + LATER):
        asked = browser.post(f"{PAGE}/proof/challenge").text
        sent = {"credential": device.sign(asked)}

        assert browser.post(f"{PAGE}/proof", sent).status_code == 303
        assert browser.post(f"{PAGE}/proof", sent).status_code == 422
        assert browser.post(f"{PAGE}/recovery-codes").status_code == 200


def test_a_proof_asks_for_something(browser: Browser) -> None:
    answer = browser.post(f"{PAGE}/proof")

    assert answer.status_code == 422
    assert "Enter your password or a code." in words(answer)


def test_switching_organisations_proves_nothing(home: House, browser: Browser, ana: Scope) -> None:
    with clock.frozen(clock.now() + LATER):
        browser.post("/account/membership", {"member_id": str(ana.member_id)})

        assert browser.post(f"{PAGE}/codes").headers["Location"] == PAGE
