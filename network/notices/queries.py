"""How members look at what they were told, and who is away."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from network.notices.delivery import Wishes
from network.notices.models import Notice, NoticeSettings
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.gaps import ME, US, filled
from tenants.scope import Scope

PAGE = 25


def of_me(scope: Scope, *, before: UUID | None = None) -> Sequence[Notice]:
    """What the scope's member was told, the newest first; up to PAGE + 1, so that whoever shows
    them sees whether there are more."""
    wanted = select(Notice).where(
        Notice.tenant_id == scope.tenant_id, Notice.member_id == scope.member_id
    )
    if before is not None:
        wanted = wanted.where(Notice.id < before)
    return db.session.scalars(wanted.order_by(Notice.id.desc()).limit(PAGE + 1)).all()


def one(scope: Scope, notice_id: UUID) -> Notice:
    """A notice of the scope's own member. Raises NotFound, also for a colleague's."""
    found = db.session.get(Notice, (scope.tenant_id, notice_id))
    if found is None or found.member_id != scope.member_id:
        raise NotFound(N_("There is no such notice."))
    return found


def unread(scope: Scope) -> int:
    """How many notices the scope's member has not read."""
    return db.session.scalar(UNREAD, filled(scope)) or 0


UNREAD = select(func.count()).where(
    Notice.tenant_id == US, Notice.member_id == ME, Notice.read_at.is_(None)
)


def wishes(scope: Scope) -> NoticeSettings:
    """How the scope's member wants to be told; what everybody gets, where nothing was chosen."""
    mine = (scope.tenant_id, scope.member_id)
    usual = Wishes()
    return db.session.get(NoticeSettings, mine) or NoticeSettings(
        tenant_id=scope.tenant_id,
        member_id=scope.member_id,
        mail=usual.mail.value,
        digest_at=usual.digest_at,
        quiet_from=usual.quiet_from,
        quiet_until=usual.quiet_until,
    )


def absent(scope: Scope, member_ids: Collection[UUID], on: date) -> set[UUID]:
    """Those of the members who said they are away on that day."""
    return set(
        db.session.scalars(
            select(NoticeSettings.member_id).where(
                NoticeSettings.tenant_id == scope.tenant_id,
                NoticeSettings.member_id.in_(member_ids),
                NoticeSettings.absent_from <= on,
                NoticeSettings.absent_until >= on,
            )
        )
    )
