"""Somebody lost the phone: an administrator takes the second step away, and nobody gains a door."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.notices import factors as lost
from tenants import factors
from tenants.clock import frozen, now
from tenants.database import transaction
from tenants.errors import NotAllowed, NotFound
from tenants.isolation import acting_as
from tenants.scope import Role, Scope
from tests.client import Browser
from tests.houses import PASSWORD, House, accepted, invited
from tests.reading import words
from tests.second_steps import with_app, with_paper, with_passkey

EMAIL = "ana@crna.pristan.test"


@pytest.fixture
def ana(home: House) -> Scope:
    scope = home.welcome(EMAIL, Role.COUNSELLOR)
    with home.app.app_context():
        with_app(scope)
        with_passkey(scope)
        with_paper(scope)
    return scope


@pytest.fixture
def office(home: House) -> Browser:
    browser = home.browser()
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def removal(scope: Scope) -> str:
    return f"/administration/members/{scope.member_id}/second-step/removal"


def has_any(app: Flask, scope: Scope) -> bool:
    with app.app_context(), acting_as(scope):
        held = factors.held(scope.account_id)
        return bool(held) or held.recovery_left > 0


def test_afterwards_the_password_alone_lets_in(
    home: House, office: Browser, ana: Scope, app: Flask
) -> None:
    answer = office.post(removal(ana))

    assert "The second step is taken away." in words(office.follow(answer))
    assert not has_any(app, ana)
    assert home.browser(EMAIL).get("/account").status_code == 200


def test_it_is_written_in_the_trail_and_the_person_is_told(
    home: House, office: Browser, ana: Scope, owner: Engine
) -> None:
    office.post(removal(ana))

    with owner.connect() as connection:
        entry = connection.execute(
            text("SELECT member_name, subject_id FROM trail_entries WHERE detail = 'factors_taken'")
        ).one()
        notice = connection.execute(text("SELECT member_id, urgent, mail FROM notices")).one()
    assert tuple(entry) == ("Mojca Kos", ana.member_id)
    assert tuple(notice) == (ana.member_id, True, "waiting")
    hers = home.browser(EMAIL)
    hers.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "took your second step for signing in away" in words(hers.get("/notices"))


def test_every_session_ends(home: House, office: Browser, app: Flask) -> None:
    bor = home.welcome("bor@crna.pristan.test", Role.COUNSELLOR)
    his = home.browser("bor@crna.pristan.test")
    with home.app.app_context():
        with_app(bor)

    office.post(removal(bor))

    assert his.get("/account").status_code == 303


def test_memberships_elsewhere_pause_until_they_are_confirmed(
    home: House, centre: House, office: Browser, app: Flask, owner: Engine
) -> None:
    bor = home.welcome("bor@crna.pristan.test", Role.COUNSELLOR)
    with centre.app.app_context():
        link = invited(centre.administrator, "bor@crna.pristan.test", Role.ADMINISTRATOR)
        elsewhere = accepted(link, PASSWORD)
        with_app(bor)

    office.post(removal(bor))

    with owner.connect() as connection:
        paused = connection.scalars(
            text("SELECT tenant_id FROM members WHERE paused_at IS NOT NULL")
        ).all()
    assert paused == [elsewhere.tenant_id]


def test_there_must_be_something_to_take_away(home: House, office: Browser) -> None:
    bor = home.welcome("bor@crna.pristan.test", Role.COUNSELLOR)

    answer = office.post(removal(bor))

    assert answer.status_code == 409
    assert "This member has no second step for signing in." in words(answer)


def test_ones_own_is_not_taken_away_past_the_proof(home: House, office: Browser) -> None:
    with home.app.app_context():
        with_app(home.administrator)

    assert office.post(removal(home.administrator)).status_code == 409
    page = office.get(f"/administration/members/{home.administrator.member_id}").text
    assert "second-step/removal" not in page


def test_only_an_administrator_of_the_own_house_may(
    home: House, centre: House, ana: Scope, app: Flask
) -> None:
    bor = home.welcome("bor@crna.pristan.test", Role.COUNSELLOR)
    for scope, refusal in ((bor, NotAllowed), (centre.administrator, NotFound)):
        with app.app_context(), acting_as(scope), transaction(), pytest.raises(refusal):
            lost.take_away(scope, ana.member_id)

    assert has_any(app, ana)


@pytest.mark.usefixtures("required")
def test_whoever_needs_one_sets_it_up_anew(home: House, office: Browser) -> None:
    dpo = home.welcome("dpo@crna.pristan.test", Role.DPO)
    with home.app.app_context():
        with_app(dpo)
        with_app(home.administrator)
    office.post(removal(dpo))

    with frozen(now() + timedelta(minutes=1)):
        browser = home.browser("dpo@crna.pristan.test")
        assert browser.get("/trail").headers["Location"] == "/account/security"
