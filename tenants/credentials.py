"""Proving who one is: a password for people, a token for programs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select, text

from tenants import clock, isolation, passwords, throttling
from tenants.database import db, transaction
from tenants.digests import digest, fresh_secret, login_key
from tenants.errors import N_, Conflict, DomainError, Invalid, NotFound
from tenants.isolation import knocking
from tenants.membership import COLUMNS, of_account, scope_from
from tenants.models import Account, ApiToken, Member
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.sessions import latest_membership
from tenants.throttling import Door


class WrongCredentials(DomainError):
    """Not that e-mail with that password. Never says which of the two."""

    code = "wrong_credentials"


class NoMembership(DomainError):
    """The right person, who works for no organisation here at present."""

    code = "no_membership"


WRONG = N_("The e-mail address and the password do not belong together.")
WRONG_PASSWORD = N_("This is not your current password.")
NO_MEMBERSHIP = N_(
    "Your membership has ended or is paused. Ask the administrator of your organisation."
)


@dataclass(frozen=True, slots=True)
class _Known:
    account_id: UUID | None
    password_hash: str | None


def authenticate(email: str, password: str, address: str) -> UUID:
    """The account of this e-mail and password, given from `address`.

    Runs before any scope exists, so it opens its own transactions. Raises Throttled, or
    WrongCredentials after the same time whether there is such an account or not.
    """
    account, place = throttling.by_account(email), throttling.by_address(Door.SIGN_IN, address)
    throttling.attempt(place, account)
    known = _known(email)
    if not passwords.fits(known.password_hash, password) or known.account_id is None:
        raise WrongCredentials(WRONG)
    throttling.forget(account)
    throttling.take_back(place)
    _renew_hash(known, email, password)
    return known.account_id


def _known(email: str) -> _Known:
    with knocking(login_key(email)), transaction():
        found = db.session.execute(
            select(Account.id, Account.password_hash).where(Account.login_key == login_key(email))
        ).one_or_none()
    return _Known(found.id, found.password_hash) if found else _Known(None, None)


def _renew_hash(known: _Known, email: str, password: str) -> None:
    if known.password_hash is None or not passwords.outdated(known.password_hash):
        return
    with knocking(login_key(email)), transaction():
        account = db.session.get_one(Account, known.account_id)
        account.password_hash = passwords.hashed(password)


def scope_to_enter(account_id: UUID) -> Scope:
    """The membership a person signs in to: the one they last worked for, else the first by name.

    Raises NoMembership if none is in force.
    """
    with knocking("", account_id), transaction():
        memberships, latest = of_account(account_id), latest_membership(account_id)
    for scope in memberships:
        if scope.member_id == latest:
            return scope
    if not memberships:
        raise NoMembership(NO_MEMBERSHIP)
    return memberships[0]


def prove(scope: Scope, password: str, address: str) -> None:
    """Ask a person who is signed in for the password once more; before a transaction opens.

    Raises Invalid if it is not theirs, Throttled after too many attempts.
    """
    with transaction():
        email = db.session.get_one(Account, scope.account_id).email
    try:
        authenticate(email, password, address)
    except WrongCredentials:
        raise Invalid(WRONG_PASSWORD, "current") from None


def change_password(scope: Scope, new: str) -> None:
    """Set the own password. Raises Invalid if it is too weak."""
    set_password(db.session.get_one(Account, scope.account_id), new, scope.member_name)


def set_password(account: Account, password: str, *known: str) -> None:
    """Keep a new password of `account`; `known` is what others know about the person."""
    passwords.require_good(password, account.email, *known)
    account.password_hash = passwords.hashed(password)
    account.password_set_at = clock.now()
    db.session.flush()


class ApiScope(StrEnum):
    """What a token may be used for; its member's roles still decide what may be done."""

    PLACES_READ = "places:read"
    PLACES_WRITE = "places:write"
    REQUESTS_READ = "requests:read"
    REQUESTS_WRITE = "requests:write"
    ASKS_READ = "asks:read"
    ASKS_WRITE = "asks:write"
    PLACEMENTS_READ = "placements:read"
    PLACEMENTS_WRITE = "placements:write"
    PROGRAMMES_READ = "programmes:read"
    PROGRAMMES_WRITE = "programmes:write"
    NETWORK_READ = "network:read"
    MEMBERS_READ = "members:read"
    MEMBERS_WRITE = "members:write"
    NOTICES_READ = "notices:read"
    NOTICES_WRITE = "notices:write"
    FILES_READ = "files:read"
    FILES_WRITE = "files:write"
    ACCOUNT_READ = "account:read"
    ACCOUNT_WRITE = "account:write"


