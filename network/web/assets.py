"""Static files: each address carries a hash of the content, so browsers may keep it for good.

What is on disk is read once a process: files change with a release, and a release starts anew.
"""

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for
from markupsafe import Markup

STYLES = (
    "tokens",
    "base",
    "layout",
    "components",
    "forms",
    "pages",
)
A_YEAR = 365 * 24 * 3600
FIXED = ("fonts/", "vendor/")
ICON = Markup('<svg class="ic{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>')


class UnknownIcon(LookupError):
    """A template names an icon that the sprite does not hold: a bug of ours, seen at once."""


def init_app(app: Flask) -> None:
    app.url_defaults(add_hash)
    app.after_request(keep_long)
    app.jinja_env.globals.update(icon=icon, asset=asset, styles=STYLES)


def add_hash(endpoint: str, values: dict[str, object]) -> None:
    """`url_for("static", ...)` grows `?v=` with the first letters of the file's hash."""
    if endpoint == "static" and "filename" in values:
        values.setdefault("v", content_hash(str(values["filename"])))


def content_hash(filename: str) -> str:
    """Twelve hexadecimal letters that change with the file; empty where there is no such file."""
    return _hash(Path(str(current_app.static_folder), filename))


@cache
def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def keep_long(response: Response) -> Response:
    """A hashed address never changes its content; fonts and vendored files carry their version."""
    if request.endpoint != "static" or response.status_code != HTTPStatus.OK:
        return response
    filename = str((request.view_args or {}).get("filename", ""))
    if filename.startswith(FIXED) or request.args.get("v") == content_hash(filename):
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response


def asset(filename: str) -> str:
    """The address of a static file, below whatever path a proxy serves us at."""
    return _address(filename, request.script_root)


@cache
def _address(filename: str, _root: str) -> str:
    return url_for("static", filename=filename)


def icon(name: str, size: str = "") -> Markup:
    """The outline icon `name`; `size` is "s", "l" or nothing.

    It is decoration, hidden from screen readers: what it means stands beside it in words.
    UnknownIcon if the sprite has none of that name.
    """
    return _icon(name, size, asset("icons.svg"))


@cache
def _icon(name: str, size: str, sheet: str) -> Markup:
    if name not in _names(Path(str(current_app.static_folder), "icons.svg")):
        raise UnknownIcon(f"There is no icon “{name}” in static/icons.svg.")
    return ICON.format(f" ic-{size}" if size else "", sheet, name)


@cache
def _names(sheet: Path) -> frozenset[str]:
    lines = sheet.read_text(encoding="utf-8").split('<symbol id="')[1:]
    return frozenset(line.partition('"')[0] for line in lines)
