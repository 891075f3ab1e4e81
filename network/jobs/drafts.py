"""Every night: drafts that nobody goes on with are deleted, and who wrote them is warned before."""

from sqlalchemy import delete, select

from network.jobs.registry import job, keeping_house, rounds
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.queue import defer
from network.requests.drafts import KEPT, WARNED, RequestDraft
from tenants import clock
from tenants.caretaking import all_tenants
from tenants.database import db, transaction
from tenants.isolation import acting_as
from tenants.scope import Scope

CLEAR = "clear_drafts"
AT_NIGHT = "41 2 * * *"


@rounds("drafts", AT_NIGHT)
def drafts() -> None:
    """Every organisation clears its own."""
    tenants = all_tenants()
    with acting_as(Scope.steward()), transaction():
        for tenant_id in tenants:
            defer(CLEAR, tenant_id=tenant_id)


@job(CLEAR)
def clear_drafts(tenant_id: str) -> None:
    """Delete what is older than KEPT, for good; tell writers once, WARNED before the end."""
    now = clock.now()
    with keeping_house(tenant_id) as scope:
        db.session.execute(
            delete(RequestDraft)
            .where(RequestDraft.tenant_id == scope.tenant_id, RequestDraft.renewed_at <= now - KEPT)
            .execution_options(synchronize_session=False)
        )
        ending = select(RequestDraft).where(
            RequestDraft.tenant_id == scope.tenant_id,
            RequestDraft.renewed_at <= now - (KEPT - WARNED),
        )
        for draft in db.session.scalars(ending):
            tell(
                scope,
                (draft.member_id,),
                NoticeKind.DRAFT_ENDS,
                number="",
                path=f"/requests/drafts/{draft.id}",
                once=f"{NoticeKind.DRAFT_ENDS} {draft.id} {draft.renewed_at:%Y%m%d%H%M%S}",
            )
