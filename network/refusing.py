"""Who is turned away at the door, for pages and API alike: an inspector everywhere but where an
inspection leads, and whoever looks at a file that is not open to them. The latter is written down.
"""

from http import HTTPStatus

from flask import Flask, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from network.oversight import refusals
from tenants.errors import N_, NotAllowed, NotFound
from tenants.login import acting, is_public, signed_in
from tenants.scope import Role

# Rooms by the name of their blueprint: where inspectors look, and where people see to themselves.
LOOKED_INTO = {"inspection", "breaches", "trail", "api_trail", "api_inspections", "api_oversight"}
THEIR_OWN = {"signin", "second_step", "account", "security", "notices", "language", "theme"}
HOME = {"my_day.show"}
ONLY_THAT = N_("As an inspector you see what was opened for you, and nothing else.")
NOTHING = N_("There is nothing here.")
REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
# A look at an ask is refused every day; at what was shown of a file it is worth a word.
OF_A_FILE = "/file"


def init_app(app: Flask) -> None:
    app.before_request(keep_inspectors_to_it)
    app.after_request(write_down)


def keep_inspectors_to_it() -> Answer | None:
    """Whatever a page or an act thinks of it. Raises NotAllowed, or NotFound for a single thing:
    an inspector learns of none that is not open to them."""
    endpoint = request.endpoint
    if endpoint is None or is_public(endpoint) or not signed_in():
        return None
    if not acting().has(Role.INSPECTOR):
        return None
    if endpoint in HOME:
        return redirect(url_for("inspection.show"), HTTPStatus.SEE_OTHER)
    room = endpoint.rpartition(".")[0]
    reads = request.method in ("GET", "HEAD", "OPTIONS")
    if room in THEIR_OWN or (room in LOOKED_INTO and reads):
        return None
    raise NotFound(NOTHING) if request.view_args else NotAllowed(ONLY_THAT)


def write_down(response: Response) -> Response:
    """A refused look at a file, at what was shown of one, or at a broken glass."""
    if response.status_code not in REFUSED or request.method != "GET" or not signed_in():
        return response
    for name, thing_id in (request.view_args or {}).items():
        kind = refusals.KINDS.get(name)
        if kind and (kind != "ask" or OF_A_FILE in request.path):
            refusals.enter(acting(), kind, thing_id)
            break
    return response
