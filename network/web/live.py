"""Pages are live: a stream of server-sent events that say which group of the board has changed,
and on which request, ask or placement something was written.

The database session is given back before the stream begins. A stream never counts as using the
product, and ends with the session of the browser, with its member's networks, with the process.
"""

import json
import select
import socket
from collections.abc import Iterator
from queue import Empty
from time import monotonic

from flask import Blueprint, Flask, Response, current_app, request
from markupsafe import Markup
from sqlalchemy import make_url

from network.settings import Settings
from network.web import rendering
from network.web.hub import Hub, Watcher
from tenants import login, sessions
from tenants.database import db
from tenants.login import acting
from tenants.scope import Scope

bp = Blueprint("live", __name__)
EXTENSION = "pristan_live"
STREAM = "text/event-stream"
HEARTBEAT = 15.0  # seconds
LOOK = 2.0  # seconds after which somebody who has left is noticed
KEPT_FREE = 16  # threads of a process that no stream takes
RETRY = 20_000  # milliseconds


def init_app(app: Flask) -> None:
    """Streams take most threads of a process, never all of them."""
    settings: Settings = app.extensions["pristan_settings"]
    url = make_url(str(settings.database_url)).set(drivername="postgresql")
    most = max(settings.threads - KEPT_FREE, settings.threads // 4)
    app.jinja_env.globals["watching"] = watching
    app.extensions[EXTENSION] = Hub(url.render_as_string(hide_password=False), most)


def watching(part: str, what: str = "board", also: str = "") -> Markup:
    """The attributes of a part of a page that fetches itself anew, with what stands elsewhere on
    it (`also`), when `what` changes: `board`, `board <group>` or `talk <thing>`. None on a page
    that brings a refused form back: its address takes forms only."""
    if request.method != "GET":
        return Markup()
    fetch = rendering.hx(
        "get",
        request.full_path.rstrip("?"),
        trigger="changed-elsewhere",
        target=part,
        select=part,
        swap="outerMorph",
        headers=json.dumps({login.WATCHING: "1"}),
        **({"select_oob": also} if also else {}),
    )
    return Markup('data-live="{}" {}').format(what, fetch)


def heard_by(scope: Scope) -> list[object]:
    """What somebody may hear of: the boards of their networks, and what is written to their own
    organisation or by it."""
    return [*scope.network_ids, scope.tenant_id]


def event(heard: str) -> str:
    """What the hub has heard as one event: the group of the board, or the thing and "talk" before
    it; empty where nobody knows what has changed."""
    return f"data: {heard if ' ' in heard or not heard else f'board {heard}'}\n\n"


@bp.get("/live")
def stream() -> Response:
    """Events as they come, for whoever asks for a stream; an empty one for everybody else."""
    hub: Hub = current_app.extensions[EXTENSION]
    scope = acting()
    if STREAM not in request.headers.get("Accept", ""):
        return _answer(iter([f"retry: {RETRY}\n\n"]))
    watcher = hub.join(heard_by(scope))
    if watcher is None:
        return Response(status=503, headers={"Retry-After": str(RETRY // 1000)})
    secret = request.cookies.get(login.cookie_name(), "")
    line = request.environ.get("gunicorn.socket")
    app = current_app._get_current_object()  # type: ignore[attr-defined] # werkzeug's own idiom
    db.session.remove()
    events = Events(app, hub, watcher, scope, secret, line)
    answer = _answer(iter(events))
    answer.call_on_close(lambda: hub.leave(watcher))
    return answer


def _answer(body: Iterator[str]) -> Response:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(body, content_type=STREAM, headers=headers)


class Events:
    """What one browser is told, until it leaves or may no longer hear it."""

    def __init__(
        self,
        app: Flask,
        hub: Hub,
        watcher: Watcher,
        scope: Scope,
        secret: str,
        line: socket.socket | None,
    ) -> None:
        self.app, self.hub, self.watcher = app, hub, watcher
        self.scope, self.secret, self.line = scope, secret, line

    def __iter__(self) -> Iterator[str]:
        yield f"retry: {RETRY}\n: {' ' * 64}\n\n"
        looked = monotonic()
        while not self.hub.closed.is_set():
            due = monotonic() - looked >= HEARTBEAT
            if due:
                if not self.may_hear():
                    return
                looked = monotonic()
                yield ":\n\n"
            try:
                heard = self.watcher.waiting.get(timeout=LOOK)
            except Empty:
                if self.has_left():
                    return
                continue
            if heard is None:
                return
            yield event(heard)

    def may_hear(self) -> bool:
        """Whether the session is still in force, for the same member of the same networks."""
        with self.app.app_context():
            found = sessions.recognise(self.secret, seen=False)
            db.session.remove()
        return found is not None and found.scope == self.scope

    def has_left(self) -> bool:
        """Whether the browser has closed the connection; nothing else is ever read from it."""
        if self.line is None:
            return False
        try:
            readable, _, _ = select.select([self.line], [], [], 0)
            return bool(readable) and not self.line.recv(1, socket.MSG_PEEK)
        except (OSError, ValueError):
            return True
