"""One-time codes of an app: how one is set up, and that a code lets somebody in once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from network.keys.sealing import Unreadable
from network.keys.vault import VAULT
from tenants import clock, factors, onetime, second_step
from tenants.credentials import WrongCredentials
from tenants.database import new_id, transaction
from tenants.errors import Conflict, Invalid, NotFound
from tenants.factors import Way
from tenants.isolation import acting_as, knocking
from tenants.scope import Role, Scope
from tenants.throttling import Throttled
from tests.houses import House
from tests.second_steps import code, with_app, with_paper
from tests.served import at_once

pytestmark = pytest.mark.usefixtures("context")
HERE = "192.0.2.1"
NOON = datetime(2026, 11, 23, 12, 0, 5, tzinfo=UTC)


@pytest.fixture
def ana(home: House) -> Scope:
    return home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)


def proved(scope: Scope, typed: str) -> Way:
    return second_step.prove(scope.account_id, typed, VAULT, HERE)


def test_a_code_of_the_app_proves_who_somebody_is(ana: Scope) -> None:
    with clock.frozen(NOON):
        secret = with_app(ana)

    with clock.frozen(NOON + timedelta(minutes=5)):
        assert proved(ana, code(secret)) is Way.CODE


def test_a_code_may_be_typed_with_a_gap(ana: Scope) -> None:
    with clock.frozen(NOON):
        secret = with_app(ana)

    with clock.frozen(NOON + timedelta(minutes=5)):
        typed = code(secret)
        assert proved(ana, f" {typed[:3]} {typed[3:]} ") is Way.CODE


def test_the_same_code_is_accepted_once(ana: Scope) -> None:
    with clock.frozen(NOON):
        secret = with_app(ana)

    with clock.frozen(NOON + timedelta(minutes=5)):
        typed = code(secret)
        proved(ana, typed)

        with pytest.raises(WrongCredentials):
            proved(ana, typed)


def test_the_code_by_which_the_app_was_set_up_is_used_already(ana: Scope) -> None:
    with clock.frozen(NOON):
        secret = with_app(ana)

        with pytest.raises(WrongCredentials):
            proved(ana, code(secret))


def test_an_older_code_is_refused_after_a_newer_one(ana: Scope) -> None:
    with clock.frozen(NOON):
        secret = with_app(ana)

    with clock.frozen(NOON + timedelta(minutes=5)):
        older = code(secret)
    with clock.frozen(NOON + timedelta(minutes=5, seconds=30)):
        proved(ana, code(secret))

        with pytest.raises(WrongCredentials):
            proved(ana, older)


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_the_clock_of_a_phone_may_be_off_by_one_step(ana: Scope, steps: int, right: bool) -> None:
    with clock.frozen(NOON):
        secret = with_app(ana)

    with clock.frozen(NOON + timedelta(minutes=5)):
        typed = code(secret, steps)
        with knocking("", ana.account_id), transaction():
            assert onetime.accepts(ana.account_id, VAULT, typed) is right


def test_of_two_at_once_one_is_let_through(home: House, ana: Scope) -> None:
    with clock.frozen(NOON):
        secret = with_app(ana)
    app = home.app

    def attempt() -> bool:
        later = clock.frozen(NOON + timedelta(minutes=5))
        with app.app_context(), later, knocking("", ana.account_id), transaction():
            return onetime.accepts(ana.account_id, VAULT, code(secret))

    assert sorted(at_once([attempt] * 4)) == [False, False, False, True]


def test_guessing_codes_is_slowed_down(ana: Scope) -> None:
    with clock.frozen(NOON):
        secret = with_app(ana)

    with clock.frozen(NOON + timedelta(minutes=5)):
        for _ in range(5):
            with pytest.raises(WrongCredentials):
                proved(ana, "000000")

        with pytest.raises(Throttled):
            proved(ana, code(secret))


def test_an_app_that_was_never_confirmed_proves_nothing(ana: Scope) -> None:
    with acting_as(ana), transaction():
        onetime.begin(ana, VAULT)
        secret, _ = onetime.being_set_up(ana, VAULT)

    with pytest.raises(WrongCredentials):
        proved(ana, code(secret))
    with acting_as(ana):
        assert not factors.held(ana.account_id)


def test_a_wrong_code_does_not_finish_setting_up(ana: Scope) -> None:
    with acting_as(ana), transaction():
        onetime.begin(ana, VAULT)

    with acting_as(ana), transaction(), pytest.raises(Invalid):
        onetime.confirm(ana, VAULT, "12345")


def test_nobody_is_told_the_secret_again_once_it_is_confirmed(ana: Scope) -> None:
    with_app(ana)

    with acting_as(ana):
        with pytest.raises(NotFound):
            onetime.being_set_up(ana, VAULT)
        with pytest.raises(Conflict):
            onetime.begin(ana, VAULT)


def test_the_app_is_told_whose_codes_these_are(ana: Scope) -> None:
    with acting_as(ana), transaction():
        onetime.begin(ana, VAULT)
        _, address = onetime.being_set_up(ana, VAULT)

    assert address.startswith("otpauth://totp/Pristan:ana%40crna.pristan.test?secret=")
    assert "issuer=Pristan" in address


def test_the_database_holds_the_secret_sealed(ana: Scope, owner: Engine) -> None:
    secret = with_app(ana)

    with owner.connect() as connection:
        sealed = connection.scalar(text("SELECT sealed FROM one_time_codes"))
    assert secret.encode() not in sealed
    assert VAULT.unseal(ana.account_id, sealed) == secret.encode()


def test_a_secret_moved_to_another_account_does_not_open_there(ana: Scope, owner: Engine) -> None:
    with_app(ana)

    with owner.connect() as connection:
        sealed = connection.scalar(text("SELECT sealed FROM one_time_codes"))
    with pytest.raises(Unreadable):
        VAULT.unseal(new_id(), sealed)


def test_a_code_of_somebody_else_proves_nothing(home: House, ana: Scope) -> None:
    other = home.welcome("bor@crna.pristan.test", Role.COUNSELLOR)
    with clock.frozen(NOON):
        secret = with_app(ana)
        with_app(other)

    with clock.frozen(NOON + timedelta(minutes=5)), pytest.raises(WrongCredentials):
        proved(other, code(secret))


def test_a_recovery_code_stands_in_however_it_is_typed(ana: Scope) -> None:
    with_app(ana)
    paper = with_paper(ana)

    assert proved(ana, paper[0]) is Way.RECOVERY
    assert proved(ana, paper[1].upper().replace("-", " ")) is Way.RECOVERY


def test_a_recovery_code_works_once(ana: Scope) -> None:
    with_app(ana)
    paper = with_paper(ana)
    proved(ana, paper[0])

    with pytest.raises(WrongCredentials):
        proved(ana, paper[0])
    with acting_as(ana):
        assert factors.held(ana.account_id).recovery_left == 9


def test_of_two_who_hold_the_same_paper_one_gets_in(home: House, ana: Scope) -> None:
    with_app(ana)
    paper = with_paper(ana)
    app = home.app

    def attempt() -> str:
        with app.app_context():
            try:
                return proved(ana, paper[0])
            except WrongCredentials:
                return "refused"

    assert sorted(at_once([attempt] * 4)) == ["recovery", "refused", "refused", "refused"]


def test_new_recovery_codes_end_the_old_ones(ana: Scope) -> None:
    with_app(ana)
    old = with_paper(ana)

    with acting_as(ana), transaction():
        new = factors.new_recovery_codes(ana)

    assert len({*old, *new}) == 20
    with pytest.raises(WrongCredentials):
        proved(ana, old[0])
    assert proved(ana, new[0]) is Way.RECOVERY


def test_recovery_codes_need_something_that_they_stand_in_for(ana: Scope) -> None:
    with acting_as(ana), pytest.raises(Conflict):
        factors.new_recovery_codes(ana)


def test_the_database_holds_digests_of_recovery_codes(ana: Scope, owner: Engine) -> None:
    with_app(ana)
    paper = with_paper(ana)

    with owner.connect() as connection:
        kept = connection.scalars(text("SELECT code_hash FROM recovery_codes")).all()
    assert len(kept) == 10
    assert not {each for one in paper for each in kept if one in each or one[:5] in each}
