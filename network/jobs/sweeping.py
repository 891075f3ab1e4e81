"""Every night: what nobody needs any more is swept up."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, text

from network.documents import actions as documents
from network.documents import sweeping
from network.jobs.registry import job, keeping_house, rounds
from network.notices.models import Notice, OneTapLink
from network.queue import defer
from network.rights import keeping, letting_go
from network.rights.retention import RecordClass
from tenants import clock, idempotency
from tenants.caretaking import all_tenants
from tenants.database import db, transaction
from tenants.isolation import acting_as
from tenants.models import IdempotencyKey
from tenants.scope import Scope

SWEEP = "sweep"
AT_NIGHT = "23 2 * * *"
LINKS_KEPT = timedelta(days=30)
JOBS_KEPT = timedelta(days=30)

# What is old enough stands in their policies: nothing younger can go, whatever is said here.
EVERYBODYS = tuple(
    text(f"DELETE FROM {table}")  # noqa: S608 - our own tables
    for table in ("throttles", "sessions", "challenges", "half_sign_ins", "page_sessions")
)
# Jobs that failed for good; those that succeeded went at once.
JOBS = text(
    "DELETE FROM procrastinate_jobs j WHERE j.status IN ('succeeded', 'failed', 'cancelled',"
    " 'aborted') AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = j.id"
    " AND e.at > :since)"
)


@rounds("night", AT_NIGHT)
def night() -> None:
    """Old attempts, sessions and failed jobs go; every organisation sweeps before its own door."""
    tenants = all_tenants()
    with acting_as(Scope.steward()), transaction():
        for statement in EVERYBODYS:
            db.session.execute(statement)
        db.session.execute(JOBS, {"since": clock.now() - JOBS_KEPT})
        for tenant_id in tenants:
            defer(SWEEP, tenant_id=tenant_id)


@job(SWEEP)
def sweep(tenant_id: str) -> None:
    """Keys of requests that were served, links that have expired, notices and words older than the
    house keeps them, and what an undone upload left in the store of documents."""
    now = clock.now()
    with keeping_house(tenant_id) as scope:
        before = keeping.goes_before(scope, RecordClass.NOTICES)
        old = (
            delete(IdempotencyKey).where(IdempotencyKey.created_at < now - idempotency.REMEMBERED),
            delete(OneTapLink).where(OneTapLink.expires_at < now - LINKS_KEPT),
            delete(Notice).where(Notice.created_at < before),
        )
        for statement in old:
            db.session.execute(statement.execution_options(synchronize_session=False))
        for record_class in letting_go.BY_NIGHT:
            letting_go.let_go(scope, record_class)
    with keeping_house(tenant_id) as scope:  # by itself: the store may be away
        sweeping.sweep(scope)


@job(documents.DESTROY)
def destroy_content(tenant_id: str, content_id: str) -> None:
    """The content of a document that was removed leaves the store."""
    with keeping_house(tenant_id) as scope:
        sweeping.destroy(scope, UUID(content_id))
