"""What goes out by mail to one member now, and what becomes of it. The caller's transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from network.notices.delivery import Wishes, mail_at
from network.notices.models import Notice
from tenants import clock
from tenants.database import db
from tenants.scope import Scope


class Posting(StrEnum):
    """What became of the mail about a notice. Withheld: a test system mails only who is listed."""

    WAITING = "waiting"
    SENT = "sent"
    NONE = "none"
    REFUSED = "refused"
    WITHHELD = "withheld"


def due(scope: Scope, member_id: UUID, wishes: Wishes) -> list[Notice]:
    """The member's notices that go out now, oldest first, locked until the transaction ends.

    Whoever does the same at the same time waits here, and then finds nothing. What the member has
    read meanwhile, or no longer wants by mail, goes out no more.
    """
    now, found = clock.now(), []
    for notice in _waiting(scope, member_id):
        at = mail_at(wishes, notice.urgent, notice.created_at, clock.LOCAL)
        if at is None or notice.read_at is not None:
            notice.mail = Posting.NONE
        elif at <= now:
            found.append(notice)
    return found


def times(scope: Scope, member_id: UUID, wishes: Wishes) -> set[datetime]:
    """When mail about what still waits has to go out by these wishes."""
    told = _waiting(scope, member_id)
    times = {mail_at(wishes, one.urgent, one.created_at, clock.LOCAL) for one in told}
    return {at for at in times if at is not None}


def settle(notices: Iterable[Notice], posting: Posting, answer: str = "") -> None:
    """Write down what became of them; `answer` is the mail server's code where it refused."""
    for notice in notices:
        notice.mail, notice.mail_answer = posting.value, answer
        notice.mailed_at = clock.now() if posting is Posting.SENT else None
    db.session.flush()


def _waiting(scope: Scope, member_id: UUID) -> Sequence[Notice]:
    return db.session.scalars(
        select(Notice)
        .where(
            Notice.tenant_id == scope.tenant_id,
            Notice.member_id == member_id,
            Notice.mail == Posting.WAITING,
        )
        .order_by(Notice.id)
        .with_for_update()
    ).all()
