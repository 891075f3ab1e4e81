"""Whole pages for browsers, single blocks of them for htmx; and the way on after a form."""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask, Response, current_app, make_response, redirect, render_template, request
from flask.templating import Environment
from markupsafe import Markup

from network.undoing.actions import Undoable
from network.web import flashes, headers
from network.web.forms import FormView, form_values

__all__ = ["FormView", "form_values", "page", "see_other", "wants_block"]


class Templates(Environment):
    """Templates that are given no globals of their own share those of the application: to look
    through two mappings instead of one takes as long as to draw a small page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def init_app(app: Flask) -> None:
    app.jinja_environment = Templates
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["hx"] = hx


def page(template: str, block: str = "main", status: int = 200, **context: object) -> Response:
    """Render `template`, or only its `block` when htmx asked for a part.

    A 422 or 409 is the same page again with what was typed; htmx swaps it in like any other.
    """
    body = (
        render_block(template, block, context)
        if wants_block()
        else render_template(template, **context)
    )
    response = make_response(body, status)
    response.vary.add("HX-Request")
    return response


def wants_block() -> bool:
    """Whether htmx asked, and for a part: a restored history entry needs the whole page."""
    asked = request.headers
    return asked.get("HX-Request") == "true" and asked.get("HX-Request-Type") != "full"


def render_block(template: str, block: str, context: dict[str, object]) -> str:
    """One named block of a template, with everything a whole page would know.

    The template is begun, not rendered: up to its first output it runs its imports and gathers
    the blocks of its parents, which is what the block needs to stand alone.
    """
    current_app.update_template_context(context)
    found = current_app.jinja_env.get_template(template)
    begun = found.new_context(context)
    next(iter(found.root_render_func(begun)), None)
    return "".join(begun.blocks[block][0](begun))


def see_other(url: str, flash: str = "", undo: object = None) -> Response:
    """Go on to `url` after a form was done; `flash` names a message of `flashes.MESSAGES`, and
    what an act returned is offered to be taken back where it is Undoable.

    A browser gets 303, so that reloading never repeats the act; htmx is told to go there.
    """
    response = make_response("") if wants_block() else _redirect(url)
    if wants_block():
        response.headers["HX-Redirect"] = url
    response.vary.add("HX-Request")
    if flash:
        flashes.leave(response, flash, undo if isinstance(undo, Undoable) else None)
    return response


def _redirect(url: str) -> Response:
    return make_response(redirect(url, code=303))


def hx(verb: str = "", url: str = "", **attributes: str) -> Markup:
    """The htmx attributes of one element: `hx("post", url, target="closest article")`.

    Every element names its own target, since htmx 4 hands nothing down, and carries the nonce
    without which an attribute of an injected element would be obeyed.
    """
    said = {"swap": "outerHTML", **attributes, "nonce": headers.nonce()}
    if verb:
        said = {verb: url, **said}
    return Markup(" ").join(
        Markup('hx-%s="%s"') % (name.replace("_", "-"), value) for name, value in said.items()
    )
