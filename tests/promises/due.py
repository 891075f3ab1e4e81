"""Something due, something told, and how somebody wants to be told."""

from datetime import timedelta
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.filters import actions as filters
from network.filters.lists import FilteredList
from network.notices import actions as notices
from network.notices.kinds import Mail, NoticeKind
from tenants import clock
from tenants.database import transaction
from tenants.scope import Scope
from tests.actors import Actor


def due_and_told(actor: Actor, group_id: UUID) -> None:
    """The same for one house, on one of its groups."""
    with actor.acting() as scope, transaction():
        subject = Subject(SubjectKind.GROUP, group_id, "Jadro")
        clocks.start(scope, ClockKind.FULL_REVIEW, subject)
        long_ago = clock.now() - timedelta(days=1)
        clocks.start(scope, ClockKind.KEEP_ALIVE, subject, due_at=long_ago)
        notices.wish(scope, {"mail": Mail.AT_ONCE})
        filters.keep(scope, which=FilteredList.BOARD, name="Filter", query="sex=female")
        keeper = Scope.caretaker(scope.tenant_id, scope.network_ids, scope.kind)
        told = {"number": "2026-0001", "path": "/day", "once": "story"}
        notices.tell(keeper, [scope.member_id], NoticeKind.DUE_SOON, **told)
