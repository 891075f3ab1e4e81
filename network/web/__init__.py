"""Pages: server-rendered, working without JavaScript, in two languages."""

from flask import Flask

from network.web import (
    assets,
    drawing,
    errors,
    flashes,
    formats,
    frame,
    headers,
    labels,
    language,
    navigation,
    origin,
    programme_words,
    rendering,
    theme,
)

PARTS = (
    rendering,
    assets,
    headers,
    origin,
    language,
    theme,
    frame,
    formats,
    labels,
    programme_words,
    drawing,
    flashes,
    navigation,
    errors,
)


def init_app(app: Flask) -> None:
    """Give `app` the look, the language, the security headers and the error pages."""
    for part in PARTS:
        part.init_app(app)
