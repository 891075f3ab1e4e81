"""Passkeys: what a device signs lets in whom it belongs to, here, once, and nobody else."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants import challenges, factors, passkeys
from tenants.challenges import ChallengeGone, Purpose
from tenants.clock import frozen, now
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotFound
from tenants.isolation import acting_as
from tenants.passkeys import Site, UnknownPasskey
from tenants.scope import Role, Scope
from tests.authenticator import Device
from tests.houses import House
from tests.second_steps import SITE, with_app, with_paper, with_passkey

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def ana(home: House) -> Scope:
    return home.welcome("ana@crna.pristan.test", Role.COUNSELLOR)


def asked() -> tuple[bytes, str]:
    """A challenge, and what the browser is told of it."""
    challenge = challenges.issue(Purpose.SIGN_IN, "browser")
    return challenge, passkeys.asking(SITE, challenge)


def test_a_passkey_names_its_account(ana: Scope) -> None:
    device = with_passkey(ana)
    challenge, options = asked()

    assert passkeys.recognise(SITE, challenge, device.sign(options)) == ana.account_id


def test_the_browser_is_told_to_verify_its_user_and_to_keep_the_account(ana: Scope) -> None:
    with acting_as(ana):
        told = json.loads(passkeys.registering(ana, SITE, b"x" * 32))

    assert told["authenticatorSelection"]["userVerification"] == "required"
    assert told["authenticatorSelection"]["residentKey"] == "required"
    assert told["rp"] == {"name": "Pristan", "id": "localhost"}
    assert json.loads(passkeys.asking(SITE, b"x" * 32))["userVerification"] == "required"


def test_the_same_device_is_not_asked_twice(ana: Scope) -> None:
    with_passkey(ana)

    with acting_as(ana):
        told = json.loads(passkeys.registering(ana, SITE, b"x" * 32))
    assert len(told["excludeCredentials"]) == 1


def lies_about_its_site(device: Device) -> None:
    device.origin = "https://pristan.example.com"


def belongs_elsewhere(device: Device) -> None:
    device.host = "example.com"


def verifies_nobody(device: Device) -> None:
    device.verifies = False


def was_copied(device: Device) -> None:
    device.count = -1  # its next signature counts as one that was there already


def has_another_key(device: Device) -> None:
    device.key = Device().key


def is_unknown(device: Device) -> None:
    device.credential_id = b"never seen before"


@pytest.mark.parametrize(
    "forge",
    [
        lies_about_its_site,
        belongs_elsewhere,
        verifies_nobody,
        was_copied,
        has_another_key,
        is_unknown,
    ],
)
def test_what_is_not_as_it_should_be_opens_nothing(
    ana: Scope, forge: Callable[[Device], None]
) -> None:
    device = with_passkey(ana, device=Device(count=3))
    forge(device)
    challenge, options = asked()

    with pytest.raises(UnknownPasskey):
        passkeys.recognise(SITE, challenge, device.sign(options))


def test_a_signature_is_for_its_own_challenge(ana: Scope) -> None:
    device = with_passkey(ana)
    _, options = asked()
    signed = device.sign(options)
    other, _ = asked()

    with pytest.raises(UnknownPasskey):
        passkeys.recognise(SITE, other, signed)


def test_the_passkey_of_somebody_else_does_not_prove_who_one_is(home: House, ana: Scope) -> None:
    bor = home.welcome("bor@crna.pristan.test", Role.COUNSELLOR)
    device = with_passkey(bor)
    challenge, options = asked()

    with pytest.raises(UnknownPasskey):
        passkeys.recognise(SITE, challenge, device.sign(options), ana.account_id)


@given(st.one_of(st.text(max_size=200), st.recursive(st.none(), st.lists).map(json.dumps)))
def test_anything_else_that_is_sent_is_refused(sent: str) -> None:
    site = Site("localhost", "http://localhost")

    with pytest.raises(UnknownPasskey):
        passkeys.recognise(site, b"x", sent)


def test_what_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(UnknownPasskey):
        passkeys.recognise(SITE, b"x", "[" * 20_000)


def test_a_passkey_is_added_only_as_it_was_asked_for(ana: Scope) -> None:
    with acting_as(ana):
        options = passkeys.registering(ana, SITE, b"x" * 32)
        for sent in (Device(verifies=False).create(options), Device(host="x").create(options)):
            with transaction(), pytest.raises(Invalid):
                passkeys.register(ana, SITE, b"x" * 32, sent, "Telefon")
        with transaction(), pytest.raises(Invalid):
            passkeys.register(ana, SITE, b"y" * 32, Device().create(options), "Telefon")

        assert not factors.held(ana.account_id)


def test_a_challenge_is_good_once() -> None:
    issued = challenges.issue(Purpose.SIGN_IN, "browser")

    assert challenges.take(Purpose.SIGN_IN, "browser") == issued
    with pytest.raises(ChallengeGone):
        challenges.take(Purpose.SIGN_IN, "browser")


def test_a_challenge_is_good_for_five_minutes() -> None:
    challenges.issue(Purpose.SIGN_IN, "browser")

    with frozen(now() + challenges.VALID_FOR), pytest.raises(ChallengeGone):
        challenges.take(Purpose.SIGN_IN, "browser")


def test_a_challenge_is_good_for_one_purpose_and_one_browser() -> None:
    challenges.issue(Purpose.SIGN_IN, "browser")

    for purpose, holder in ((Purpose.PROVE, "browser"), (Purpose.SIGN_IN, "another")):
        with pytest.raises(ChallengeGone):
            challenges.take(purpose, holder)


def test_somebody_has_several_and_takes_one_away(ana: Scope) -> None:
    first, second = with_passkey(ana, "Telefon"), with_passkey(ana, "Služba")
    with acting_as(ana):
        gone = passkeys.of_account(ana.account_id)[0]

        with transaction():
            factors.remove_passkey(ana, gone.id, required=True)

        assert [one.name for one in passkeys.of_account(ana.account_id)] == ["Služba"]
    challenge, options = asked()
    with pytest.raises(UnknownPasskey):
        passkeys.recognise(SITE, challenge, first.sign(options))
    assert passkeys.recognise(SITE, challenge, second.sign(options)) == ana.account_id


def test_nobody_takes_away_what_is_not_theirs(home: House, ana: Scope) -> None:
    with_passkey(home.administrator)
    with acting_as(home.administrator):
        theirs = passkeys.of_account(home.administrator.account_id)[0].id

    with acting_as(ana), transaction(), pytest.raises(NotFound):
        factors.remove_passkey(ana, theirs, required=False)


def test_with_the_last_factor_the_recovery_codes_go(ana: Scope) -> None:
    with_app(ana)
    with_paper(ana)

    with acting_as(ana), transaction():
        factors.remove_codes(ana, required=True)

        assert factors.held(ana.account_id).recovery_left == 0


def test_whoever_needs_a_factor_keeps_the_last_one(home: House) -> None:
    administrator = home.administrator
    with_app(administrator)

    with acting_as(administrator):
        with transaction(), pytest.raises(Conflict):
            factors.remove_codes(administrator, required=True)
        with transaction():
            factors.remove_codes(administrator, required=False)

        assert not factors.held(administrator.account_id)


def test_so_many_passkeys_are_enough(ana: Scope) -> None:
    for number in range(passkeys.MOST):
        with_passkey(ana, f"Naprava {number}")

    with pytest.raises(Conflict):
        with_passkey(ana, "Še ena")
