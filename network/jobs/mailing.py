"""Mail about notices: all that waits for one member goes out together, once.

The rows stay locked while the mail goes out and are marked in the same transaction. Killed in
between, the mail goes out again, with the same Message-ID: at least once, and shown once.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select

from network.availability import one_tap
from network.availability.one_tap import Purpose
from network.jobs import letters, postman
from network.jobs.registry import job, keeping_house
from network.jobs.words import Words
from network.notices import outgoing
from network.notices.actions import MAIL, wishes_of
from network.notices.kinds import NoticeKind
from network.notices.models import Notice
from network.notices.outgoing import Posting
from network.settings import Settings
from tenants import clock
from tenants.database import db
from tenants.isolation import on_behalf_of
from tenants.models import Account, Member
from tenants.roles import Permission, may
from tenants.scope import Role, Scope


@dataclass(frozen=True, slots=True)
class Recipient:
    """A member in force: where mail reaches them, in which language, and as whom they act."""

    scope: Scope
    address: str
    language: str


@job(MAIL)
def mail(tenant_id: str, member_id: str) -> None:
    """Send what goes out to this member now; nothing if it has gone already.

    Raises Delayed where the mail server puts it off, so that the queue tries again.
    """
    settings: Settings = current_app.extensions["pristan_settings"]
    with keeping_house(tenant_id) as scope:
        to = recipient(scope, UUID(member_id), settings.language) if settings.sends_mail else None
        waiting = outgoing.due(scope, UUID(member_id), wishes_of(scope, UUID(member_id)))
        if not waiting:
            return
        if to is None:
            outgoing.settle(waiting, Posting.NONE)
        elif not postman.may_get_mail(settings, to.address):
            outgoing.settle(waiting, Posting.WITHHELD)
        else:
            _send(settings, to, waiting)


def _send(settings: Settings, to: Recipient, waiting: list[Notice]) -> None:
    made = letters.about_notices(
        settings,
        to.address,
        Words(to.language),
        to.scope.tenant_name,
        waiting,
        _one_taps(to, waiting),
    )
    try:
        postman.post(settings, made)
    except postman.Refused as refusal:
        outgoing.settle(waiting, Posting.REFUSED, str(refusal))
    else:
        outgoing.settle(waiting, Posting.SENT)


def _one_taps(to: Recipient, waiting: list[Notice]) -> letters.OneTaps:
    """For each group that wants a word: links by which this member gives it without signing in."""
    if not may(to.scope, Permission.CONFIRM_PLACES):
        return {}
    return {
        notice.id: [
            (purpose.value, one_tap.make(to.scope, to.scope.member_id, group_id, purpose))
            for purpose in Purpose
        ]
        for notice in waiting
        if notice.kind == NoticeKind.STILL_TRUE and (group_id := notice.subject_id)
    }


def recipient(scope: Scope, member_id: UUID, language: str) -> Recipient | None:
    """Where mail reaches a member of the scope's tenant; None for whoever works here no more.

    `language` is for those who chose none.
    """
    member = db.session.scalar(
        select(Member).where(
            Member.tenant_id == scope.tenant_id,
            Member.id == member_id,
            Member.deactivated_at.is_(None),
            Member.paused_at.is_(None),
            func.coalesce(Member.until > clock.now(), True),
        )
    )
    if member is None:
        return None
    acts_as = replace(
        scope,
        member_id=member_id,
        account_id=member.account_id,
        roles=frozenset(map(Role, member.roles)),
        member_name=member.name,
    )
    with on_behalf_of(acts_as):
        account = db.session.get_one(Account, acts_as.account_id)
        return Recipient(acts_as, account.email, account.language or language)
