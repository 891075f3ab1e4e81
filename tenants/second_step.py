"""The second step after the password: a code that is typed. Passkeys answer for themselves."""

from uuid import UUID

from tenants import credentials, onetime, recovery, throttling
from tenants.credentials import WRONG_PASSWORD, WrongCredentials
from tenants.database import transaction
from tenants.errors import N_, Invalid
from tenants.factors import Way
from tenants.isolation import knocking
from tenants.onetime import Vault
from tenants.scope import Scope
from tenants.throttling import Door

WRONG = N_("This code is not right, or was used already. Wait for the next one and try again.")
NOTHING_GIVEN = N_("Enter your password or a code.")


def prove(account_id: UUID, code: str, vault: Vault, address: str) -> Way:
    """By what the account's person proved to be it: a code of the app, or one of the paper.

    Opens its own transactions, as there may be no scope yet. Raises Throttled, or WrongCredentials
    without telling what was wrong with the code.
    """
    person, place = (
        throttling.by_second_step(account_id),
        throttling.by_address(Door.SIGN_IN, address),
    )
    throttling.attempt(place, person)
    with knocking("", account_id), transaction():
        way = _way(account_id, code, vault)
    if way is None:
        raise WrongCredentials(WRONG)
    throttling.forget(person)
    throttling.take_back(place)
    return way


def _way(account_id: UUID, code: str, vault: Vault) -> Way | None:
    if onetime.accepts(account_id, vault, code):
        return Way.CODE
    return Way.RECOVERY if recovery.use(account_id, code) else None


def prove_again(scope: Scope, vault: Vault, address: str, *, password: str, code: str) -> None:
    """Ask a person who is known for the password or a code once more; before a transaction opens.

    Raises Invalid, WrongCredentials and Throttled.
    """
    if password:
        try:
            credentials.prove(scope, password, address)
        except Invalid:
            raise Invalid(WRONG_PASSWORD, "password") from None
    elif code:
        prove(scope.account_id, code, vault, address)
    else:
        raise Invalid(NOTHING_GIVEN, "password")
