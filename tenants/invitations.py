"""Invitations: links by which people become members, and what has become of them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, select

from tenants import clock, staffing
from tenants.database import db
from tenants.digests import digest, fresh_secret, normalised_email
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.models import Invitation
from tenants.roles import Permission, require
from tenants.rosters import Roster, newest
from tenants.scope import NOBODY, Role, Scope

INVITED_FOR = timedelta(days=7)
NO_INVITATION = N_("There is no such invitation.")
CLOSED_INVITATION = N_("This invitation has been used, withdrawn or has expired.")
ALREADY_IN = N_("This person is already a member of your organisation.")


class InvitationState(StrEnum):
    """Whether an invitation can still be accepted, and why not."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def state_of(invitation: Invitation) -> InvitationState:
    """What has become of an invitation as of now."""
    if invitation.accepted_at:
        return InvitationState.ACCEPTED
    if invitation.revoked_at:
        return InvitationState.WITHDRAWN
    over = invitation.expires_at <= clock.now()
    return InvitationState.EXPIRED if over else InvitationState.WAITING


def announce(
    scope: Scope,
    *,
    email: str,
    name: str,
    roles: Collection[Role],
    until: datetime | None = None,
) -> Invitation:
    """Invite a person into this tenant by a link that nobody knows before `make_link` tells it.

    A new invitation takes the place of an earlier one to the same address.
    """
    require(scope, Permission.MANAGE_MEMBERS)
    staffing.require_fitting(scope, roles, until)
    return _made(scope, email, name, roles, until)


def announce_for(
    scope: Scope, *, email: str, name: str, roles: Collection[Role], until: datetime
) -> Invitation:
    """The same for a caller who has a right of its own to do so, and has checked all that."""
    return _made(scope, email, name, roles, until)


def link_to(scope: Scope, email: str, role: Role) -> str:
    """The secret of a new link for whoever was invited to have this one role; likewise. Raises
    Conflict where nobody waits."""
    wanted = _waiting(scope).where(Invitation.email == normalised_email(email)).with_for_update()
    for one in db.session.scalars(wanted):
        if one.roles == [role]:
            return _fresh_link(one)
    raise Conflict(CLOSED_INVITATION)


def revoke_waiting(scope: Scope, email: str, role: Role) -> None:
    """What waits for this address with this one role opens nothing any more; likewise."""
    wanted = _waiting(scope).where(Invitation.email == normalised_email(email))
    for one in db.session.scalars(wanted):
        if one.roles == [role]:
            one.revoked_at = clock.now()
    db.session.flush()


def _made(
    scope: Scope, email: str, name: str, roles: Collection[Role], until: datetime | None
) -> Invitation:
    email = normalised_email(email)
    _make_way(scope, email)
    invitation = Invitation(
        tenant_id=scope.tenant_id,
        email=email,
        name=name,
        roles=sorted(roles),
        until=until,
        token_hash=digest(fresh_secret()),
        invited_by_id=None if scope.member_id == NOBODY else scope.member_id,
        expires_at=clock.now() + INVITED_FOR,
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation


def _make_way(scope: Scope, email: str) -> None:
    """Nobody is invited who is in already, and nobody holds two links."""
    if staffing.active_member_with(scope, email):
        raise Invalid(ALREADY_IN, "email")
    for earlier in db.session.scalars(_waiting(scope).where(Invitation.email == email)):
        earlier.revoked_at = clock.now()


def invite(
    scope: Scope,
    *,
    email: str,
    name: str,
    roles: Collection[Role],
    until: datetime | None = None,
) -> str:
    """Invite a person as `announce` does; returns the secret of the link, told only here."""
    return _fresh_link(announce(scope, email=email, name=name, roles=roles, until=until))


def make_link(scope: Scope, invitation_id: UUID) -> tuple[Invitation, str]:
    """A waiting invitation and the secret of a new link for it, told only here.

    It holds as long as a first one; an earlier link opens nothing any more.
    """
    invitation = _locked(scope, invitation_id)
    if state_of(invitation) is not InvitationState.WAITING:
        raise Conflict(CLOSED_INVITATION)
    return invitation, _fresh_link(invitation)


def _fresh_link(invitation: Invitation) -> str:
    secret = fresh_secret()
    invitation.token_hash = digest(secret)
    invitation.expires_at = clock.now() + INVITED_FOR
    db.session.flush()
    return secret


def withdraw(scope: Scope, invitation_id: UUID) -> None:
    """Withdraw an invitation that nobody has accepted yet."""
    _locked(scope, invitation_id).revoked_at = clock.now()
    db.session.flush()


def _locked(scope: Scope, invitation_id: UUID) -> Invitation:
    """An invitation that was neither accepted nor withdrawn, to be changed."""
    get(scope, invitation_id)
    require(scope, Permission.MANAGE_MEMBERS)
    invitation = db.session.get_one(
        Invitation,
        (scope.tenant_id, invitation_id),
        with_for_update=True,
        populate_existing=True,
    )
    if invitation.accepted_at or invitation.revoked_at:
        raise Conflict(CLOSED_INVITATION)
    return invitation


def get(scope: Scope, invitation_id: UUID) -> Invitation:
    """An invitation of this tenant, whatever became of it, or NotFound."""
    invitation = db.session.get(Invitation, (scope.tenant_id, invitation_id))
    if invitation is None:
        raise NotFound(NO_INVITATION)
    return invitation


def waiting(scope: Scope) -> Sequence[Invitation]:
    """All invitations that wait for an answer, the newest first. For administrators."""
    require(scope, Permission.MANAGE_MEMBERS)
    return db.session.scalars(_waiting(scope).order_by(Invitation.id.desc())).all()


def page(scope: Scope, *, before: UUID | None = None) -> Roster[Invitation]:
    """Some of the invitations that wait for an answer. For administrators."""
    require(scope, Permission.MANAGE_MEMBERS)
    return newest(_waiting(scope), Invitation, before)


def _waiting(scope: Scope) -> Select[Invitation]:
    return select(Invitation).where(
        Invitation.tenant_id == scope.tenant_id,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > clock.now(),
    )
