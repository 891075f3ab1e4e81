"""How the API performs an act: look, once, this version, act, answer. In one transaction.

The look-up comes first, so that what may not be seen is not found whatever else was sent.
"""

import hashlib
import re
from collections.abc import Callable
from uuid import UUID

from flask import Response, request
from marshmallow import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from network.api.etags import expect
from tenants import idempotency
from tenants.database import transaction
from tenants.errors import N_, Conflict
from tenants.idempotency import Served
from tenants.login import acting
from tenants.scope import Scope

HEADER = "Idempotency-Key"
KEY = re.compile(r"[!-~]{1,200}")
# unique_violation, exclusion_violation, serialization_failure, deadlock_detected
CLASHES = frozenset({"23505", "23P01", "40001", "40P01"})
FASTER = N_("Somebody was faster. Look at how things stand now and decide anew.")


def perform(
    make: Callable[[Scope], UUID],
    show: Callable[[Scope, UUID], Response],
    *,
    look: Callable[[Scope], object] = lambda _: None,
    tag: Callable[[Scope], str] | None = None,
    status: int = 200,
) -> Response:
    """Do `make` and answer with what `show` tells of the thing it made or changed.

    `look` raises NotFound; `tag` locks the thing and tells its ETag for If-Match. With an
    Idempotency-Key that was served before, nothing is done again.
    """
    scope = acting()
    try:
        with transaction():
            look(scope)
            served = _served_before(scope)
            if served is None:
                if tag is not None:
                    expect(lambda: tag(scope))
                served = Served(status, make(scope))
                _remember(scope, served)
            told = show(scope, served.resource_id)
    except (DBAPIError, StaleDataError) as error:
        if _is_clash(error):
            raise Conflict(FASTER) from error
        raise
    told.status_code = served.status
    return told


def _served_before(scope: Scope) -> Served | None:
    key = _key()
    return idempotency.begin(scope, key, _fingerprint()) if key else None


def _remember(scope: Scope, served: Served) -> None:
    if key := _key():
        idempotency.finish(scope, key, served)


def _key() -> str:
    """The key that was sent, if any. Raises ValidationError for one that is none."""
    key = request.headers.get(HEADER)
    if key is None:
        return ""
    if not KEY.fullmatch(key):
        raise ValidationError(
            N_("A key has 1 to 200 visible characters, such as those of a UUID."), HEADER
        )
    return key


def _fingerprint() -> str:
    """A digest of the request: method, path, query and body. A multipart body has been read by
    now, and its boundary is another each time: what came in it counts."""
    said = hashlib.sha256("\0".join((request.method, request.full_path)).encode())
    said.update(request.get_data())
    said.update(repr(sorted(request.form.items(multi=True))).encode())
    for _, sent in sorted(request.files.items()):
        sent.stream.seek(0)
        said.update(sent.stream.read())
    return said.hexdigest()


def _is_clash(error: DBAPIError | StaleDataError) -> bool:
    """Two at once, of whom the database let one through."""
    state = getattr(getattr(error, "orig", None), "sqlstate", "")
    return isinstance(error, StaleDataError) or state in CLASHES
