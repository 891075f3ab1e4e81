"""The administration: members, invitations and tokens of one's own organisation."""

import html
import re
from uuid import UUID

import pytest
from flask import Flask

from tenants import credentials, staffing
from tenants.scope import Role, Scope
from tests import factories
from tests.actors import Actor
from tests.client import Browser
from tests.houses import PASSWORD, House, accepted, invited

NEW = "kava brez mleka ob petih"
ANA = "ana@pristan.test"


@pytest.fixture
def ana(home: House) -> Scope:
    return home.welcome(ANA, Role.COUNSELLOR)


@pytest.fixture
def office(home: House) -> Browser:
    """The administrator's browser, in English."""
    browser = home.browser()
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


@pytest.fixture
def visitor(app: Flask) -> Browser:
    return Browser(app)


def shown(page: str) -> str:
    """The secret a page shows once."""
    found = re.search(r'id="secret" value="([^"]+)"', page)
    assert found, page
    return html.unescape(found[1])


def path_of(link: str) -> str:
    return link.removeprefix("http://localhost")


def test_an_invitation_goes_from_the_administrator_to_the_new_colleague(
    office: Browser, visitor: Browser
) -> None:
    form = {"email": "bine@pristan.test", "name": "Bine Kovač", "roles": ["head", "counsellor"]}

    link = path_of(shown(office.post("/administration/invitations", form).text))
    waiting = office.get("/administration/invitations").text
    visitor.post(link, {"name": "Bine Kovač", "password": NEW, "again": NEW})

    assert "bine@pristan.test" in waiting
    assert link not in waiting
    assert "counsellor, head" in english(visitor).get("/account").text
    assert "bine@pristan.test" in office.get("/administration/members").text


def english(browser: Browser) -> Browser:
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def test_a_refused_invitation_keeps_everything_typed(office: Browser) -> None:
    form = {"email": "no address", "name": "Bine Kovač", "roles": ["head"], "until": "1. 2. 2020"}

    answer = office.post("/administration/invitations", form)

    assert answer.status_code == 422
    for kept in ('value="no address"', 'value="Bine Kovač"', 'value="1. 2. 2020"'):
        assert kept in answer.text
    assert re.search(r'value="head"[^>]* checked', answer.text)


def test_an_inspector_is_invited_until_the_end_of_a_day(office: Browser, home: House) -> None:
    form = {"email": "nadzor@pristan.test", "name": "Nada Zor", "roles": ["inspector"]}

    without = office.post("/administration/invitations", form)
    office.post("/administration/invitations", form | {"until": "31. 12. 2099"})

    assert without.status_code == 422
    assert "An inspector&#39;s membership needs a last day." in without.text


def test_roles_that_the_organisation_cannot_give_are_neither_offered_nor_taken(
    office: Browser,
) -> None:
    form = {"email": "x@pristan.test", "name": "Nekdo", "roles": ["network_administrator"]}

    assert "network administrator" not in office.get("/administration/invitations").text
    assert office.post("/administration/invitations", form).status_code == 422


def test_a_withdrawn_invitation_is_no_longer_listed(office: Browser, home: House) -> None:
    with home.app.app_context():
        invited(home.administrator, "bine@pristan.test", Role.HEAD)
    page = office.get("/administration/invitations").text
    withdrawal = re.search(r"/administration/invitations/[-0-9a-f]+/withdrawal", page)
    assert withdrawal

    first, second = office.post(withdrawal[0]), office.post(withdrawal[0])

    assert "bine@pristan.test" not in office.follow(first).text
    assert second.status_code == 409


def test_roles_change_and_a_second_change_on_top_is_refused(office: Browser, ana: Scope) -> None:
    address = f"/administration/members/{ana.member_id}"
    form = {"version": "1", "name": "Ana Novak", "roles": ["head"]}

    assert office.post(address, form).status_code == 303
    late = office.post(address, form | {"name": "Ana Kranjc"})

    assert late.status_code == 409
    assert 'value="Ana Kranjc"' in late.text


def test_the_last_administrator_cannot_be_removed(office: Browser, home: House) -> None:
    address = f"/administration/members/{home.administrator.member_id}"

    gone = office.post(f"{address}/deactivation")
    demoted = office.post(address, {"version": "1", "name": "Mojca Kos", "roles": ["head"]})

    assert (gone.status_code, demoted.status_code) == (409, 409)
    assert "This is the last administrator." in gone.text


def test_a_leaver_is_out_at_once_and_can_come_back(
    office: Browser, home: House, ana: Scope
) -> None:
    browser = home.browser(ANA)
    address = f"/administration/members/{ana.member_id}"

    office.post(f"{address}/deactivation")
    assert browser.get("/account").status_code == 303
    assert Browser(home.app).sign_in(ANA, PASSWORD).status_code == 422

    office.post(f"{address}/reactivation")
    assert Browser(home.app).sign_in(ANA, PASSWORD).status_code == 303


