"""Documents of another house come into a file of ours, in the name of whoever took them over."""

from uuid import UUID

from network.documents import arriving
from network.documents.arriving import ArrivingDocument, Brought, Origin
from network.jobs.registry import job
from network.requests import given
from network.transfers import documents, queries
from tenants.caretaking import member_of
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope


@job(arriving.ARRIVES)
def document_arrives(tenant_id: str, member_id: str, arriving_id: str) -> None:
    """One document, once. Nothing where the member is there no more or opens the file no more: it
    goes on waiting, and whoever opens the file sees that it does."""
    scope = member_of(UUID(tenant_id), UUID(member_id))
    if scope is None:
        return
    with acting_as(scope), transaction():
        coming = arriving.waiting(scope, UUID(arriving_id))
        if coming is not None:
            arriving.settle(scope, coming, _brought(scope, coming))


def _brought(scope: Scope, coming: ArrivingDocument) -> Brought | None:
    if coming.origin == Origin.ASK:
        return given.brought(scope, coming.origin_id, coming.source_id)
    asked = queries.transfer(scope, coming.origin_id)
    return documents.brought(scope, asked, coming.source_id)
