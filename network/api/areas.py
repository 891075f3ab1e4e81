"""A part of the API: its endpoints say in one line what they need, take and tell.

A thin door to flask-smorest's blueprint, which knows no types: the line both describes the
endpoint for the contract and makes it do what it says.
"""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema

from network.api.access import needs
from network.api.performing import HEADER
from network.api.reading import Reader
from tenants.credentials import ApiScope

View = TypeVar("View", bound=Callable[..., Response])
ROOT = "/api/v1"
ONCE = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A key of your own. Sent again within 24 hours with the same request, nothing"
    " is done twice and the answer is the same.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}
VERSION = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag you have seen. If things have changed since, 412 and nothing is done.",
    "schema": {"type": "string"},
}


BINARY = {"type": "string", "format": "binary"}
TAG = {"ETag": {"description": "The version of what is told.", "schema": {"type": "string"}}}


class Documented(Blueprint):  # type: ignore[misc] # flask-smorest carries no types
    """flask-smorest's blueprint with our own way to read what was sent."""

    ARGUMENTS_PARSER: ClassVar[Reader] = Reader()


class Area:
    """Endpoints about one thing."""

    def __init__(self, name: str, description: str) -> None:
        self.name, self.description = name, description
        # The pages have blueprints of the same names.
        self.blueprint = Documented(f"api_{name}", __name__, url_prefix=ROOT)

    def get(
        self,
        rule: str,
        scope: ApiScope | None,
        tells: type[Schema],
        query: type[Schema] | None = None,
    ) -> Callable[[View], View]:
        """Look at something; `query` is given to the view as its first argument."""
        return self._endpoint("GET", rule, scope, tells, 200, query=query)

    def act(
        self,
        method: str,
        rule: str,
        scope: ApiScope,
        tells: type[Schema] | None,
        takes: type[Schema] | Schema | None = None,
        *,
        status: int = 200,
        versioned: bool = False,
        location: str = "json",
    ) -> Callable[[View], View]:
        """Do something; `takes` is given to the view as its first argument. With the location
        `files` a multipart body is read, with the contents of files in it."""
        headers = [ONCE, VERSION] if versioned else [ONCE]
        return self._endpoint(
            method, rule, scope, tells, status, takes=takes, headers=headers, location=location
        )

    def content(self, rule: str, scope: ApiScope, media: Iterable[str]) -> Callable[[View], View]:
        """Look at a content that is one of those kinds and no JSON."""

        def publish(view: View) -> View:
            told: Any = needs(scope)(view)
            for each in media:
                told = self.blueprint.response(200, BINARY, content_type=each)(told)
            self._publish("GET", rule, scope, view, told, {})
            return view

        return publish

    def _endpoint(
        self,
        method: str,
        rule: str,
        scope: ApiScope | None,
        tells: type[Schema] | None,
        status: int,
        *,
        query: type[Schema] | None = None,
        takes: type[Schema] | Schema | None = None,
        headers: list[dict[str, Any]] | None = None,
        location: str = "json",
    ) -> Callable[[View], View]:
        def publish(view: View) -> View:
            told = self.blueprint.response(status, tells, headers=TAG)(needs(scope)(view))
            if query is not None:
                told = self.blueprint.arguments(query, location="query")(told)
            if takes is not None:
                told = self.blueprint.arguments(takes, location=location)(told)
            more = {"parameters": headers} if headers is not None else {}
            self._publish(method, rule, scope, view, told, more)
            return view

        return publish

    def _publish(
        self,
        method: str,
        rule: str,
        scope: ApiScope | None,
        view: View,
        told: Callable[..., Response],
        more: dict[str, Any],
    ) -> None:
        """Put an endpoint into the contract and behind its address."""
        described = self.blueprint.doc(
            operationId=f"{self.name}_{view.__name__}",
            security=[{"token": [scope.value] if scope else []}],
            **more,
        )
        self.blueprint.route(rule, methods=[method], tags=[self.name])(described(told))