def test_a_forgotten_password_is_reset_by_a_link_shown_once(
    office: Browser, visitor: Browser, ana: Scope
) -> None:
    answer = office.post(f"/administration/members/{ana.member_id}/password-link")
    link = path_of(shown(answer.text))

    visitor.post(link, {"password": NEW, "again": NEW})

    assert visitor.sign_in(ANA, NEW).status_code == 303
    assert visitor.get(link).status_code == 404


def test_another_organisation_confirms_the_person_before_the_new_password_opens_it(
    office: Browser, visitor: Browser, centre: House, ana: Scope
) -> None:
    with centre.app.app_context():
        there = accepted(invited(centre.administrator, ANA, Role.CASE_WORKER), PASSWORD)
    link = shown(office.post(f"/administration/members/{ana.member_id}/password-link").text)
    visitor.post(path_of(link), {"password": NEW, "again": NEW})
    visitor.sign_in(ANA, NEW)
    switch = {"member_id": str(there.member_id)}
    paused = visitor.post("/account/membership", switch).status_code

    centre.browser().post(f"/administration/members/{there.member_id}/confirmation")

    assert paused == 404
    assert visitor.post("/account/membership", switch).status_code == 303


def test_a_token_is_shown_once_works_and_is_revoked(
    office: Browser, home: House, ana: Scope
) -> None:
    form = {"member_id": str(ana.member_id), "name": "eCSD", "scopes": ["places:read"]}
    token = shown(office.post("/administration/tokens", form).text)
    page = office.get("/administration/tokens").text
    revocation = re.search(r"/administration/tokens/[-0-9a-f]+/revocation", page)
    assert revocation
    assert token not in page
    assert known(home, token)

    office.post(revocation[0])

    assert not known(home, token)
    assert "eCSD" not in office.get("/administration/tokens").text


def known(home: House, token: str) -> bool:
    with home.app.app_context():
        return credentials.recognise(token) is not None


def test_a_refused_token_form_keeps_what_was_chosen(office: Browser, ana: Scope) -> None:
    form = {"member_id": str(ana.member_id), "name": "", "scopes": ["asks:read"]}

    answer = office.post("/administration/tokens", form)

    assert answer.status_code == 422
    assert f'value="{ana.member_id}" selected' in answer.text
    assert re.search(r'value="asks:read"[^>]* checked', answer.text)


@pytest.mark.parametrize("path", ["members", "invitations", "tokens"])
def test_only_administrators_see_the_administration(path: str, home: House, ana: Scope) -> None:
    assert home.browser(ANA).get(f"/administration/{path}").status_code == 403


@pytest.mark.parametrize(
    "act", ["", "/deactivation", "/reactivation", "/confirmation", "/password-link"]
)
def test_members_of_others_are_not_found_like_made_up_ones(
    act: str, office: Browser, centre: House
) -> None:
    form = {"version": "1", "name": "Ime Priimek", "roles": ["head"]}
    foreign, made_up = (
        office.post(f"/administration/members/{member_id}{act}", form)
        for member_id in (centre.administrator.member_id, UUID(int=7))
    )

    assert (foreign.status_code, made_up.status_code) == (404, 404)


@pytest.mark.parametrize(
    "act", ["", "/deactivation", "/reactivation", "/confirmation", "/password-link", "/hand-over"]
)
def test_without_the_role_an_own_member_is_forbidden_and_a_foreign_one_not_found(
    act: str, home: House, ana: Scope, centre: House
) -> None:
    browser = home.browser(ANA)
    form = {"version": "1", "name": "Ime Priimek", "roles": ["head"], "to_id": str(UUID(int=7))}
    own, foreign = (
        browser.post(f"/administration/members/{member_id}{act}", form).status_code
        for member_id in (home.administrator.member_id, centre.administrator.member_id)
    )

    assert (own, foreign) == (403, 404)


def test_whoever_answers_for_something_hands_over_before_leaving(
    office: Browser, home: House, ana: Scope
) -> None:
    head = Actor(home.app, home.welcome("vodja@pristan.test", Role.HEAD), "vodja@pristan.test")
    factories.group(head, responsible_id=head.scope.member_id)
    address = f"/administration/members/{head.scope.member_id}"

    too_early = office.post(f"{address}/deactivation")
    nobody = office.post(f"{address}/hand-over", {"to_id": ""})
    done = office.post(f"{address}/hand-over", {"to_id": str(ana.member_id)})
    then = office.post(f"{address}/deactivation")

    assert (too_early.status_code, nobody.status_code) == (409, 422)
    assert "1 group" in too_early.text
    assert (done.status_code, then.status_code) == (303, 303)
    assert "1 group" in office.get(f"/administration/members/{ana.member_id}").text


def test_long_lists_have_pages(office: Browser, home: House, ana: Scope) -> None:
    before, staffing.A_PAGE = staffing.A_PAGE, 1
    first, second = (office.get(f"/administration/members?page={n}").text for n in (1, 2))
    staffing.A_PAGE = before

    assert (ANA in first, ANA in second) == (True, False)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
