"""A form of another site must not act in a signed-in person's name (CSRF).

Browsers say where a request comes from: `Sec-Fetch-Site` (W3C Fetch Metadata), older ones
`Origin`. What carries neither is no browser's form and carries no cookie of ours by accident.
"""

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import Forbidden

from network.web import headers
from tenants.login import API

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OURS = frozenset({"same-origin", "none"})


class ForeignOrigin(Forbidden):
    """An act was posted from another site; the sessions' cookies are not to be trusted for it."""


def init_app(app: Flask) -> None:
    app.before_request(refuse_foreign)


def refuse_foreign() -> None:
    """Raise ForeignOrigin for an unsafe request that another site sent along with our cookies.

    A program with a token is exempt: no browser adds an Authorization header by itself. So are
    reports, which browsers send on their own.
    """
    exempt = _with_token() or request.path == headers.REPORTS
    if request.method in UNSAFE and not exempt and not comes_from_here():
        raise ForeignOrigin


def _with_token() -> bool:
    token = request.headers.get("Authorization", "").lower().startswith("bearer ")
    return token and request.path.startswith(API)


def comes_from_here() -> bool:
    """Whether the browser says that one of our own pages sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OURS
    origin = request.headers.get("Origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.host
    referrer = request.referrer
    return referrer is None or urlsplit(referrer).netloc == request.host
