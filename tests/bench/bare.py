"""The least that could serve the same rows: WSGI, psycopg, JSON. What the product is measured by.

It recognises the token with one query, sets the tenant, asks for the rows and answers. No
framework, no schema, no check of what is sent; policies bind it like the product.
"""

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Json

from tenants.database import new_id

KNOCK = "SELECT set_config('app.token', %s, true)"
RECOGNISE = (
    "SELECT tenant_id, member_id, member_name, tenant_name, network_ids FROM recognised_tokens"
    " WHERE token_hash = %s"
)
ENTER = (
    "SELECT set_config('app.tenant_id', %s, true), set_config('app.network_ids', %s, true),"
    " set_config('app.member_id', %s, true), set_config('app.token', '', true)"
)
BOARD = "SELECT * FROM published_groups WHERE network_id = ANY (%s) LIMIT 25"
REQUEST = (
    "SELECT r.*, k.state AS accepted FROM requests r LEFT JOIN asks k"
    " ON k.tenant_id = r.tenant_id AND k.id = r.accepted_ask_id"
    " WHERE r.tenant_id = %s AND r.id = %s"
)
LIVE = "SELECT * FROM asks WHERE ended_at IS NULL AND "
FOR_US = LIVE + (
    "((recipient_id = %(me)s AND state <> 'arrived'"
    " AND NOT (state = 'offered' AND hold_until > app_now()))"
    " OR (tenant_id = %(me)s AND state = 'offered' AND hold_until > app_now()))"
    " ORDER BY sent_at LIMIT 25"
)
FOR_THEM = LIVE + (
    "(tenant_id = %(me)s OR recipient_id = %(me)s) AND state <> 'arrived'"
    " AND NOT (tenant_id = %(me)s AND state = 'offered' AND hold_until > app_now())"
    " ORDER BY sent_at LIMIT 25"
)
UNASKED = (
    "SELECT r.* FROM requests r LEFT JOIN asks k ON k.tenant_id = r.tenant_id"
    " AND k.id = r.accepted_ask_id WHERE r.tenant_id = %(me)s AND r.closed_at IS NULL"
    " AND (k.state IS NULL OR k.state IN ('not_arrived', 'cancelled'))"
    " AND NOT EXISTS (SELECT FROM asks a WHERE a.tenant_id = r.tenant_id"
    " AND a.request_id = r.id AND a.ended_at IS NULL) ORDER BY r.created_at LIMIT 25"
)
GROUP = "SELECT * FROM published_groups WHERE network_id = ANY (%s) AND id = %s"
NOW = "SELECT app_now() AS now"

Row = dict[str, Any]
_here = threading.local()


def app(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """One request: recognise, enter, ask, answer."""
    secret = environ["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    with _connection() as connection, connection.transaction():
        me = _recognised(connection, secret)
        told = _answer(environ)(connection, me, environ)
    body = json.dumps(told, default=str, ensure_ascii=False).encode()
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def _connection() -> Any:
    """One for each thread, for ever."""
    if not hasattr(_here, "connection"):
        url = os.environ["BARE_DATABASE"]
        _here.connection = psycopg.connect(url, row_factory=dict_row, autocommit=True)
    return _Kept(_here.connection)


class _Kept:
    """A connection that a `with` does not close."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def __enter__(self) -> Any:
        return self.connection

    def __exit__(self, *_: object) -> None: ...


def _recognised(connection: Any, secret: str) -> Row:
    digest = hashlib.sha256(secret.encode()).hexdigest()
    connection.execute(KNOCK, (digest,))
    me: Row = connection.execute(RECOGNISE, (digest,)).fetchone()
    networks = "{" + ",".join(map(str, me["network_ids"])) + "}"
    connection.execute(ENTER, (str(me["tenant_id"]), networks, str(me["member_id"])))
    return me


def _answer(environ: WSGIEnvironment) -> Callable[[Any, Row, WSGIEnvironment], Any]:
    if environ["REQUEST_METHOD"] == "POST":
        return create_ask
    return {"board": board, "day": day, "requests": request}[environ["PATH_INFO"].split("/")[1]]


def board(connection: Any, me: Row, _: WSGIEnvironment) -> Any:
    return {"items": connection.execute(BOARD, (me["network_ids"],)).fetchall()}


def request(connection: Any, me: Row, environ: WSGIEnvironment) -> Any:
    wanted = environ["PATH_INFO"].split("/")[2]
    return connection.execute(REQUEST, (me["tenant_id"], wanted)).fetchone()


def day(connection: Any, me: Row, _: WSGIEnvironment) -> Any:
    told = {"me": me["tenant_id"]}
    return {
        "for_us": connection.execute(FOR_US, told).fetchall(),
        "for_them": connection.execute(FOR_THEM, told).fetchall(),
        "unasked": connection.execute(UNASKED, told).fetchall(),
    }


def create_ask(connection: Any, me: Row, environ: WSGIEnvironment) -> Any:
    """The same three rows that the act writes: the ask, its disclosure, its first step."""
    wanted = environ["PATH_INFO"].split("/")[2]
    body = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
    asked = connection.execute(REQUEST, (me["tenant_id"], wanted)).fetchone()
    group = connection.execute(GROUP, (me["network_ids"], body["group_ids"][0])).fetchone()
    now = connection.execute(NOW).fetchone()["now"]
    ask = _ask(me, asked, group, now)
    parties = {name: ask[name] for name in ("tenant_id", "recipient_id")} | {"ask_id": ask["id"]}
    content = {name: asked[name] for name in ("sex", "region", "needs", "legal_group", "urgency")}
    shown = {"id": new_id(), "level": 0, "content": Json(content), "created_at": now}
    by = {"by_tenant_id": me["tenant_id"], "by_member_id": me["member_id"]}
    step = {"at": now, "move": "send", "before": "", "after": "sent", "reason": "", "note": ""}
    _insert(connection, "asks", ask)
    _insert(connection, "disclosures", parties | shown)
    _insert(connection, "ask_steps", parties | step | by | {"by_name": me["member_name"]})
    return {"items": [ask]}


def _ask(me: Row, asked: Row, group: Row, now: object) -> Row:
    return {
        "tenant_id": me["tenant_id"],
        "id": new_id(),
        "network_id": asked["network_id"],
        "request_id": asked["id"],
        "number": asked["number"],
        "sender_name": me["tenant_name"],
        "recipient_id": group["tenant_id"],
        "recipient_name": group["tenant_name"],
        "group_id": group["id"],
        "group_name": group["name"],
        "state": "sent",
        "level": 0,
        "wanted_from": asked["wanted_from"],
        "sent_at": now,
        "opened_by": "",
        "also_because": [],
        "end_reason": "",
        "created_at": now,
        "version": 1,
    }


def _insert(connection: Any, table: str, row: Row) -> None:
    names, gaps = ", ".join(row), ", ".join(f"%({name})s" for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({gaps})", row)
