"""Passkeys (WebAuthn Level 3): a device signs after a finger, a face or a PIN, and shows nothing.

It verifies its user, so that a passkey is two factors in one: the device, and what opens it.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from tenants import clock
from tenants.database import db, transaction
from tenants.digests import digest
from tenants.errors import N_, Conflict, DomainError, Invalid
from tenants.isolation import knocking
from tenants.models import Account, Passkey
from tenants.scope import Scope

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

MOST = 20
NAME = "Pristan"
TOO_MANY = N_("These are enough passkeys. Remove one before you add another.")
NOT_ADDED = N_("The passkey could not be added. Please try it once more.")
NOT_KNOWN = N_("This passkey does not open anything here. Try another way to sign in.")


@dataclass(frozen=True, slots=True)
class Site:
    """For whom passkeys are made: the name of the host, and the address browsers show."""

    host: str
    origin: str


class UnknownPasskey(DomainError):
    """Not a passkey of this account, or what it signed is not what was asked."""

    code = "wrong_credentials"


def of_account(account_id: UUID) -> Sequence[Passkey]:
    """The account's passkeys, the oldest first."""
    return db.session.scalars(
        select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.id)
    ).all()


def registering(scope: Scope, site: Site, challenge: bytes) -> str:
    """What a browser is told (JSON) to make a passkey for the scope's own account."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    email = db.session.get_one(Account, scope.account_id).email
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=NAME,
        user_id=scope.account_id.bytes,
        user_name=email,
        user_display_name=scope.member_name or email,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_described(of_account(scope.account_id)),
    )
    return options_to_json(options)


def register(scope: Scope, site: Site, challenge: bytes, credential: str, name: str) -> UUID:
    """Keep the passkey that a browser made for `challenge`; its id.

    Raises Invalid for what was not asked for, Conflict for too many.
    """
    from webauthn import verify_registration_response

    db.session.get_one(Account, scope.account_id, with_for_update=True)
    if len(of_account(scope.account_id)) >= MOST:
        raise Conflict(TOO_MANY)
    with _read(Invalid(NOT_ADDED)):
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    passkey = Passkey(
        account_id=scope.account_id,
        credential_key=_key(made.credential_id),
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
    )
    db.session.add(passkey)
    db.session.flush()
    return passkey.id


def asking(site: Site, challenge: bytes, account_id: UUID | None = None) -> str:
    """What a browser is told (JSON) to sign with a passkey: one of the account's, or, where nobody
    is known yet, any that it keeps for this site."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    known = None
    if account_id is not None:
        with knocking("", account_id), transaction():
            known = _described(of_account(account_id))
    options = generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        allow_credentials=known,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def recognise(
    site: Site, challenge: bytes, credential: str, account_id: UUID | None = None
) -> UUID:
    """The account whose passkey signed `challenge`; that of `account_id`, if it is given.

    Runs before any scope exists, so it opens its own transactions. Raises UnknownPasskey. A count
    of signatures that did not grow tells of a copied key and is refused (WebAuthn, 6.1.1).
    """
    refusal = UnknownPasskey(NOT_KNOWN)
    with _read(refusal):
        key = _key(_credential_id(credential))
    with knocking(key), transaction():
        owner = db.session.scalar(select(Passkey.account_id).where(Passkey.credential_key == key))
    if owner is None or account_id not in (None, owner):
        raise refusal
    with knocking("", owner), transaction():
        found = db.session.scalar(
            select(Passkey).where(Passkey.credential_key == key).with_for_update()
        )
        if found is None:
            raise refusal
        with _read(refusal):
            found.sign_count = _verified(found, site, challenge, credential)
        found.last_used_at = clock.now()
    return owner


def _verified(passkey: Passkey, site: Site, challenge: bytes, credential: str) -> int:
    from webauthn import verify_authentication_response

    return verify_authentication_response(
        credential=credential,
        expected_challenge=challenge,
        expected_rp_id=site.host,
        expected_origin=site.origin,
        credential_public_key=passkey.public_key,
        credential_current_sign_count=passkey.sign_count,
        require_user_verification=True,
    ).new_sign_count


def _credential_id(credential: str) -> bytes:
    from webauthn.helpers import base64url_to_bytes

    told = json.loads(credential)
    return base64url_to_bytes(str(told["rawId"]) if isinstance(told, dict) else "")


@contextmanager
def _read(refusal: DomainError) -> Iterator[None]:
    """Whatever is wrong with what a browser sent is one refusal; nobody is told which fault."""
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        yield
    except (WebAuthnException, ValueError, KeyError, RecursionError):
        raise refusal from None


def _described(passkeys: Sequence[Passkey]) -> "list[PublicKeyCredentialDescriptor]":
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=one.credential_id) for one in passkeys]


def _key(credential_id: bytes) -> str:
    return digest("passkey:" + credential_id.hex())
