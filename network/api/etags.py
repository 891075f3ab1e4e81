"""Which version of a thing a program has seen (RFC 9110, section 13)."""

import hashlib
from collections.abc import Callable

from flask import Response, request
from werkzeug.exceptions import PreconditionFailed

READS = ("GET", "HEAD")


def of_version(version: int, *effective: object) -> str:
    """The tag of a row: its version, and whatever of its state follows from the clock or from
    other rows."""
    return ".".join([f"v{version}", *map(str, effective)])


def of_body(body: bytes) -> str:
    """The tag of a list: its contents."""
    return hashlib.sha256(body).hexdigest()[:32]


def expect(current: Callable[[], str]) -> None:
    """Raise PreconditionFailed if the caller's If-Match names another version.

    To be asked when the row is locked: `current` locks it and tells its tag.
    """
    if "If-Match" in request.headers and not request.if_match.contains(current()):
        raise PreconditionFailed


def conditional(answer: Response, tag: str = "") -> Response:
    """The answer with its tag; 304 without a body if the caller has this version already."""
    answer.set_etag(tag or of_body(answer.get_data()))
    if request.method in READS:
        answer.make_conditional(request)
    return answer
