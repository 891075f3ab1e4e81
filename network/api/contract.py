"""The contract of the API: OpenAPI 3.1, and the same for people to read."""

import http
import json
from threading import Lock
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app, render_template
from flask_smorest import Api
from flask_smorest.utils import prepare_response

from network.api.areas import ROOT, Area
from network.api.etags import conditional
from network.api.problems import CONTENT_TYPE
from network.api.readable import sections, shapes
from network.schemas.answers.people import Problem
from tenants.login import public

TITLE = "Pristan"
VERSION = "1"
CONTRACT = "pristan_api_contract"
INTRODUCTION = """\
For programs of the organisations that take part. A token (`pristan tokens issue`, or the page of
your administrator) acts for one member of one organisation: it sees what that member sees and may
do what their roles allow, as far as its scopes go. What may not be seen is not found.
"""
bp = Blueprint("api", __name__, url_prefix=ROOT)


class Contract(Api):  # type: ignore[misc] # flask-smorest carries no types
    """flask-smorest's description of our endpoints, without its error handler: that one would
    answer for the pages too. It is written when somebody first reads it: that takes as long as
    everything else at the start together, and most processes are never asked."""

    ERROR_SCHEMA = Problem

    def __init__(self, app: Flask, **options: Any) -> None:
        self._undescribed: list[Area] = []
        self._writing = Lock()
        super().__init__(app, **options)

    def add(self, area: Area) -> None:
        """Serve an area, to be described under its own name."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][area.blueprint.name] = self
        self._app.register_blueprint(area.blueprint)
        self._undescribed.append(area)

    def described(self) -> dict[str, Any]:
        """The whole contract."""
        with self._writing:
            while self._undescribed:
                self._describe(self._undescribed.pop(0))
            return cast(dict[str, Any], self.spec.to_dict())

    def _describe(self, area: Area) -> None:
        area.blueprint.register_views_in_doc(
            self, self._app, self.spec, name=area.blueprint.name, parameters=None
        )
        self.spec.tag({"name": area.name, "description": area.description})

    def _register_error_handlers(self) -> None:
        """Problems are told in `network.api.problems`."""

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            self._lazily(status.name, {"description": status.phrase})
        self._lazily("DEFAULT_ERROR", {"description": "Why this was refused"})

    def _register_pagination_header(self) -> None:
        """Our pages are told in their own bodies and in `Link`."""

    def _lazily(self, name: str, described: dict[str, Any]) -> None:
        described["schema"] = self.ERROR_SCHEMA
        prepare_response(described, self.spec, CONTENT_TYPE)
        self.spec.components.response(name, described, lazy=True)


def init_app(app: Flask) -> Contract:
    """A contract to which areas are added; its pages are open to everybody and hold no data."""
    app.config.update(API_TITLE=TITLE, API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    contract = Contract(app, spec_kwargs={"info": {"description": INTRODUCTION}})
    contract.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    contract.spec.options["security"] = [{"token": []}]
    app.extensions[CONTRACT] = contract
    app.register_blueprint(bp)
    return contract


def described() -> dict[str, Any]:
    """The whole contract."""
    contract: Contract = current_app.extensions[CONTRACT]
    return contract.described()


@bp.get("/openapi.json")
@public
def openapi() -> Response:
    return conditional(Response(json.dumps(described()), mimetype="application/json"))


@bp.get("/")
@public
def show() -> Response:
    contract = described()
    page = render_template("api/show.html", sections=sections(contract), shapes=shapes(contract))
    return Response(page)
