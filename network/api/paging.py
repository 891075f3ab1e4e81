"""Some at a time: an opaque cursor leads to the next ones."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, request
from marshmallow import ValidationError, fields

from network.api.telling import Told, answer
from network.schemas.values import Given
from tenants.errors import N_

LONGEST = 1000
NOT_OURS = N_("Continue only with a cursor that was in an answer.")


class Cursor(fields.String):
    """Where to go on, as an earlier answer told it."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        written = super()._deserialize(value, attr, data, **kwargs)
        try:
            return json.loads(urlsafe_b64decode(written[:LONGEST].encode("ascii")))
        except (ValueError, NotBase64, RecursionError) as odd:
            raise ValidationError(NOT_OURS) from odd


class IdCursor(Cursor):
    """Where to go on in a list that is ordered by id."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(value, attr, data, **kwargs)
        try:
            return UUID(found)
        except (ValueError, AttributeError, TypeError) as odd:
            raise ValidationError(NOT_OURS) from odd


class Onward(Given):
    """The rest of a list, from the cursor `next` of an earlier answer on."""

    after = IdCursor(load_default=None)


def cursor(place: object) -> str:
    """An opaque name for a place in a list."""
    return urlsafe_b64encode(json.dumps(place, default=str).encode()).decode("ascii")


def page(items: list[Told], onward: object | None, **more: object) -> Response:
    """A page of a list, with a link to the next one (RFC 8288)."""
    following = None if onward is None else cursor(onward)
    told = answer({"items": items, "next": following} | more)
    if following is not None:
        told.headers["Link"] = f'<{_with(following)}>; rel="next"'
    return told


def _with(after: str) -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "after"]
    return f"{request.path}?{urlencode([*kept, ('after', after)])}"
