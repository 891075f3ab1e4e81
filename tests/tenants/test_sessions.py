"""Sessions are kept on the server: they idle out, end from elsewhere, and never come back."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from tenants import clock, membership, sessions
from tenants.database import transaction
from tenants.errors import NotFound
from tenants.isolation import acting_as, knocking
from tenants.scope import Role, Scope
from tests.houses import PASSWORD, House, accepted, invited

pytestmark = pytest.mark.usefixtures("context")


def started(scope: Scope) -> str:
    return sessions.start(scope, "Firefox, Windows")


def scope_of(secret: str) -> Scope | None:
    found = sessions.recognise(secret)
    return found.scope if found else None


def test_a_session_is_recognised_with_the_whole_scope(home: House) -> None:
    assert scope_of(started(home.administrator)) == home.administrator


def test_a_made_up_secret_is_nobody(home: House) -> None:
    started(home.administrator)

    assert scope_of("made-up") is None


def test_thirty_idle_minutes_end_a_session(home: House) -> None:
    secret, now = started(home.administrator), clock.now()

    with clock.frozen(now + timedelta(minutes=29)):
        assert scope_of(secret) == home.administrator
    with clock.frozen(now + timedelta(minutes=58)):
        assert scope_of(secret) == home.administrator
    with clock.frozen(now + timedelta(minutes=89)):
        assert scope_of(secret) is None


def test_twelve_hours_end_a_session_that_was_never_idle(home: House) -> None:
    secret, now = started(home.administrator), clock.now()

    for minutes in range(20, 12 * 60, 20):
        with clock.frozen(now + timedelta(minutes=minutes)):
            assert scope_of(secret) == home.administrator
    with clock.frozen(now + timedelta(hours=12, seconds=1)):
        assert scope_of(secret) is None


def test_last_seen_is_written_at_most_once_a_minute(home: House, owner: Engine) -> None:
    now = clock.now()
    with clock.frozen(now):
        secret = started(home.administrator)

    seen = []
    for seconds in (30, 59, 61, 90):
        with clock.frozen(now + timedelta(seconds=seconds)):
            sessions.recognise(secret)
        with owner.connect() as connection:
            last = connection.scalar(text("SELECT last_seen_at FROM sessions"))
        seen.append((last - now).total_seconds())

    assert seen == [0, 0, 61, 61]


def test_the_database_keeps_only_a_digest(home: House, owner: Engine) -> None:
    secret = started(home.administrator)

    with owner.connect() as connection:
        kept = connection.execute(text("SELECT to_jsonb(s)::text FROM sessions s")).scalars().all()

    assert [secret in row for row in kept] == [False]


def test_signing_out_ends_the_session_everywhere(home: House) -> None:
    secret = started(home.administrator)

    sessions.end(secret)

    assert scope_of(secret) is None


def test_a_person_sees_and_ends_the_own_other_sessions(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)
    here, elsewhere, somebody = started(ana), started(ana), started(home.administrator)
    this = sessions.recognise(here)
    assert this is not None

    with acting_as(ana), transaction():
        assert len(sessions.of_account(ana)) == 2
        assert sessions.end_others(ana, this.session_id) == 1

    assert scope_of(elsewhere) is None
    assert scope_of(here) == ana
    assert scope_of(somebody) == home.administrator


def test_an_administrator_ends_sessions_of_members_but_never_opens_one(home: House) -> None:
    ana = home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)
    secret = started(ana)

    with acting_as(home.administrator) as scope, transaction():
        assert sessions.end_all_of_member(scope, ana.member_id) == 1

    assert scope_of(secret) is None


def test_a_membership_is_chosen_among_the_own_ones_only(home: House, centre: House) -> None:
    ana = home.welcome("ana@pristan.test", Role.COUNSELLOR)
    also = accepted(invited(centre.administrator, "ana@pristan.test", Role.CASE_WORKER), PASSWORD)

    with knocking("", ana.account_id), transaction():
        assert {one.member_id for one in membership.of_account(ana.account_id)} == {
            ana.member_id,
            also.member_id,
        }
        assert membership.chosen(ana.account_id, also.member_id) == also
        with pytest.raises(NotFound):
            membership.chosen(ana.account_id, home.administrator.member_id)
