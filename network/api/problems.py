"""Every refusal of the API in one shape: problem details (RFC 9457)."""

import json
from collections.abc import Iterator, Mapping, Sequence

from flask import Response
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from network.api.words import gettext, language
from network.schemas import messages
from network.statuses import BY_STATUS, TITLES, status_of
from tenants.errors import N_, DomainError
from tenants.throttling import Throttled

CONTENT_TYPE = "application/problem+json"
WHOLE = "_schema"
CLIENTS = 400
SERVERS = 500
NO_TOKEN = N_("Send a token that is in force: Authorization: Bearer pristan_...")


def problem(
    status: int,
    code: str,
    detail: str = "",
    errors: Mapping[str, Sequence[str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer to a request that was refused. It never repeats what was sent."""
    told: dict[str, object] = {
        "type": f"/problems/{code}",
        "title": gettext(TITLES[status]),
        "status": status,
        "code": code,
    }
    told |= {"detail": detail} if detail else {}
    told |= {"errors": errors} if errors else {}
    answer = Response(json.dumps(told, ensure_ascii=False), status, content_type=CONTENT_TYPE)
    answer.headers.update({"Content-Language": language()} | dict(headers or {}))
    answer.vary.update(("Accept-Language", "Authorization"))
    return answer


def answer_to(error: Exception) -> Response:
    """The problem that an error of the domain, of a schema or of Flask itself is told as."""
    match error:
        case DomainError():
            return _refused(error)
        case ValidationError():
            errors = dict(_flat(error.normalized_messages(), ""))
            return problem(422, "invalid", errors=errors)
        case HTTPException():
            return _told(error)
    return problem(500, BY_STATUS[500])


def no_token() -> Response:
    """For whoever presents no token, or one that is not in force."""
    headers = {"WWW-Authenticate": 'Bearer realm="pristan"'}
    return problem(401, BY_STATUS[401], gettext(NO_TOKEN), headers=headers)


def _refused(error: DomainError) -> Response:
    sentence = gettext(error.sentence) % error.facts
    field = getattr(error, "field", "") or str(error.facts.get("field", ""))
    return problem(
        status_of(error),
        error.code,
        sentence,
        {field: [sentence]} if field else None,
        {"Retry-After": str(error.seconds)} if isinstance(error, Throttled) else None,
    )


def _told(error: HTTPException) -> Response:
    status = error.code or SERVERS
    if status not in TITLES:
        status = SERVERS if status >= SERVERS else CLIENTS
    kept = {name: value for name, value in error.get_headers() if name == "Allow"}
    return problem(status, BY_STATUS[status], headers=kept)


def _flat(said: object, name: str) -> Iterator[tuple[str, list[str]]]:
    """Nested messages under dotted names: `group_ids.2`, `needs.self_harm`."""
    if not isinstance(said, Mapping):
        sentences = said if isinstance(said, list) else [said]
        yield (
            name or WHOLE,
            [messages.translated(str(each), gettext) for each in sentences],
        )
        return
    for key, below in said.items():
        part = "" if key in ("key", "value", WHOLE) else str(key)
        yield from _flat(below, ".".join(filter(None, (name, part))))
