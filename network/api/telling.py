"""From what we know to JSON.

A schema says what an answer looks like; `teller` reads it once and makes a function that does
what the schema's own `dump` would do, several times faster: lists are read all day long.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import Schema, fields

from network.api import etags

Told = dict[str, Any]
Teller = Callable[..., Told]
Change = Callable[[Any], Any]


def teller(schema: type[Schema]) -> Teller:
    """A function `(thing, **more)` that tells the attributes of `thing` which the schema names;
    `more` are those that the thing itself does not know."""
    known = schema().dump_fields
    changes = {name: change for name, field in known.items() if (change := _change(field))}
    plans: dict[tuple[str, ...], tuple[list[str], Change]] = {}

    def tell(thing: object, **more: object) -> Told:
        beside = tuple(more)
        if beside not in plans:
            plans[beside] = _plan([name for name in known if name not in more])
        names, values = plans[beside]
        told = dict(zip(names, values(thing), strict=True))
        told.update(more)
        for name, change in changes.items():
            value = told[name]
            if value is not None:
                told[name] = change(value)
        return told

    return tell


def _plan(names: list[str]) -> tuple[list[str], Change]:
    """The names to be read from a thing, and a quick way to read them all."""
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda thing: [getattr(thing, name) for name in names]


def _change(field: fields.Field[Any]) -> Change | None:
    """What has to be done to a value of the field; None if it can stand as it is."""
    match field:
        case fields.UUID():
            return str
        case fields.Date() | fields.DateTime():
            return _iso
        case fields.List():
            inner = _change(field.inner)
            return list if inner is None else lambda values: [inner(value) for value in values]
    return None


def _iso(value: date | datetime) -> str:
    return value.isoformat()


def answer(told: Mapping[str, Any] | None, status: int = 200, tag: str = "") -> Response:
    """The JSON answer with an ETag (of its body, unless given); None has no body."""
    if told is None:
        return Response(status=status)
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_plain)
    made = Response(body, status, mimetype="application/json")
    made.vary.update(("Accept-Language", "Authorization"))
    return etags.conditional(made, tag)


def _plain(value: object) -> str:
    if isinstance(value, (UUID, date)):
        return value.isoformat() if isinstance(value, date) else str(value)
    raise TypeError(f"{type(value).__name__} cannot be told")
