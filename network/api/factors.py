"""How the token's own person signs in: told to programs, and taken away by whoever proves it.

Nothing is set up by token: a factor is made by a person with a device in hand (decision 0010).
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, current_app

from network.api.areas import Area
from network.api.performing import perform
from network.api.telling import answer, teller
from network.keys.vault import VAULT
from network.schemas.answers import factors as told
from network.schemas.signin import Proof
from tenants import factors, login, second_step
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.scope import Scope

area = Area("factors", "The second step of the token's own person.")
WRITE = ApiScope.ACCOUNT_WRITE
tell_passkey = teller(told.Passkey)


@area.get("/me/second-factor", ApiScope.ACCOUNT_READ, told.SecondFactor)
def show() -> Response:
    """What the person has besides the password, and whether one of the roles asks for it"""
    return _show(acting())


def _show(scope: Scope, _: UUID | None = None) -> Response:
    held = factors.held(scope.account_id)
    return answer(
        {
            "needed": _required() and factors.needed(scope.account_id),
            "app_since": held.codes and held.codes.confirmed_at,
            "passkeys": [tell_passkey(each) for each in held.passkeys],
            "recovery_codes_left": held.recovery_left,
        }
    )


@area.act("PUT", "/me/passkeys/<uuid:passkey_id>/removal", WRITE, told.SecondFactor, Proof)
def remove_passkey(values: dict[str, Any], passkey_id: UUID) -> Response:
    """This passkey lets nobody in any more; needs the password or a code of the person"""
    return _removed(
        values,
        look=lambda scope: factors.own_passkey(scope, passkey_id),
        act=lambda scope: factors.remove_passkey(scope, passkey_id, required=_required()),
    )


@area.act("PUT", "/me/one-time-codes/removal", WRITE, told.SecondFactor, Proof)
def remove_codes(values: dict[str, Any]) -> Response:
    """The app's codes let nobody in any more; needs the password or a code of the person"""
    return _removed(
        values,
        look=factors.own_codes,
        act=lambda scope: factors.remove_codes(scope, required=_required()),
    )


def _removed(
    values: dict[str, Any],
    look: Callable[[Scope], object],
    act: Callable[[Scope], object],
) -> Response:
    """Somebody's token must not be enough to make their sign-in weaker."""
    scope = acting()
    look(scope)
    second_step.prove_again(scope, VAULT, login.address(), **values)

    def make(scope: Scope) -> UUID:
        act(scope)
        return scope.account_id

    return perform(make, _show, look=look)


def _required() -> bool:
    return bool(current_app.config[login.REQUIRED])
