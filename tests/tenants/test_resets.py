"""A forgotten password, and why no administrator gets into another organisation by it."""

from datetime import timedelta

import pytest

from tenants import clock, credentials, resets, sessions, staffing
from tenants.admission import LinkGone
from tenants.credentials import WrongCredentials
from tenants.database import transaction
from tenants.errors import Invalid, NotFound
from tenants.isolation import acting_as
from tenants.scope import Role, Scope
from tests.houses import PASSWORD, House, accepted, invited

pytestmark = pytest.mark.usefixtures("context")
NEW = "kava brez mleka ob petih"
HERE = "192.0.2.1"


def link_for(house: House, member: Scope) -> str:
    with acting_as(house.administrator) as scope, transaction():
        return resets.make_link(scope, member.member_id)


@pytest.fixture
def ana(home: House) -> Scope:
    return home.welcome("ana@pristan.test", Role.COUNSELLOR)


@pytest.fixture
def ana_elsewhere(ana: Scope, centre: House) -> Scope:
    return accepted(invited(centre.administrator, "ana@pristan.test", Role.CASE_WORKER), PASSWORD)


def test_the_link_sets_a_new_password(home: House, ana: Scope) -> None:
    resets.redeem(link_for(home, ana), NEW)

    assert credentials.authenticate("ana@pristan.test", NEW, HERE) == ana.account_id
    with pytest.raises(WrongCredentials):
        credentials.authenticate("ana@pristan.test", PASSWORD, HERE)


def test_the_link_works_once(home: House, ana: Scope) -> None:
    secret = link_for(home, ana)
    resets.redeem(secret, NEW)

    with pytest.raises(LinkGone):
        resets.redeem(secret, PASSWORD)


def test_the_link_ends_after_a_day(home: House, ana: Scope) -> None:
    secret = link_for(home, ana)

    with clock.frozen(clock.now() + timedelta(hours=24)), pytest.raises(LinkGone):
        resets.redeem(secret, NEW)


def test_a_weak_password_leaves_the_link_open(home: House, ana: Scope) -> None:
    secret = link_for(home, ana)
    with pytest.raises(Invalid):
        resets.redeem(secret, "kratko")

    resets.redeem(secret, NEW)


def test_a_new_password_ends_every_session(home: House, ana: Scope) -> None:
    before = sessions.start(ana, "")

    resets.redeem(link_for(home, ana), NEW)

    assert sessions.recognise(before) is None


def test_memberships_elsewhere_pause_until_confirmed_there(
    home: House, centre: House, ana: Scope, ana_elsewhere: Scope
) -> None:
    elsewhere = sessions.start(ana_elsewhere, "")

    resets.redeem(link_for(home, ana), NEW)

    assert sessions.recognise(elsewhere) is None
    assert credentials.scope_to_enter(ana.account_id) == ana
    assert sessions.recognise(sessions.start(ana_elsewhere, "")) is None

    with acting_as(centre.administrator) as scope, transaction():
        staffing.confirm(scope, ana_elsewhere.member_id)
    assert sessions.recognise(sessions.start(ana_elsewhere, "")) is not None


def test_whoever_was_locked_out_by_guesses_gets_in_after_a_reset(home: House, ana: Scope) -> None:
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            credentials.authenticate("ana@pristan.test", "not the right words", HERE)

    resets.redeem(link_for(home, ana), NEW)

    assert credentials.authenticate("ana@pristan.test", NEW, HERE) == ana.account_id


def test_a_leaver_cannot_use_a_link_from_before(home: House, ana: Scope) -> None:
    secret = link_for(home, ana)
    with acting_as(home.administrator) as scope, transaction():
        staffing.deactivate(scope, ana.member_id)

    with pytest.raises(LinkGone):
        resets.redeem(secret, NEW)


def test_links_are_for_members_of_the_own_organisation(home: House, centre: House) -> None:
    with pytest.raises(NotFound):
        link_for(home, centre.administrator)
