"""Who sends this request: the one place in tenants that knows Flask.

Everything is closed unless a view is marked `public`. Pages are opened by our own cookie and the
server-side session behind it, the API (paths below /api/) by a token in the Authorization header;
neither opens the other.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from flask import Flask, Response, current_app, jsonify, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from tenants import credentials, devices, reading, sessions, throttling
from tenants.scope import Scope
from tenants.sessions import Recognised
from tenants.throttling import Door

API = "/api/"
SIGN_IN = "signin.show"
COOKIE = "pristan_session"
# What a page asks by itself, to show what others change, says so: nobody need sit before it.
WATCHES, WATCHING = "/live", "X-Watching"
CLOSED_PAGE = "pristan_closed_page"
CLOSED_API = "pristan_closed_api"
CLOSED_FACTOR = "pristan_closed_factor"
REQUIRED = "SECOND_FACTOR_REQUIRED"
View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Caller:
    """A member who is signed in, or a program with a member's token."""

    scope: Scope
    session: Recognised | None = None
    token_scopes: frozenset[str] | None = None

    # What Flask-Login asks of a user.
    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    def get_id(self) -> str:
        return str(self.scope.member_id)


def init_app(app: Flask) -> None:
    """Recognise callers and close every view that is not `public`."""
    # We keep no session in a cookie, so Flask-Login's own cookies must never be believed.
    app.config["REMEMBER_COOKIE_NAME"] = f"off-{secrets.token_hex(16)}"
    manager = LoginManager()
    manager.session_protection = None
    # No `current_user` in templates: the page about a failing database must not ask it again.
    manager.init_app(app, add_context_processor=False)
    manager.request_loader(lambda _request: _recognise())
    app.before_request(close_by_default)
    reading.init_app(app)


def public(view: View) -> View:
    """Mark a view as open to everybody, signed in or not."""
    view.__dict__["is_public"] = True
    return view


def before_factor(view: View) -> View:
    """Mark a view as open to members who must have a second factor and have none yet."""
    view.__dict__["is_before_factor"] = True
    return view


def lacks_factor() -> bool:
    """Whether whoever asks has to set up a second factor before anything else.

    Only people have factors: a token is a credential of its own.
    """
    session = current_session() if current_app.config.get(REQUIRED) else None
    return session is not None and session.needs_factor and not session.has_factor


def is_public(endpoint: str) -> bool:
    """Whether the endpoint is open to everybody. The static files are."""
    view = current_app.view_functions[endpoint]
    return endpoint.rpartition(".")[2] == "static" or getattr(view, "is_public", False)


def close_by_default() -> ResponseReturnValue | None:
    """Recognise the caller before any view runs, and turn away those we do not know.

    Raises Throttled for an address that has presented too many unknown tokens.
    """
    if request.endpoint == "static" or (signed_in() and not lacks_factor()):
        return None
    if request.endpoint is None or is_public(request.endpoint):
        return None
    if signed_in():
        return _led_to_factor(request.endpoint)
    if _presented_token():
        throttling.attempt(throttling.by_address(Door.PROGRAM, address()))
    return _turned_away(request.path.startswith(API))


def _led_to_factor(endpoint: str) -> ResponseReturnValue | None:
    if getattr(current_app.view_functions[endpoint], "is_before_factor", False):
        return None
    return make_response(current_app.extensions[CLOSED_FACTOR]())


def _turned_away(api: bool) -> ResponseReturnValue:
    answer = current_app.extensions.get(CLOSED_API if api else CLOSED_PAGE)
    if answer:
        return make_response(answer())
    return _plain_problem() if api else to_sign_in()


def when_closed(app: Flask, **answers: Callable[[], object]) -> None:
    """Let a surface say how it turns callers away: a `page` and the `api` those whom we do not
    know, `factor` those who have to set up a second factor first."""
    names = {"page": CLOSED_PAGE, "api": CLOSED_API, "factor": CLOSED_FACTOR}
    app.extensions.update({names[name]: answer for name, answer in answers.items()})


def _plain_problem() -> Response:
    response = jsonify(type="/problems/unauthorized", title="Unauthorized", status=401)
    response.status_code = 401
    response.content_type = "application/problem+json"
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def to_sign_in() -> Response:
    """The way to the sign-in page, and back here afterwards."""
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return make_response(redirect(url_for(SIGN_IN, next=back), 303))


def _recognise() -> Caller | None:
    return _by_token() if request.path.startswith(API) else _by_cookie()


def _by_cookie() -> Caller | None:
    secret = request.cookies.get(cookie_name())
    by_itself = request.path == WATCHES or WATCHING in request.headers
    found = sessions.recognise(secret, seen=not by_itself) if secret else None
    return Caller(found.scope, found) if found else None


def _by_token() -> Caller | None:
    found = credentials.recognise(_presented_token())
    return Caller(found.scope, token_scopes=found.token_scopes) if found else None


def _presented_token() -> str:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def signed_in() -> bool:
    """Whether we know who asks."""
    return bool(current_user.is_authenticated)


def acting() -> Scope:
    """The scope of whoever asks. Only for views that are not public."""
    scope: Scope = current_user.scope
    return scope


def current_session() -> Recognised | None:
    """The browser's session; None for a program and for whoever is not signed in."""
    found: Recognised | None = current_user.session if signed_in() else None
    return found


def token_scopes() -> frozenset[str] | None:
    """What the presented token may be used for; None where no token was presented."""
    found: frozenset[str] | None = current_user.token_scopes if signed_in() else None
    return found


def address() -> str:
    """Where the request comes from, as far as our proxies tell."""
    return request.remote_addr or ""


def cookie_name() -> str:
    """Over HTTPS with the prefix that keeps neighbouring hosts from setting it (RFC 6265bis)."""
    return f"__Host-{COOKIE}" if _https() else COOKIE


def _https() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def admit(response: Response, scope: Scope, since: Recognised | None = None) -> Response:
    """Sign the person in with a fresh session; the one the browser had before ends.

    With `since`, the old session's beginning counts on: switching does not prolong it, and does
    not stand for proving anything.
    """
    _end_current()
    secret = sessions.start(scope, devices.described(request.user_agent.string), since)
    response.set_cookie(
        cookie_name(), secret, httponly=True, secure=_https(), samesite="Lax", path="/"
    )
    return response


def dismiss(response: Response) -> Response:
    """Sign the person out, here and on the server."""
    _end_current()
    response.delete_cookie(cookie_name(), httponly=True, secure=_https(), samesite="Lax", path="/")
    return response


def _end_current() -> None:
    if secret := request.cookies.get(cookie_name()):
        sessions.end(secret)
