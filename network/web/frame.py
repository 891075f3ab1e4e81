"""The parts of the frame, drawn once for the same reader, page and counts, and then remembered.

The frame is most of what is drawn on a small page, and it seldom changes between two of them.
"""

from collections.abc import Callable
from functools import lru_cache

from flask import Flask, current_app, request
from markupsafe import Markup

from network.web.paths import this_page
from network.web.theme import theme
from network.web.words import language

PARTS = "components/shell.html"
MOST_REMEMBERED = 2048


def init_app(app: Flask) -> None:
    app.jinja_env.globals["drawn"] = remembering()


def remembering() -> Callable[..., Markup]:
    """`drawn("brand", ...)` for one application: a macro of the frame with what it is given,
    which must be values that never change. Besides these it may ask only for what the key holds.
    """
    of = lru_cache(MOST_REMEMBERED)(_drawn)

    def drawn(part: str, *given: object) -> Markup:
        return of(part, given, language(), theme(), this_page(), request.script_root)

    return drawn


def _drawn(part: str, given: tuple[object, ...], *_key: str) -> Markup:
    macro = getattr(current_app.jinja_env.get_template(PARTS).module, part)
    return Markup(macro(*given))  # noqa: S704 - drawn by our own template, which escapes
