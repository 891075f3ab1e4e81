"""Every view is closed unless it is marked public. A small application of its own shows how."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Blueprint, Flask
from sqlalchemy import text

from tenants import credentials, login
from tenants.credentials import ApiScope
from tenants.database import db, transaction
from tenants.isolation import acting_as
from tenants.login import acting, public, token_scopes
from tenants.models import Tenant
from tenants.reading import UnfinishedWrite
from tenants.scope import Role
from tenants.throttling import PER_ADDRESS, Throttled
from tests.client import Browser
from tests.houses import House

door = Blueprint("door", __name__)


@door.get("/open")
@public
def open_to_all() -> str:
    return "signed in" if login.signed_in() else "nobody"


@door.get("/closed")
@door.post("/closed")
def closed() -> str:
    return acting().member_name


@door.get("/api/closed")
def api() -> list[str]:
    return [acting().member_name, *sorted(token_scopes() or ())]


@door.get("/careless")
def careless() -> str:
    tenant = db.session.get_one(Tenant, acting().tenant_id)
    tenant.town = "Kranj"
    return "shown"


@door.get("/flushed")
def flushed() -> str:
    db.session.get_one(Tenant, acting().tenant_id).town = "Kranj"
    db.session.flush()
    return "shown"


@pytest.fixture
def small(app: Flask) -> Iterator[Flask]:
    """Our rules of signing in around views made for these tests."""
    small = Flask("small")
    small.config["SQLALCHEMY_DATABASE_URI"] = app.config["SQLALCHEMY_DATABASE_URI"]
    small.testing = True
    db.init_app(small)
    login.init_app(small)
    small.add_url_rule("/sign-in", endpoint="signin.show", view_func=public(lambda: "sign in"))
    small.register_blueprint(door)
    yield small
    with small.app_context():
        db.engine.dispose()


@pytest.fixture
def visitor(small: Flask) -> Browser:
    return Browser(small)


@pytest.fixture
def member(small: Flask, home: House) -> Browser:
    browser = Browser(small)
    browser.secret = home.browser().secret or ""
    return browser


def bearer(house: House, *scopes: ApiScope) -> dict[str, str]:
    with house.app.app_context(), acting_as(house.administrator) as scope, transaction():
        token = credentials.issue(scope, member_id=scope.member_id, name="eCSD", scopes=scopes)
    return {"Authorization": f"Bearer {token}"}


def test_a_public_view_is_open_to_everybody(visitor: Browser, member: Browser) -> None:
    assert visitor.get("/open").text == "nobody"
    assert member.get("/open").text == "signed in"


def test_a_page_leads_to_signing_in_and_back(visitor: Browser) -> None:
    answer = visitor.get("/closed?page=2")

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/sign-in?next=/closed?page%3D2",
    )


def test_a_member_is_let_in(member: Browser) -> None:
    assert member.get("/closed").text == "Mojca Kos"


def test_what_does_not_exist_is_not_found_for_everybody(visitor: Browser, member: Browser) -> None:
    assert visitor.get("/nowhere").status_code == 404
    assert member.get("/nowhere").status_code == 404


def test_the_api_answers_401_and_says_how_to_get_in(visitor: Browser) -> None:
    answer = visitor.get("/api/closed")

    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_opens_the_api_with_its_scopes(visitor: Browser, home: House) -> None:
    headers = bearer(home, ApiScope.PLACES_READ, ApiScope.ASKS_READ)

    assert visitor.get("/api/closed", headers=headers).json == [
        "Mojca Kos",
        "asks:read",
        "places:read",
    ]


def test_a_token_opens_no_page_and_a_cookie_no_api(
    visitor: Browser, member: Browser, home: House
) -> None:
    headers = bearer(home, ApiScope.PLACES_READ)

    assert visitor.get("/closed", headers=headers).status_code == 303
    assert member.get("/api/closed").status_code == 401


def test_many_unknown_tokens_from_one_address_have_to_wait(visitor: Browser) -> None:
    headers = {"Authorization": "Bearer pristan_" + "x" * 43}
    for _ in range(PER_ADDRESS):
        assert visitor.get("/api/closed", headers=headers).status_code == 401

    with pytest.raises(Throttled):
        visitor.get("/api/closed", headers=headers)


@pytest.mark.parametrize("path", ["/careless", "/flushed"])
def test_a_page_that_changes_data_without_saying_so_fails(
    path: str, member: Browser, small: Flask, home: House
) -> None:
    with pytest.raises(UnfinishedWrite):
        member.get(path)

    with small.app_context(), acting_as(home.administrator):
        assert db.session.get_one(Tenant, home.administrator.tenant_id).town == ""


def test_a_request_that_only_reads_ends_with_commit(member: Browser, small: Flask) -> None:
    ended: list[str] = []

    with small.app_context():
        engine = db.engine
    for name in ("commit", "rollback"):
        db.event.listen(engine, name, lambda _connection, name=name: ended.append(name))
    member.get("/closed")

    assert ended == ["commit"]


def test_recognising_a_caller_takes_one_query(member: Browser, small: Flask) -> None:
    asked: list[str] = []
    with small.app_context():
        engine = db.engine
    db.event.listen(
        engine, "before_cursor_execute", lambda _c, _cur, statement, *_: asked.append(statement)
    )

    member.get("/closed")

    looked = [one for one in asked if "set_config" not in one]
    assert len(looked) == 1
    assert "recognised_sessions" in looked[0]


@pytest.mark.parametrize("cookie", ["remember_token", "session"])
def test_cookies_of_the_libraries_below_mean_nothing(visitor: Browser, cookie: str) -> None:
    visitor.client.set_cookie(cookie, "1|abc")

    assert visitor.get("/closed").status_code == 303


def test_over_https_the_cookie_carries_the_host_prefix(small: Flask, home: House) -> None:
    small.config["SESSION_COOKIE_SECURE"] = True

    with small.test_request_context("/"):
        answer = login.admit(small.make_response(""), home.administrator)

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-pristan_session=")
    assert cookie.endswith("; Secure; HttpOnly; Path=/; SameSite=Lax")


def test_roles_travel_with_the_session(small: Flask, home: House) -> None:
    with small.test_request_context("/") as context:
        answer = login.admit(small.make_response(""), replace(home.administrator))
        secret = answer.headers["Set-Cookie"].split("=")[1].split(";")[0]
        del context
    browser = Browser(small)
    browser.secret = secret

    assert home.administrator.roles == {Role.ADMINISTRATOR}
    assert browser.get("/closed").text == "Mojca Kos"


def test_the_policies_bind_what_a_page_reads(member: Browser, centre: House) -> None:
    with centre.app.app_context(), acting_as(centre.administrator):
        found = db.session.execute(text("SELECT count(*) FROM members")).scalar()

    assert found == 1
