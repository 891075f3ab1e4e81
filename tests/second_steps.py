"""People with a second factor, set up by the real acts."""

import pyotp

from network.keys.vault import VAULT
from tenants import challenges, onetime, passkeys, recovery
from tenants.challenges import Purpose
from tenants.clock import now
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.passkeys import Site
from tenants.scope import Scope
from tests.authenticator import Device

SITE = Site("localhost", "http://localhost")


def with_app(scope: Scope) -> str:
    """The person sets the app up; its secret. Needs an application context."""
    with acting_as(scope), transaction():
        onetime.begin(scope, VAULT)
        secret, _ = onetime.being_set_up(scope, VAULT)
        onetime.confirm(scope, VAULT, code(secret))
    return secret


def code(secret: str, steps: int = 0) -> str:
    """The code that the app shows now, or so many steps later."""
    return pyotp.TOTP(secret).at(now(), counter_offset=steps)


def with_passkey(scope: Scope, name: str = "Telefon", device: Device | None = None) -> Device:
    """The person adds a passkey; the device that keeps it."""
    device = device or Device()
    with acting_as(scope):
        asked = challenges.issue(Purpose.REGISTER, "test")
        options = passkeys.registering(scope, SITE, asked)
        with transaction():
            passkeys.register(scope, SITE, asked, device.create(options), name)
    return device


def with_paper(scope: Scope) -> list[str]:
    """Recovery codes of the person."""
    with acting_as(scope), transaction():
        return recovery.make(scope)
