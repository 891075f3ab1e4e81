"""For which site passkeys are made: a passkey belongs to a name, and never works at another."""

import ipaddress
from urllib.parse import urlsplit

from flask import current_app, request

from network.settings import Settings
from tenants.errors import N_, NotFound
from tenants.passkeys import Site

LOCAL = "localhost"
NO_SITE = N_("Passkeys are not offered here.")


def site() -> Site | None:
    """The name and address from PRISTAN_URL; without it only a browser on this very machine has
    one, since what a request says of its host proves nothing. None where passkeys cannot be had.
    """
    settings: Settings = current_app.extensions["pristan_settings"]
    origin = settings.url or request.host_url.rstrip("/")
    host = urlsplit(origin).hostname or ""
    if _is_address(host) or (not settings.url and host != LOCAL):
        return None
    return Site(host, origin)


def known_site() -> Site:
    """The same, or NotFound."""
    found = site()
    if found is None:
        raise NotFound(NO_SITE)
    return found


def _is_address(host: str) -> bool:
    """WebAuthn knows names only, no IP addresses."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
