"""A forgotten password, where mail is set up: the answer says nothing, the mail says it all."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.jobs.resetting import reset
from tenants import clock, credentials, sessions
from tenants.database import db
from tenants.isolation import acting_as
from tenants.scope import Role, Scope
from tests.client import Browser
from tests.houses import PASSWORD, House, accepted, invited
from tests.postbox import URL, Postbox, opened, text_of
from tests.reading import words

NEW = "kava brez mleka ob petih"
ANA = "ana@pristan.test"
SENT = "If somebody signs in with this address, a mail with a link is on its way there."


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    with opened(app, "pristan.test") as postbox:
        yield postbox


@pytest.fixture
def ana(home: House) -> Scope:
    return home.welcome(ANA, Role.COUNSELLOR)


@pytest.fixture
def visitor(app: Flask) -> Browser:
    browser = Browser(app)
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def deferred(owner: Engine) -> list[str]:
    """For which accounts a mail was asked, known or not."""
    with owner.connect() as connection:
        found = connection.scalars(
            text(
                "SELECT args->>'account_id' FROM procrastinate_jobs WHERE task_name = 'reset'"
                " ORDER BY id"
            )
        )
        return list(found)


def mailed_link(app: Flask, postbox: Postbox, account_id: str) -> str:
    with app.app_context():
        reset(account_id)
    found = re.search(rf"{URL}(/passwords/\S+)", text_of(postbox.mails[-1]))
    assert found
    return found[1]


def test_a_known_and_an_unknown_address_get_the_same_page_and_the_same_work(
    visitor: Browser, owner: Engine, ana: Scope, postbox: Postbox
):
    answers = [
        visitor.post("/forgotten", {"email": email}) for email in (ANA, "nobody@pristan.test")
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(SENT in words(answer) for answer in answers)
    assert len(deferred(owner)) == 2
    assert deferred(owner)[0] == str(ana.account_id)
    assert postbox.raw == []


def test_the_mail_leads_to_a_new_password_within_the_hour(
    app: Flask, visitor: Browser, owner: Engine, ana: Scope, postbox: Postbox
):
    visitor.post("/forgotten", {"email": ANA})
    path = mailed_link(app, postbox, deferred(owner)[0])

    visitor.post(path, {"password": NEW, "again": NEW})

    assert postbox.recipients == [ANA]
    assert visitor.sign_in(ANA, NEW).status_code == 303
    assert visitor.get(path).status_code == 404


def test_after_an_hour_the_link_opens_nothing(
    app: Flask, visitor: Browser, ana: Scope, postbox: Postbox
):
    path = mailed_link(app, postbox, str(ana.account_id))

    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert visitor.get(path).status_code == 404


def test_nobody_is_mailed_who_has_no_account_or_works_for_nobody(
    app: Flask, owner: Engine, ana: Scope, postbox: Postbox
):
    with owner.begin() as connection:
        connection.execute(text("UPDATE members SET paused_at = now()"))

    with app.app_context():
        reset(str(ana.account_id))
        reset("019a0000-0000-7000-8000-000000000000")

    assert postbox.raw == []


def test_a_link_by_mail_pauses_no_membership_anywhere_and_ends_every_session(
    app: Flask, visitor: Browser, centre: House, ana: Scope, postbox: Postbox
):
    with app.app_context():
        elsewhere = accepted(invited(centre.administrator, ANA, Role.CASE_WORKER), PASSWORD)
        before = sessions.start(elsewhere, "")
    path = mailed_link(app, postbox, str(ana.account_id))

    visitor.post(path, {"password": NEW, "again": NEW})

    with app.app_context():
        assert sessions.recognise(before) is None
        assert sessions.recognise(sessions.start(elsewhere, "")) is not None


def test_nobody_makes_such_a_link_for_somebody_else(app: Flask, home: House, ana: Scope):
    """The database holds it: an administrator's scope inserts no link that came by mail."""
    forged = text(
        "INSERT INTO password_links (tenant_id, id, member_id, account_id, token_hash, by_mail,"
        " expires_at, created_at) VALUES (:tenant, gen_random_uuid(), :member, :account, 'x',"
        " true, app_now(), app_now())"
    )
    with app.app_context(), acting_as(home.administrator) as scope:
        said = {"tenant": scope.tenant_id, "member": ana.member_id, "account": ana.account_id}
        with pytest.raises(Exception, match="row-level security"):
            db.session.execute(forged, said)


def test_three_times_in_a_quarter_of_an_hour_is_enough(visitor: Browser, postbox: Postbox):
    for _ in range(3):
        assert visitor.post("/forgotten", {"email": ANA}).status_code == 200

    answer = visitor.post("/forgotten", {"email": ANA})

    assert answer.status_code == 429
    assert answer.headers["Retry-After"]
    assert visitor.post("/forgotten", {"email": "other@pristan.test"}).status_code == 200


def test_asking_for_mails_locks_nobody_out_of_signing_in(
    app: Flask, visitor: Browser, ana: Scope, postbox: Postbox
):
    for _ in range(5):
        visitor.post("/forgotten", {"email": ANA})

    with app.app_context():
        assert credentials.authenticate(ANA, PASSWORD, "192.0.2.9") == ana.account_id


def test_where_no_mail_is_set_up_the_administrator_helps(visitor: Browser, owner: Engine):
    page = visitor.get("/sign-in")

    assert "The administrator of your organisation makes a link" in page.text
    assert "/forgotten" not in page.text
    assert visitor.post("/forgotten", {"email": ANA}).status_code == 404
    assert deferred(owner) == []


def test_where_mail_is_set_up_the_sign_in_page_leads_there(visitor: Browser, postbox: Postbox):
    assert 'href="/forgotten"' in visitor.get("/sign-in").text
    assert visitor.post("/forgotten", {"email": "no address"}).status_code == 422
