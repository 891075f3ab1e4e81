"""Light, dark, or as the device has it."""

from flask import Blueprint, Flask, Response, request

from network.web import cookies
from network.web.paths import local_path
from network.web.rendering import see_other
from tenants.errors import N_
from tenants.login import public

COOKIE = "pristan_theme"
THEMES = {
    "light": (N_("Light"), "sun"),
    "dark": (N_("Dark"), "moon"),
    "auto": (N_("As on the device"), "device-desktop"),
}

bp = Blueprint("theme", __name__)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(theme=theme, themes=THEMES)
    app.register_blueprint(bp)


def theme() -> str:
    """What `<html data-theme>` says; the stylesheet does the rest."""
    kept = request.cookies.get(COOKIE, "")
    return kept if kept in THEMES else "auto"


@bp.post("/theme")
@public
def choose() -> Response:
    """Keep the chosen look for a year and come back to the same page."""
    answer = see_other(local_path(request.form.get("next")))
    wanted = request.form.get("theme", "")
    if wanted in THEMES:
        cookies.remember(answer, COOKIE, wanted)
    return answer
