"""Passwords for people, tokens for programs."""

import time
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from tenants import clock, credentials, passwords, staffing
from tenants.credentials import ApiScope, NoMembership, WrongCredentials
from tenants.database import transaction
from tenants.errors import Invalid, NotAllowed, NotFound
from tenants.isolation import acting_as
from tenants.scope import Role, Scope
from tenants.throttling import Throttled
from tests.houses import PASSWORD, House

pytestmark = pytest.mark.usefixtures("context")
HERE = "192.0.2.1"


def issued(house: House, member: Scope, *scopes: ApiScope) -> str:
    with acting_as(house.administrator) as scope, transaction():
        return credentials.issue(scope, member_id=member.member_id, name="eCSD", scopes=scopes)


def test_the_right_password_names_the_account(home: House) -> None:
    found = credentials.authenticate(home.email.upper(), PASSWORD, HERE)

    assert found == home.administrator.account_id


def test_a_wrong_password_and_an_unknown_account_are_refused_alike(home: House) -> None:
    refusals = []
    for email in (home.email, "nobody@pristan.test"):
        with pytest.raises(WrongCredentials) as refusal:
            credentials.authenticate(email, "not the right words", HERE)
        refusals.append((refusal.value.sentence, refusal.value.facts))

    assert refusals[0] == refusals[1]


def test_an_unknown_account_is_refused_after_as_long_a_time(home: House) -> None:
    passwords.use_cost(passes=3, memory_kib=19_456)
    with suppress(WrongCredentials):
        credentials.authenticate(home.email, PASSWORD, HERE)

    known = min(time_to_refuse(home.email) for _ in range(3))
    unknown = min(time_to_refuse("nobody@pristan.test") for _ in range(3))

    passwords.use_cost(passes=1, memory_kib=8)
    assert 0.5 < unknown / known < 2


def time_to_refuse(email: str) -> float:
    began = time.perf_counter()
    with pytest.raises(WrongCredentials):
        credentials.authenticate(email, "not the right words", HERE)
    return time.perf_counter() - began


def test_the_right_password_does_not_open_an_account_under_attack(home: House) -> None:
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            credentials.authenticate(home.email, "not the right words", HERE)

    with pytest.raises(Throttled):
        credentials.authenticate(home.email, PASSWORD, HERE)


def test_a_hash_of_the_old_cost_is_made_again_at_sign_in(home: House, owner: Engine) -> None:
    passwords.use_cost(passes=2, memory_kib=16)

    credentials.authenticate(home.email, PASSWORD, HERE)

    with owner.connect() as connection:
        kept = connection.scalar(text("SELECT password_hash FROM accounts"))
    passwords.use_cost(passes=1, memory_kib=8)
    assert "m=16,t=2,p=1" in kept


def test_whoever_works_nowhere_any_more_does_not_sign_in(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)
    with acting_as(home.administrator) as scope, transaction():
        staffing.deactivate(scope, ana.member_id)

    with pytest.raises(NoMembership):
        credentials.scope_to_enter(ana.account_id)


def test_the_own_password_is_changed_by_whoever_knows_it(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)
    with acting_as(ana):
        with pytest.raises(Invalid):
            credentials.prove(ana, "not the right words", HERE)
        credentials.prove(ana, PASSWORD, HERE)

        with transaction():
            credentials.change_password(ana, "kava brez mleka ob petih")

    assert (
        credentials.authenticate("ana@crna.pristan.test", "kava brez mleka ob petih", HERE)
        == ana.account_id
    )


def test_a_token_acts_for_its_member_within_its_scopes(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)

    found = credentials.recognise(issued(home, ana, ApiScope.ASKS_READ, ApiScope.PLACES_READ))

    assert found is not None
    assert found.scope == ana
    assert found.token_scopes == {"asks:read", "places:read"}


def test_a_token_looks_like_one_of_ours(home: House) -> None:
    secret = issued(home, home.administrator, ApiScope.PLACES_READ)

    assert credentials.FORM.fullmatch(secret)
    assert credentials.recognise(secret[:-1]) is None
    assert credentials.recognise("pristan_" + "x" * 43) is None


def test_a_revoked_token_opens_nothing(home: House) -> None:
    secret = issued(home, home.administrator, ApiScope.PLACES_READ)
    with acting_as(home.administrator) as scope, transaction():
        ((token, _),) = credentials.tokens(scope)
        credentials.revoke(scope, token.id)

    assert credentials.recognise(secret) is None


def test_a_token_ends_on_its_day(home: House) -> None:
    ends = clock.now() + timedelta(days=30)
    with acting_as(home.administrator) as scope, transaction():
        secret = credentials.issue(
            scope,
            member_id=scope.member_id,
            name="eCSD",
            scopes=[ApiScope.PLACES_READ],
            expires_at=ends,
        )

    assert credentials.recognise(secret) is not None
    with clock.frozen(ends):
        assert credentials.recognise(secret) is None


def test_tokens_are_for_members_of_the_own_organisation(home: House, centre: House) -> None:
    with pytest.raises(NotFound):
        issued(home, centre.administrator, ApiScope.PLACES_READ)


def test_a_token_may_be_used_for_something(home: House) -> None:
    with pytest.raises(Invalid):
        issued(home, home.administrator)


def test_only_an_administrator_issues_tokens(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)

    with acting_as(ana), pytest.raises(NotAllowed):
        credentials.issue(ana, member_id=ana.member_id, name="x", scopes=[ApiScope.PLACES_READ])
