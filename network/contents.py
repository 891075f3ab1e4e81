"""How contents of documents come in and go out over HTTP, for pages and API alike.

What arrives stays in memory: a temporary file would put it on the disk as it is, unsealed.
"""

import io
from collections.abc import Callable
from http import HTTPStatus
from typing import IO, Any, TypeVar

from flask import Flask, Request, Response, current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.sansio import multipart

from network.documents import at_hand
from network.documents.flaws import Flaw, unacceptable
from network.documents.kinds import Media
from network.documents.showing import Shown

View = TypeVar("View", bound=Callable[..., object])
BESIDE = 64 * 1024  # bytes of the fields that come with a content
WAITED_FOR = 256 * 1024 * 1024  # bytes of what is refused that are still let come
AT_ONCE = 1024 * 1024
SEALED_OFF = (
    "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline';"
    " frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class Arriving(Request):
    """A request whose files are kept in memory, within the limit of its address."""

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        return io.BytesIO()


def takes_content(view: View) -> View:
    """Mark a view to which more may be sent than to others: one content of the largest size."""
    view.__dict__["takes_content"] = True
    return view


def init_app(app: Flask) -> None:
    app.request_class = Arriving
    app.before_request(make_room)


def has_room() -> bool:
    """Whether the address of this request takes contents."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "takes_content", False)


def make_room() -> None:
    """Before anything of the request is read."""
    if has_room():
        request.max_content_length = at_hand.keeping().most_bytes + BESIDE


def refuse_too_large() -> None:
    """Raises TooLarge by what the caller says of the size, before anything was read."""
    if (request.content_length or 0) > (request.max_content_length or 0):
        raise unacceptable(Flaw.TOO_LARGE, at_hand.keeping().most_megabytes)


def typed_before() -> MultiDict[str, str]:
    """The fields that stand before the content of a request that is too large.

    The content itself is let come and thrown away: a browser that is cut off while it still sends
    shows its own error instead of our sentence.
    """
    request.max_content_length = (request.content_length or 0) + 1  # to the end and not refused
    coming = request.stream
    typed = _fields(coming.read(BESIDE))
    for _ in range(WAITED_FOR // AT_ONCE):
        if not coming.read(AT_ONCE):
            break
    return typed


def _fields(beginning: bytes) -> MultiDict[str, str]:
    typed: MultiDict[str, str] = MultiDict()
    decoder = multipart.MultipartDecoder(request.mimetype_params.get("boundary", "").encode())
    decoder.receive_data(beginning)
    name = ""
    while not isinstance(event := decoder.next_event(), _ENDS):
        if isinstance(event, multipart.Field):
            name = event.name
        elif isinstance(event, multipart.Data):
            typed[name] = typed.get(name, "") + event.data.decode("utf-8", "replace")
    return typed


_ENDS = (multipart.File, multipart.NeedData, multipart.Epilogue)


def content() -> bytes | None:
    """The content that was chosen or photographed in a form; a browser sends an empty part
    without a name where nothing was."""
    for name in ("file", "picture"):
        sent = request.files.get(name)
        if sent is not None and sent.filename:
            return sent.stream.read()
    return None


def printed(made: bytes, name: str) -> Response:
    """A page that was made to be printed; it names somebody, so nobody keeps it on the way."""
    return shown(Shown(made, Media.PDF, name))


def shown(document: Shown) -> Response:
    """A document for its reader: nothing in it can do anything, and nobody keeps it on the way."""
    answer = Response(document.content, HTTPStatus.OK, mimetype=document.media.value)
    how = "inline" if document.media.is_stamped else "attachment"
    answer.headers["Content-Disposition"] = f'{how}; filename="{document.name}"'
    answer.headers["Content-Security-Policy"] = SEALED_OFF
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
