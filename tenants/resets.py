"""A forgotten password: an administrator hands over a link, and nobody gains a door by it.

Or the link goes to the person's own address by mail, and no other hand holds it (decision 0011).
A lost phone: an administrator takes the second factors away (decision 0021).
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, text

from tenants import clock, credentials, factors, sessions, staffing, throttling
from tenants.admission import LinkGone
from tenants.database import db, transaction
from tenants.digests import digest, fresh_secret
from tenants.errors import N_, Conflict
from tenants.isolation import knocking, on_behalf_of
from tenants.models import Account, Member, PasswordLink
from tenants.roles import Permission, require
from tenants.scope import NOBODY, Scope
from tenants.staffing import NOT_ACTIVE, get

VALID_FOR = timedelta(hours=24)
VALID_BY_MAIL = timedelta(hours=1)
PAUSE = text(
    "UPDATE members SET paused_at = :now"
    " WHERE account_id = :account AND tenant_id <> :tenant AND paused_at IS NULL"
)
GONE = N_("This link has been used or has expired.")
NOTHING_TO_TAKE = N_("This member has no second step for signing in.")
NOT_ONES_OWN = N_("Your own second step is changed in your account.")


def make_link(scope: Scope, member_id: UUID) -> str:
    """The secret of a link by which a member sets a new password. It is told only here."""
    member = get(scope, member_id)
    require(scope, Permission.MANAGE_MEMBERS)
    if member.deactivated_at is not None:
        raise Conflict(NOT_ACTIVE)
    secret = fresh_secret()
    db.session.add(
        PasswordLink(
            tenant_id=scope.tenant_id,
            member_id=member_id,
            account_id=member.account_id,
            token_hash=digest(secret),
            made_by_id=None if scope.member_id == NOBODY else scope.member_id,
            expires_at=clock.now() + VALID_FOR,
        )
    )
    db.session.flush()
    return secret


def make_link_by_mail(scope: Scope) -> str:
    """The secret of a link for the scope's own person, to be mailed to their own address."""
    secret = fresh_secret()
    db.session.add(
        PasswordLink(
            tenant_id=scope.tenant_id,
            member_id=scope.member_id,
            account_id=scope.account_id,
            token_hash=digest(secret),
            by_mail=True,
            expires_at=clock.now() + VALID_BY_MAIL,
        )
    )
    db.session.flush()
    return secret


@dataclass(frozen=True, slots=True)
class Resetting:
    """For whom a link sets a password, and whether it came by mail."""

    account_id: UUID
    tenant_id: UUID
    name: str
    email: str
    by_mail: bool


def resetting(secret: str) -> Resetting:
    """What the link is for; LinkGone if it opens nothing. Runs before any scope exists."""
    with knocking(digest(secret)), transaction():
        link = _open_link(secret)
        account_id, tenant_id, by_mail = link.account_id, link.tenant_id, link.by_mail
    with knocking(digest(secret), account_id), transaction():
        member = db.session.scalar(
            select(Member).where(
                Member.tenant_id == tenant_id,
                Member.account_id == account_id,
                Member.deactivated_at.is_(None),
            )
        )
        if member is None:
            raise LinkGone(GONE)
        return Resetting(account_id, tenant_id, member.name, member.email, by_mail)


def _open_link(secret: str) -> PasswordLink:
    """Locked, so that two who hold the link cannot both use it."""
    link = db.session.scalar(
        select(PasswordLink)
        .where(
            PasswordLink.token_hash == digest(secret),
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > clock.now(),
        )
        .with_for_update()
    )
    if link is None:
        raise LinkGone(GONE)
    return link


def redeem(secret: str, password: str) -> None:
    """Set a new password. Opens its own transactions; LinkGone or Invalid if it cannot be.

    Every session of the account ends. Its memberships elsewhere are paused until an
    administrator there confirms them: whoever made this link may hold the password now. What came
    by mail nobody else has made, and it pauses nothing.
    """
    known = resetting(secret)
    with knocking(digest(secret), known.account_id), transaction():
        _open_link(secret).used_at = clock.now()
        account = db.session.get_one(Account, known.account_id)
        credentials.set_password(account, password, known.name)
        sessions.end_all_of_account(known.account_id)
        if not known.by_mail:
            _pause_elsewhere(known.account_id, known.tenant_id)
    throttling.forget(throttling.by_account(known.email))


def _pause_elsewhere(account_id: UUID, tenant_id: UUID) -> None:
    """Past the ORM's version count: from outside, nothing but the pause may change."""
    said = {"account": account_id, "tenant": tenant_id, "now": clock.now()}
    db.session.execute(PAUSE, said)


def take_factors(scope: Scope, member_id: UUID) -> None:
    """The member lost what the second step needs: the password alone lets in again.

    Every session of the account ends, and its memberships elsewhere are paused until an
    administrator there confirms them, as for a password link: their doors are not this tenant's
    to unlock. Raises NotFound, NotAllowed, and Conflict where there is nothing to take away.
    """
    member = staffing.locked(scope, member_id)
    if member.deactivated_at is not None:
        raise Conflict(NOT_ACTIVE)
    if member.account_id == scope.account_id:
        raise Conflict(NOT_ONES_OWN)
    account_id = member.account_id
    with on_behalf_of(Scope(NOBODY, account_id=account_id)):
        if not factors.forget_all(account_id):
            raise Conflict(NOTHING_TO_TAKE)
        sessions.end_all_of_account(account_id)
        _pause_elsewhere(account_id, scope.tenant_id)
