"""Members are told, read what they were told, and say how they want to be told."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from network.notices import outgoing
from network.notices.delivery import Wishes, mail_at
from network.notices.kinds import Mail, NoticeKind
from network.notices.models import Notice, NoticeSettings
from network.queue import defer
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Invalid
from tenants.scope import Scope

MAIL = "mail"


def tell(
    scope: Scope,
    member_ids: Iterable[UUID],
    kind: NoticeKind,
    *,
    number: str,
    path: str,
    once: str,
    urgent: bool = False,
    subject_id: UUID | None = None,
) -> int:
    """Tell members of the scope's tenant something; how many had not been told it before.

    `once` names the occasion: whoever was told of it is not told again. `path` is where it leads
    to in the product, `subject_id` what a link in the mail may act on. Whoever does something is
    not told of it.
    """
    facts = {
        "kind": kind.value,
        "number": number,
        "path": path,
        "once": once,
        "urgent": urgent,
        "subject_id": subject_id,
    }
    others = [each for each in dict.fromkeys(member_ids) if each != scope.member_id]
    return sum(_tell(scope, member_id, facts, urgent) for member_id in others)


def _tell(scope: Scope, member_id: UUID, facts: Mapping[str, object], urgent: bool) -> bool:
    at = mail_at(wishes_of(scope, member_id), urgent, clock.now(), clock.LOCAL)
    made = db.session.execute(
        insert(Notice)
        .values(
            tenant_id=scope.tenant_id,
            id=new_id(),
            member_id=member_id,
            mail="none" if at is None else "waiting",
            created_at=clock.now(),
            **facts,
        )
        .on_conflict_do_nothing(constraint="uq_notices_once")
        .returning(Notice.id)
    ).first()
    if made is not None and at is not None:
        defer(MAIL, at=at, tenant_id=scope.tenant_id, member_id=member_id)
    return made is not None


def wishes_of(scope: Scope, member_id: UUID) -> Wishes:
    """How that member of the scope's tenant wants to be told."""
    found = db.session.get(NoticeSettings, (scope.tenant_id, member_id))
    if found is None:
        return Wishes()
    return Wishes(Mail(found.mail), found.quiet_from, found.quiet_until, found.digest_at)


def read(scope: Scope, notice_ids: Iterable[UUID]) -> None:
    """The scope's member has seen these; other members' are left alone."""
    db.session.execute(
        update(Notice)
        .where(
            Notice.tenant_id == scope.tenant_id,
            Notice.member_id == scope.member_id,
            Notice.id.in_(list(notice_ids)),
            Notice.read_at.is_(None),
        )
        .values(read_at=clock.now())
    )


def read_all(scope: Scope) -> None:
    """The scope's member has seen everything told until now."""
    db.session.execute(
        update(Notice)
        .where(
            Notice.tenant_id == scope.tenant_id,
            Notice.member_id == scope.member_id,
            Notice.read_at.is_(None),
        )
        .values(read_at=clock.now())
    )


def read_mentions(scope: Scope, path: str) -> None:
    """The scope's member has been to where colleagues mentioned them."""
    db.session.execute(
        update(Notice)
        .where(
            Notice.tenant_id == scope.tenant_id,
            Notice.member_id == scope.member_id,
            Notice.read_at.is_(None),
            Notice.kind == NoticeKind.MENTIONED,
            Notice.path == path,
        )
        .values(read_at=clock.now())
    )


def wish(scope: Scope, changes: Mapping[str, object]) -> NoticeSettings:
    """How the scope's member wants to be told, and when they are away. Raises Invalid.

    Mail that still waits goes out at the times that are wished now.
    """
    found = db.session.scalar(
        select(NoticeSettings)
        .where(
            NoticeSettings.tenant_id == scope.tenant_id,
            NoticeSettings.member_id == scope.member_id,
        )
        .with_for_update()
    )
    if found is None:
        found = NoticeSettings(tenant_id=scope.tenant_id, member_id=scope.member_id)
        db.session.add(found)
    for name, value in changes.items():
        setattr(found, name, value)
    if (found.absent_from is None) != (found.absent_until is None):
        raise Invalid(N_("Give the first and the last day on which you are away."), "absent_until")
    if found.absent_from and found.absent_until and found.absent_until < found.absent_from:
        raise Invalid(N_("The last day cannot be before the first."), "absent_until")
    db.session.flush()
    for at in outgoing.times(scope, scope.member_id, wishes_of(scope, scope.member_id)):
        defer(MAIL, at=at, tenant_id=scope.tenant_id, member_id=scope.member_id)
    return found
