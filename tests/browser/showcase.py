"""A small application that draws every component once, for looking at them and for axe."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask, Response, request
from jinja2 import ChoiceLoader, FileSystemLoader
from marshmallow import Schema, ValidationError, fields, validate
from werkzeug.serving import make_server

from network import web
from network.web.rendering import FormView, form_values, page, see_other
from tenants import login
from tenants.database import db
from tenants.errors import Conflict
from tenants.login import public

TEMPLATES = Path(__file__).parent / "templates"
NOW = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)
INJECTED = (
    '<b id="bad" hx-get="/parts" hx-trigger="load"></b><img src="/no" onerror="window.smuggled=1">'
)


class Need(Schema):
    """A form with a field of every sort."""

    age = fields.Integer(required=True, validate=validate.Range(3, 26))
    since = fields.Date(required=True)
    forms = fields.List(fields.String(), validate=validate.Length(min=1))
    urgency = fields.String(required=True)


def showcase() -> Flask:
    """The application; it needs no database and knows nobody."""
    app = Flask("network")
    app.config.update(SQLALCHEMY_DATABASE_URI="postgresql+psycopg://")
    app.jinja_env.loader = ChoiceLoader([app.jinja_loader, FileSystemLoader(TEMPLATES)])
    db.init_app(app)
    web.init_app(app)
    login.init_app(app)
    for path, view in (("/", parts), ("/form", form), ("/parts", part), ("/taken", taken)):
        app.add_url_rule(path, view.__name__, public(view), methods=["GET", "POST"])
    return app


def parts() -> Response:
    return page("parts.html", now=NOW, old=datetime.now(UTC) - timedelta(days=3))


def form() -> Response:
    """The form; sent empty it comes back with everything wrong, otherwise it is done."""
    if request.method == "GET":
        return page("form.html", form=FormView.known(since=date(2026, 12, 1), forms=["day_group"]))
    try:
        form_values(Need(), request.form)
    except ValidationError as refusal:
        return page("form.html", status=422, form=FormView.refused(request.form, refusal))
    return see_other("/", flash="saved")


def part() -> Response:
    """A part as htmx fetches it, with what an attacker might have smuggled into a text."""
    return Response(f'<p id="part">fetched</p>{INJECTED}', mimetype="text/html")


def taken() -> Response:
    raise Conflict("This ask has ended.")


@contextmanager
def served() -> Iterator[str]:
    """The showcase on a free port; its address."""
    server = make_server("127.0.0.1", 0, showcase(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
