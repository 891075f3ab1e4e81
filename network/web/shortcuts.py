"""Keys for whoever likes them: what each does, as a sheet over every page and as a page.

A person can switch them off, since a key alone may be what speech input types (WCAG 2.1.4).
"""

from collections.abc import Callable, Iterator
from typing import cast

from flask import Blueprint, Flask, Response, current_app, request, url_for
from flask.blueprints import BlueprintSetupState

from network.web.rendering import page, see_other
from network.web.words import gettext
from tenants.database import db, transaction
from tenants.errors import N_
from tenants.login import acting, current_session
from tenants.models import Account
from tenants.roles import Permission, may
from tenants.scope import Scope

bp = Blueprint("shortcuts", __name__)
Key = tuple[str, str, str]
"""The key, where it leads, and what that is called."""

LEADS: tuple[tuple[str, str, str, tuple[Permission, ...]], ...] = (
    ("g d", "my_day.show", N_("My day"), ()),
    ("g p", "board.show", N_("Open places"), ()),
    (
        "g r",
        "requests.index",
        N_("Requests"),
        (Permission.WRITE_REQUESTS, Permission.REFER),
    ),
    ("g a", "asks.index", N_("Asks received"), (Permission.ANSWER_ASKS,)),
    (
        "g s",
        "placements.index",
        N_("Placements"),
        (Permission.SEE_HOUSE, Permission.WRITE_REQUESTS),
    ),
    ("n", "requests.new", N_("New request"), (Permission.WRITE_REQUESTS,)),
)


@bp.record_once
def set_up(state: BlueprintSetupState) -> None:
    """The frame draws the sheet for those who have not switched the keys off."""
    known: dict[str, Callable[[], object]] = {"key_sheet": sheet}
    cast(Flask, state.app).jinja_env.globals.update(known)


def sheet() -> tuple[Key, ...]:
    """The keys of the reader; none where they are switched off."""
    session = current_session()
    return tuple(keys_of(acting())) if session and session.shortcuts else ()


def keys_of(scope: Scope) -> Iterator[Key]:
    """The keys that lead this member somewhere, in the order of the sheet."""
    for key, endpoint, text, needs in LEADS:
        if endpoint in current_app.view_functions and (
            not needs or any(may(scope, one) for one in needs)
        ):
            yield key, url_for(endpoint), gettext(text)


@bp.get("/keyboard")
def show() -> Response:
    """The same sheet as a page, and where to switch the keys off."""
    session = current_session()
    on = session is None or session.shortcuts
    return page("shortcuts/show.html", keys=tuple(keys_of(acting())), on=on)


@bp.post("/account/shortcuts")
def switch() -> Response:
    """On or off, for this person everywhere."""
    with transaction():
        account = db.session.get_one(Account, acting().account_id)
        account.shortcuts = request.form.get("shortcuts") == "yes"
    return see_other(url_for("shortcuts.show"), "saved")
