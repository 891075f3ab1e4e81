"""Whoever needs a second factor sets one up before anything else, where it is required."""

import re

import pytest
from sqlalchemy import Engine, text

from tenants import credentials
from tenants.credentials import ApiScope
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.roles import NEED_FACTOR
from tenants.scope import Role, Scope
from tests.client import Browser
from tests.houses import PASSWORD, House, invited
from tests.second_steps import with_app

EMAIL = "ana@crna.pristan.test"


@pytest.fixture
def ana(home: House) -> Scope:
    return home.welcome(EMAIL, Role.COUNSELLOR)


@pytest.mark.usefixtures("required")
def test_whoever_needs_a_factor_and_has_none_is_led_to_it_first(home: House) -> None:
    browser = home.browser()

    for path in ("/", "/places", "/account", "/administration/members", "/live"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/account/security")
    assert browser.post("/account/session-endings").headers["Location"] == "/account/security"
    page = browser.get("/account/security")
    assert page.status_code == 200
    assert '<nav class="side"' not in page.text
    assert "/sign-out" in page.text


@pytest.mark.usefixtures("required")
def test_htmx_is_led_there_too(home: House) -> None:
    answer = home.browser().get("/places", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/account/security"


@pytest.mark.usefixtures("required")
def test_once_it_is_set_up_everything_is_open(home: House) -> None:
    browser = home.browser()
    with home.app.app_context():
        with_app(home.administrator)

    assert browser.get("/administration/members").status_code == 200


@pytest.mark.usefixtures("required")
def test_a_new_administrator_is_led_from_the_invitation_to_the_set_up(home: House) -> None:
    with home.app.app_context():
        link = invited(home.administrator, "nova@crna.pristan.test", Role.ADMINISTRATOR)
    browser = Browser(home.app)

    joined = browser.post(
        f"/invitations/{link}", {"name": "Nova Oseba", "password": PASSWORD, "again": PASSWORD}
    )

    assert joined.headers["Location"] == "/"
    assert browser.follow(joined).headers["Location"] == "/account/security"
    assert "/account/security/codes" in browser.get("/account/security").text


@pytest.mark.usefixtures("required")
def test_others_need_none(home: House, ana: Scope) -> None:
    assert home.browser(EMAIL).get("/places").status_code == 200


@pytest.mark.usefixtures("required")
def test_the_role_counts_wherever_it_is_held(home: House, centre: House, ana: Scope) -> None:
    browser = home.browser(EMAIL)
    with centre.app.app_context():
        link = invited(centre.administrator, EMAIL, Role.DPO)
    Browser(home.app).post(f"/invitations/{link}", {"password": PASSWORD})

    assert browser.get("/places").headers["Location"] == "/account/security"


def test_the_database_knows_the_same_roles_as_the_code(owner: Engine) -> None:
    with owner.connect() as connection:
        view = connection.scalar(text("SELECT pg_get_viewdef('recognised_sessions'::regclass)"))

    named = re.findall(r"'(\w+)'::text", view.partition("o.roles &&")[2].partition("]")[0])
    assert set(named) == NEED_FACTOR


@pytest.mark.usefixtures("required")
def test_a_token_is_a_credential_of_its_own(home: House) -> None:
    with home.app.app_context(), acting_as(home.administrator) as scope, transaction():
        token = credentials.issue(
            scope, member_id=scope.member_id, name="eCSD", scopes=[ApiScope.PLACES_READ]
        )

    answer = Browser(home.app).get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 200
