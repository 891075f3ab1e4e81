"""A request that is sent twice is served once: what a key has already brought about.

After the IETF draft "The Idempotency-Key HTTP Header Field". Kept are ids and digests, never
bodies; the answer is made anew from the thing the first request made or changed.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from tenants import clock
from tenants.database import db
from tenants.errors import N_, DomainError
from tenants.models import IdempotencyKey
from tenants.scope import Scope

REMEMBERED = timedelta(hours=24)
KEPT = (IdempotencyKey.fingerprint, IdempotencyKey.status, IdempotencyKey.resource_id)


class KeyReused(DomainError):
    """The key was sent before with another request."""

    code = "idempotency_key_reused"


@dataclass(frozen=True, slots=True)
class Served:
    """How a request was answered: the status, and the id of what the answer shows."""

    status: int
    resource_id: UUID


def begin(scope: Scope, key: str, fingerprint: str) -> Served | None:
    """Take the key for this transaction, or tell how it was served before.

    Whoever sends the same key at the same time waits here until the first has ended. If that one
    failed, its key was never taken. Raises KeyReused if `fingerprint` is of another request.
    """
    _forget_old(scope)
    if _taken(scope, key, fingerprint):
        return None
    before = db.session.execute(select(*KEPT).where(*_mine(scope, key))).one()
    if before.fingerprint != fingerprint or before.resource_id is None:
        raise KeyReused(N_("This Idempotency-Key was used for another request. Choose a new one."))
    return Served(before.status, before.resource_id)


def finish(scope: Scope, key: str, served: Served) -> None:
    """Remember how the request was served; with the same transaction as its effect."""
    db.session.execute(
        update(IdempotencyKey)
        .where(*_mine(scope, key))
        .values(status=served.status, resource_id=served.resource_id)
        .execution_options(synchronize_session=False)
    )


def _taken(scope: Scope, key: str, fingerprint: str) -> bool:
    row = {"tenant_id": scope.tenant_id, "member_id": scope.member_id, "key": key}
    fresh = (
        insert(IdempotencyKey)
        .values(row | {"fingerprint": fingerprint, "created_at": clock.now()})
        .on_conflict_do_nothing()
        .returning(IdempotencyKey.key)
    )
    return db.session.scalar(fresh) is not None


def _mine(scope: Scope, key: str) -> tuple[ColumnElement[bool], ...]:
    return (
        IdempotencyKey.tenant_id == scope.tenant_id,
        IdempotencyKey.member_id == scope.member_id,
        IdempotencyKey.key == key,
    )


def _forget_old(scope: Scope) -> None:
    db.session.execute(
        delete(IdempotencyKey)
        .where(
            IdempotencyKey.tenant_id == scope.tenant_id,
            IdempotencyKey.member_id == scope.member_id,
            IdempotencyKey.created_at < clock.now() - REMEMBERED,
        )
        .execution_options(synchronize_session=False)
    )
