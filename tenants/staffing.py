"""The members of a tenant: who joins, what roles they have, and how they leave."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import any_, func, literal, or_, select, update
from sqlalchemy.exc import IntegrityError

from tenants import clock, credentials, sessions
from tenants.database import db
from tenants.digests import login_key, normalised_email
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.gaps import NOW, US, filled
from tenants.models import Account, ApiToken, Invitation, Member
from tenants.roles import HELD_IN, Permission, require
from tenants.scope import Role, Scope

A_PAGE = 50
NO_ROLE = N_("Choose at least one role.")
OTHER_ROLE = N_("Members of your organisation cannot have this role.")
INSPECTORS_LEAVE = N_("An inspector's membership needs a last day.")
INSPECTORS_ALONE = N_("An inspector has no other role.")
ALREADY_OVER = N_("The last day must lie in the future.")
NO_MEMBER = N_("There is no such member.")
CHANGED = N_("Somebody has changed this member since you opened the page. Look at it again.")
LAST_ADMINISTRATOR = N_(
    "This is the last administrator. Give somebody else that role first,"
    " so that your organisation is never without one."
)
JUST_MADE = N_("This account has just been made. Open the link again and enter its password.")
NOT_PAUSED = N_("This membership is not paused.")
NOT_ACTIVE = N_("This member has already been deactivated.")
STILL_ACTIVE = N_("This member is active.")
OTHER_DEPUTY = N_("The deputy must be somebody else than the responsible.")
NOT_OURS = N_("Choose an active member of your organisation.")


def require_fitting(scope: Scope, roles: Collection[Role], until: datetime | None) -> None:
    """Raise Invalid if such an organisation's members cannot have these roles for that long."""
    if not roles:
        raise Invalid(NO_ROLE, "roles")
    if scope.kind is None or not HELD_IN[scope.kind].issuperset(roles):
        raise Invalid(OTHER_ROLE, "roles")
    if Role.INSPECTOR in roles and len(set(roles)) > 1:
        raise Invalid(INSPECTORS_ALONE, "roles")
    if Role.INSPECTOR in roles and until is None:
        raise Invalid(INSPECTORS_LEAVE, "until")
    if until is not None and until <= clock.now():
        raise Invalid(ALREADY_OVER, "until")


def locked_invitation(scope: Scope, invitation_id: UUID) -> Invitation | None:
    """The invitation, if it is still open; nobody else can use it until the transaction ends."""
    invitation = db.session.get(Invitation, (scope.tenant_id, invitation_id), with_for_update=True)
    if invitation is None or invitation.accepted_at or invitation.revoked_at:
        return None
    return invitation


def open_account(account_id: UUID, email: str, password: str, name: str) -> None:
    """A sign-in for somebody who had none. Raises Invalid for a weak password, Conflict if
    another invitation made one in the meantime."""
    account = Account(id=account_id, email=email, login_key=login_key(email))
    credentials.set_password(account, password, name)
    db.session.add(account)
    try:
        db.session.flush()
    except IntegrityError:
        raise Conflict(JUST_MADE) from None


def join(scope: Scope, invitation: Invitation, name: str) -> UUID:
    """Make the account of `scope` a member as invited; whoever was one before is one again."""
    member = db.session.scalar(
        select(Member).where(
            Member.tenant_id == scope.tenant_id, Member.account_id == scope.account_id
        )
    )
    if member is None:
        member = Member(
            tenant_id=scope.tenant_id, account_id=scope.account_id, email=invitation.email
        )
        db.session.add(member)
    member.name, member.roles, member.until = name, invitation.roles, invitation.until
    member.deactivated_at = member.paused_at = None
    invitation.accepted_at = clock.now()
    db.session.flush()
    return member.id


def get(scope: Scope, member_id: UUID) -> Member:
    """A member of this tenant, or NotFound."""
    member = db.session.get(Member, (scope.tenant_id, member_id))
    if member is None:
        raise NotFound(NO_MEMBER)
    return member


@dataclass(frozen=True, slots=True)
class MemberPage:
    """Some members, and whether there are more after them."""

    members: Sequence[Member]
    number: int
    more: bool


def members(scope: Scope, number: int = 1) -> MemberPage:
    """The members of this tenant, active ones first, by name; page `number` of them."""
    require(scope, Permission.MANAGE_MEMBERS)
    found = db.session.scalars(
        select(Member)
        .where(Member.tenant_id == scope.tenant_id)
        .order_by(Member.deactivated_at.is_not(None), func.lower(Member.name), Member.id)
        .offset((number - 1) * A_PAGE)
        .limit(A_PAGE + 1)
    ).all()
    return MemberPage(found[:A_PAGE], number, len(found) > A_PAGE)


def active(scope: Scope) -> Sequence[Member]:
    """Everybody who works for this tenant now, by name."""
    return db.session.scalars(_ACTIVE, filled(scope)).all()


