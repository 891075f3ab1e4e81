"""One-time codes of an app on a phone: RFC 6238, six digits, a new one every thirty seconds."""

import hmac
from typing import Protocol
from uuid import UUID

import pyotp
from sqlalchemy import CursorResult, or_, update

from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.models import Account, OneTimeCodes
from tenants.scope import Scope

STEP = 30  # seconds
DRIFT = (0, -1, 1)
"""Clocks of phones are a little off: one step either way (RFC 6238, 5.2 and 6)."""

ISSUER = "Pristan"
SET_UP = N_("The app is set up already.")
NOT_BEGUN = N_("No app is being set up.")
WRONG_CODE = N_(
    "This code is not right. Wait for the next one, and check that the clock of the phone is right."
)


class Vault(Protocol):
    """Seals what nobody may read in the database: the deployment's keys are no tenant's matter,
    so whoever calls brings this along."""

    def seal(self, account_id: UUID, plain: bytes) -> bytes:
        """`plain`, readable only with the deployment's keys and only for this account."""

    def unseal(self, account_id: UUID, sealed: bytes) -> bytes:
        """What was sealed."""

    def renewed(self, account_id: UUID, sealed: bytes) -> bytes:
        """The same under the newest of the deployment's keys."""


def begin(scope: Scope, vault: Vault) -> None:
    """A new secret for the scope's own account; one that was never confirmed is forgotten.

    Raises Conflict if an app is set up already.
    """
    account_id = scope.account_id
    found = db.session.get(OneTimeCodes, account_id, with_for_update=True)
    if found is not None and found.confirmed_at is not None:
        raise Conflict(SET_UP)
    sealed = vault.seal(account_id, pyotp.random_base32().encode())
    if found is None:
        db.session.add(OneTimeCodes(account_id=account_id, sealed=sealed))
    else:
        found.sealed = sealed
    db.session.flush()


def being_set_up(scope: Scope, vault: Vault) -> tuple[str, str]:
    """The secret that the app is to learn (base32), and the address that a QR code shows it by.

    Raises NotFound if none is being set up: once it is confirmed, nobody is told it again.
    """
    secret = _secret(_unconfirmed(scope), vault)
    email = db.session.get_one(Account, scope.account_id).email
    return secret, pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def confirm(scope: Scope, vault: Vault, code: str) -> None:
    """From now on the app's codes prove who one is. Raises NotFound, or Invalid for a wrong one."""
    found = _unconfirmed(scope)
    step = _step_of(_secret(found, vault), code)
    if step is None:
        raise Invalid(WRONG_CODE, "code")
    found.confirmed_at, found.last_step = clock.now(), step
    db.session.flush()


def _unconfirmed(scope: Scope) -> OneTimeCodes:
    found = db.session.get(OneTimeCodes, scope.account_id, with_for_update=True)
    if found is None or found.confirmed_at is not None:
        raise NotFound(NOT_BEGUN)
    return found


def accepts(account_id: UUID, vault: Vault, code: str) -> bool:
    """Whether this is a code of the account's app that was not used before; now it is.

    An older code is refused after a newer one, too. Of two at once one is let through.
    """
    found = db.session.get(OneTimeCodes, account_id)
    if found is None or found.confirmed_at is None:
        return False
    step = _step_of(_secret(found, vault), code)
    return step is not None and _used_now(found, vault, step)


def _used_now(found: OneTimeCodes, vault: Vault, step: int) -> bool:
    """Whether it is used by us and nobody else. The secret is sealed anew where the deployment has
    a newer key: nobody but its owner ever has it opened."""
    account_id = found.account_id
    done = db.session.execute(
        update(OneTimeCodes)
        .where(
            OneTimeCodes.account_id == account_id,
            or_(OneTimeCodes.last_step.is_(None), OneTimeCodes.last_step < step),
        )
        .values(last_step=step, sealed=vault.renewed(account_id, found.sealed))
        .execution_options(synchronize_session=False)
    )
    return isinstance(done, CursorResult) and done.rowcount == 1


def _secret(found: OneTimeCodes, vault: Vault) -> str:
    return vault.unseal(found.account_id, found.sealed).decode()


def _step_of(secret: str, code: str) -> int | None:
    """The step whose code this is, if it is one of now."""
    typed = "".join(code.split())
    now, codes = int(clock.now().timestamp()) // STEP, pyotp.HOTP(secret)
    for step in (now + drift for drift in DRIFT):
        if hmac.compare_digest(codes.at(step).encode(), typed.encode()):
            return step
    return None