PREFIX = "pristan_"
FORM = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")
USED_EVERY = timedelta(hours=1)
NO_SCOPE = N_("Choose at least one thing the token may be used for.")
NO_TOKEN = N_("There is no such token.")
NO_MEMBER = N_("There is no such member.")
REVOKED = N_("This token has already been revoked.")

RECOGNISE = (
    f"SELECT api_token_id, scopes, last_used_at, {COLUMNS}"  # noqa: S608 - constants
    " FROM recognised_tokens WHERE token_hash = %(token)s"
)
USED = text("UPDATE api_tokens SET last_used_at = :now WHERE id = :id")


@dataclass(frozen=True, slots=True)
class RecognisedToken:
    """A token that is in force, for whom it acts, and what it may be used for."""

    scope: Scope
    token_scopes: frozenset[str]


def recognise(secret: str) -> RecognisedToken | None:
    """Who presents this token, in one query; from here on the session acts for them."""
    if not FORM.fullmatch(secret):
        return None
    isolation.knock(token := digest(secret))
    row = db.session.connection().exec_driver_sql(RECOGNISE, {"token": token}).one_or_none()
    if row is None:
        db.session.remove()
        return None
    scope = scope_from(row)
    isolation.enter(scope)
    if row.last_used_at is None or clock.now() - row.last_used_at >= USED_EVERY:
        _note_used(row.api_token_id)
    return RecognisedToken(scope, frozenset(row.scopes))


def _note_used(api_token_id: UUID) -> None:
    with transaction():
        db.session.execute(USED, {"id": api_token_id, "now": clock.now()})


def issue(
    scope: Scope,
    *,
    member_id: UUID,
    name: str,
    scopes: Sequence[ApiScope],
    expires_at: datetime | None = None,
) -> str:
    """A token by which a program acts for a member of this tenant. It is told only here."""
    require(scope, Permission.MANAGE_TOKENS)
    if not scopes:
        raise Invalid(NO_SCOPE, "scopes")
    member = db.session.get(Member, (scope.tenant_id, member_id))
    if member is None or member.deactivated_at is not None:
        raise NotFound(NO_MEMBER)
    secret = PREFIX + fresh_secret()
    db.session.add(
        ApiToken(
            tenant_id=scope.tenant_id,
            member_id=member_id,
            name=name,
            scopes=sorted(set(scopes)),
            token_hash=digest(secret),
            expires_at=expires_at,
        )
    )
    db.session.flush()
    return secret


def revoke(scope: Scope, token_id: UUID) -> None:
    """End a token; what presents it is refused from the next request on."""
    token = db.session.get(ApiToken, (scope.tenant_id, token_id))
    if token is None:
        raise NotFound(NO_TOKEN)
    require(scope, Permission.MANAGE_TOKENS)
    if token.revoked_at is not None:
        raise Conflict(REVOKED)
    token.revoked_at = clock.now()
    db.session.flush()


def tokens(scope: Scope) -> Sequence[tuple[ApiToken, Member]]:
    """The tokens of this tenant that are not revoked, with their members, the newest first."""
    require(scope, Permission.MANAGE_TOKENS)
    found = db.session.execute(
        select(ApiToken, Member)
        .join(Member, Member.id == ApiToken.member_id)
        .where(ApiToken.tenant_id == scope.tenant_id, Member.tenant_id == scope.tenant_id)
        .where(ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.id.desc())
    )
    return [(token, member) for token, member in found]
