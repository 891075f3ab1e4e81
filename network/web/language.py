"""In which language a page speaks: Slovenian, or English where people ask for it."""

from collections.abc import Callable
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app, g, request
from flask_babel import Babel

from network.web import cookies
from network.web.paths import local_path, this_page
from network.web.rendering import see_other
from network.web.words import (
    DEFAULT,
    FOLDER,
    counted,
    counted_in_template,
    gettext,
    in_template,
    language,
)
from tenants.login import public

COOKIE = "pristan_language"
LANGUAGES = {"sl": "Slovenščina", "en": "English"}

# An account may remember a language too; whoever owns accounts sets these at start.
STORED = "pristan_stored_language"
STORE = "pristan_store_language"

bp = Blueprint("language", __name__)


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Ljubljana")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(FOLDER))
    Babel(app, locale_selector=chosen)
    # Jinja's i18n extension adds this method when it is loaded, so no type knows it.
    cast(Any, app.jinja_env).install_gettext_callables(gettext, counted, newstyle=True)
    said: dict[str, Callable[..., str]] = {"_": in_template, "ngettext": counted_in_template}
    app.jinja_env.globals.update(said)
    app.jinja_env.globals.update(language=language, languages=LANGUAGES, this_page=this_page)
    app.after_request(say_language)
    app.register_blueprint(bp)


def chosen() -> str:
    """The reader's language: what was chosen here, what the account remembers, what the browser
    asks for; Slovenian where it asks for neither."""
    kept = request.cookies.get(COOKIE, "")
    if kept in LANGUAGES:
        return kept
    stored = _stored()
    if stored in LANGUAGES:
        return str(stored)
    return _asked_for()


def _asked_for() -> str:
    """The first of our languages in the browser's list, by its two letters: sl-SI is Slovenian."""
    for tag, weight in request.accept_languages:
        spoken = tag.partition("-")[0].lower()
        if weight and spoken in LANGUAGES:
            return spoken
    return DEFAULT


def _stored() -> str | None:
    ask: Callable[[], str | None] | None = current_app.extensions.get(STORED)
    return ask() if ask and "on_its_own" not in g else None


def remembered_by(
    app: Flask, stored: Callable[[], str | None], store: Callable[[str], None]
) -> None:
    """Let an account remember the language: `stored` tells it, `store` keeps a new choice."""
    app.extensions[STORED] = stored
    app.extensions[STORE] = store


@bp.post("/language")
@public
def choose() -> Response:
    """Keep the chosen language for a year and come back to the same page."""
    answer = see_other(local_path(request.form.get("next")))
    wanted = request.form.get("language", "")
    if wanted in LANGUAGES:
        cookies.remember(answer, COOKIE, wanted)
        _store(wanted)
    return answer


def _store(wanted: str) -> None:
    keep_in_account: Callable[[str], None] | None = current_app.extensions.get(STORE)
    if keep_in_account:
        keep_in_account(wanted)


def say_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = language()
        response.vary.update(("Accept-Language", "Cookie"))
    return response