def check_people(scope: Scope, responsible_id: UUID | None, deputy_id: UUID | None) -> None:
    """Both are active members of the scope's tenant, and two people. Raises Invalid."""
    if responsible_id is not None and responsible_id == deputy_id:
        raise Invalid(OTHER_DEPUTY, "deputy_id")
    named = {"responsible_id": responsible_id, "deputy_id": deputy_id}
    wanted = {member_id for member_id in named.values() if member_id is not None}
    known = _not_gone(scope, wanted) if wanted else frozenset()
    for field, member_id in named.items():
        if member_id is not None and member_id not in known:
            raise Invalid(NOT_OURS, field)


def _not_gone(scope: Scope, member_ids: Collection[UUID]) -> frozenset[UUID]:
    # What is about to be written must not go to the database before these people are checked.
    with db.session.no_autoflush:
        found = db.session.scalars(
            select(Member.id).where(
                Member.tenant_id == scope.tenant_id,
                Member.id.in_(member_ids),
                Member.deactivated_at.is_(None),
            )
        )
        return frozenset(found)


def active_member_with(scope: Scope, email: str) -> Member | None:
    """Whoever works for this tenant under this e-mail, if anybody does."""
    wanted = normalised_email(email)
    return next((member for member in active(scope) if member.email == wanted), None)


def by_email(scope: Scope, email: str) -> Member:
    """The active member with this e-mail, or NotFound."""
    member = active_member_with(scope, email)
    if member is None:
        raise NotFound(NO_MEMBER)
    return member


_ACTIVE = (
    select(Member)
    .where(
        Member.tenant_id == US,
        Member.deactivated_at.is_(None),
        or_(Member.until.is_(None), Member.until > NOW),
    )
    .order_by(func.lower(Member.name), Member.id)
)


def change_member(
    scope: Scope,
    member_id: UUID,
    *,
    version: int,
    name: str,
    roles: Collection[Role],
    until: datetime | None = None,
) -> Member:
    """Change name, roles or last day. Conflict if somebody changed the member since `version`."""
    member = locked(scope, member_id, version)
    require_fitting(scope, roles, until)
    if Role.ADMINISTRATOR not in roles or until is not None:
        _keep_an_administrator(scope, member)
    member.name, member.roles, member.until = name, sorted(roles), until
    db.session.flush()
    return member


def deactivate(scope: Scope, member_id: UUID, *, version: int | None = None) -> Member:
    """The member leaves: sessions and tokens end at once. The last administrator cannot."""
    member = locked(scope, member_id, version)
    if member.deactivated_at is not None:
        raise Conflict(NOT_ACTIVE)
    _keep_an_administrator(scope, member)
    member.deactivated_at = clock.now()
    db.session.flush()
    sessions.end_all_of_member(scope, member_id)
    revoke_tokens(scope, member_id)
    return member


def reactivate(scope: Scope, member_id: UUID, *, version: int | None = None) -> Member:
    """The member is back, with the roles from before; tokens have to be issued anew."""
    member = locked(scope, member_id, version)
    if member.deactivated_at is None:
        raise Conflict(STILL_ACTIVE)
    member.deactivated_at = None
    db.session.flush()
    return member


def confirm(scope: Scope, member_id: UUID) -> Member:
    """It is still the same person, although another organisation reset their password."""
    member = locked(scope, member_id)
    if member.paused_at is None:
        raise Conflict(NOT_PAUSED)
    member.paused_at = None
    db.session.flush()
    return member


def locked(scope: Scope, member_id: UUID, version: int | None = None) -> Member:
    """A member to be changed by an administrator. What is not seen is not found, whatever the role.

    Always after the administrators, so that two acts never wait for each other.
    """
    get(scope, member_id)
    require(scope, Permission.MANAGE_MEMBERS)
    _administrators(scope)
    member = db.session.get_one(
        Member, (scope.tenant_id, member_id), with_for_update=True, populate_existing=True
    )
    if version is not None and member.version != version:
        raise Conflict(CHANGED)
    return member


def _administrators(scope: Scope) -> Sequence[Member]:
    """Those who can manage members now and for good, locked until the transaction ends."""
    return db.session.scalars(
        select(Member)
        .where(
            Member.tenant_id == scope.tenant_id,
            literal(Role.ADMINISTRATOR.value) == any_(Member.roles),
            Member.deactivated_at.is_(None),
            Member.paused_at.is_(None),
            Member.until.is_(None),
        )
        .order_by(Member.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _keep_an_administrator(scope: Scope, member: Member) -> None:
    if [one.id for one in _administrators(scope)] == [member.id]:
        raise Conflict(LAST_ADMINISTRATOR)


def revoke_tokens(scope: Scope, member_id: UUID) -> None:
    """The programs of a member come in no more; for whoever has the right to say so."""
    db.session.execute(
        update(ApiToken)
        .where(
            ApiToken.tenant_id == scope.tenant_id,
            ApiToken.member_id == member_id,
            ApiToken.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def last_moment(day: date) -> datetime:
    """When a membership with this last day is over: the end of that day in Slovenia."""
    return datetime.combine(day + timedelta(days=1), time(), clock.LOCAL)


def last_day(until: datetime | None) -> date | None:
    """The last day before `until`; None if there is no end."""
    return clock.local_day(until - timedelta(microseconds=1)) if until else None
