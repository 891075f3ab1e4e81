"""Contents that no document has any more leave the store."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from network.documents import at_hand
from network.documents.models import DocumentContent
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

# An act that put a content into the store has ended long before, one way or the other.
AT_REST = timedelta(days=1)


def destroy(scope: Scope, content_id: UUID) -> None:
    """Take one content out of the store, unless a document has it after all."""
    if db.session.get(DocumentContent, (scope.tenant_id, content_id)) is None:
        at_hand.keeping().store.delete(scope.tenant_id, content_id)


def sweep(scope: Scope) -> int:
    """Destroy what an undone upload left behind more than a day ago; how many there were."""
    store, now = at_hand.keeping().store, clock.now()
    in_use = set(
        db.session.scalars(
            select(DocumentContent.id).where(DocumentContent.tenant_id == scope.tenant_id)
        )
    )
    left = [
        one.content_id
        for one in store.lying(scope.tenant_id)
        if one.content_id not in in_use and one.since < now - AT_REST
    ]
    for content_id in left:
        store.delete(scope.tenant_id, content_id)
    return len(left)
