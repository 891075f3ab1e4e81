"""From what a program sends to checked values."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from flask import request
from marshmallow import Schema, fields
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from network import contents

LARGEST = 256 * 1024  # bytes of a body; the longest texts of a request fit several times
MULTIPART = "multipart/form-data"
JSON = ("application/json", "application/merge-patch+json")


class Reader:
    """What flask-smorest calls to read a body or a query string.

    In place of its own (webargs): wrong content is 415 and broken JSON 400, a query field that
    nobody knows is refused like any other, and messages keep the names of the fields.
    """

    DEFAULT_VALIDATION_STATUS = 422

    def use_args(
        self, schema: Schema | type[Schema], *, location: str
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Give a view the values it asks for as its first argument. Raises ValidationError."""
        known = schema() if isinstance(schema, type) else schema

        def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(view)
            def with_values(*args: Any, **kwargs: Any) -> Any:
                return view(known.load(READS[location](known)), *args, **kwargs)

            return with_values

        return decorate


def query(schema: Schema) -> dict[str, object]:
    """The query string: a list where the schema wants one or where a name came twice."""
    sent: dict[str, object] = {}
    for name, values in request.args.lists():
        single = len(values) == 1 and not isinstance(schema.load_fields.get(name), fields.List)
        sent[name] = values[0] if single else values
    return sent


def parts(_: Schema) -> dict[str, object]:
    """The fields and files of a multipart body. Raises UnsupportedMediaType, TooLarge."""
    contents.refuse_too_large()
    if request.mimetype != MULTIPART:
        raise UnsupportedMediaType
    return {**request.form.to_dict(), **request.files.to_dict()}


def body(_: Schema) -> Any:
    """The JSON that was sent; nothing at all counts as an empty object.

    Raises UnsupportedMediaType for another kind of content, BadRequest for broken JSON.
    """
    sent = request.get_data()
    if not sent:
        return {}
    if request.mimetype not in JSON:
        raise UnsupportedMediaType
    try:
        return json.loads(sent, parse_constant=_no_number)
    except (ValueError, RecursionError) as broken:
        raise BadRequest from broken


READS: dict[str, Callable[[Schema], Any]] = {"query": query, "json": body, "files": parts}


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} is not JSON")
