"""What an account has besides its password, who must have something, and how it goes again."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tenants import membership, passkeys, recovery
from tenants.database import db
from tenants.errors import N_, Conflict, NotFound
from tenants.models import Account, OneTimeCodes, Passkey
from tenants.roles import NEED_FACTOR
from tenants.scope import Scope

NO_PASSKEY = N_("There is no such passkey.")
NO_CODES = N_("No app is set up.")
NO_FACTOR = N_("Recovery codes stand in for a second step: set one up first.")
LAST_FACTOR = N_(
    "With your role you need a second step for signing in. Set up another one before you remove"
    " this one."
)


class Way(StrEnum):
    """By what somebody showed a second time who they are."""

    PASSKEY = "passkey"
    CODE = "code"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Held:
    """The second factors of an account; recovery codes only stand in for them."""

    passkeys: Sequence[Passkey]
    codes: OneTimeCodes | None
    recovery_left: int

    def __bool__(self) -> bool:
        return bool(self.passkeys) or self.codes is not None

    @property
    def few_left(self) -> bool:
        """Whether it is time for new recovery codes."""
        return bool(self) and self.recovery_left <= recovery.LOW


def held(account_id: UUID) -> Held:
    """What this account has; for its own person, or whoever knocks for it."""
    codes = db.session.get(OneTimeCodes, account_id)
    confirmed = codes if codes is not None and codes.confirmed_at is not None else None
    return Held(passkeys.of_account(account_id), confirmed, recovery.left(account_id))


def needed(account_id: UUID) -> bool:
    """Whether one of the memberships in force asks for a second factor."""
    return any(scope.has(*NEED_FACTOR) for scope in membership.of_account(account_id))


def new_recovery_codes(scope: Scope) -> list[str]:
    """Ten new ones, told only here. Raises Conflict where there is nothing they stand in for."""
    _locked(scope)
    if not held(scope.account_id):
        raise Conflict(NO_FACTOR)
    return recovery.make(scope)


def own_passkey(scope: Scope, passkey_id: UUID) -> Passkey:
    """A passkey of the scope's own person. Raises NotFound, also for anybody else's."""
    found = db.session.get(Passkey, (scope.account_id, passkey_id))
    if found is None:
        raise NotFound(NO_PASSKEY)
    return found


def own_codes(scope: Scope) -> OneTimeCodes:
    """The app that the scope's own person has set up. Raises NotFound if there is none."""
    found = held(scope.account_id).codes
    if found is None:
        raise NotFound(NO_CODES)
    return found


def remove_passkey(scope: Scope, passkey_id: UUID, *, required: bool) -> None:
    """The own passkey opens nothing any more; `required` is whether this deployment asks some
    roles for a factor. Raises NotFound, Conflict for the last one of whoever must have one."""
    _locked(scope)
    _remove(scope, own_passkey(scope, passkey_id), required)


def remove_codes(scope: Scope, *, required: bool) -> None:
    """The own app's codes open nothing any more. Raises NotFound, Conflict as for a passkey."""
    _locked(scope)
    _remove(scope, own_codes(scope), required)


def _remove(scope: Scope, factor: Passkey | OneTimeCodes, required: bool) -> None:
    has = held(scope.account_id)
    if len(has.passkeys) + (has.codes is not None) == 1:
        if required and needed(scope.account_id):
            raise Conflict(LAST_FACTOR)
        recovery.forget(scope.account_id)
    db.session.delete(factor)
    db.session.flush()


def forget_all(account_id: UUID) -> bool:
    """Everything that the account has goes; for whoever knocks for it. Whether there was any."""
    has = held(account_id)
    for factor in (*has.passkeys, has.codes):
        if factor is not None:
            db.session.delete(factor)
    recovery.forget(account_id)
    db.session.flush()
    return bool(has)


def _locked(scope: Scope) -> None:
    """One after the other: two at once must not remove the last two factors."""
    db.session.get_one(Account, scope.account_id, with_for_update=True)
