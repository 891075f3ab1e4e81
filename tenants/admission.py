"""Who takes part: networks, their organisations, and the people who work there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text

from tenants import clock, credentials, staffing
from tenants.database import db, new_id, transaction
from tenants.digests import digest, login_key
from tenants.errors import N_, Conflict, NotFound
from tenants.invitations import CLOSED_INVITATION
from tenants.isolation import acting_as, knocking
from tenants.membership import chosen
from tenants.models import Account, Network, NetworkTenant, Tenant
from tenants.roles import Permission, require
from tenants.scope import Scope, TenantKind
from tenants.slugs import slug_of

TAKEN = N_("There is already something with the short name %(slug)s.")
NO_NETWORK = N_("There is no network with the short name %(slug)s.")
NO_TENANT = N_("There is no organisation with the short name %(slug)s.")
ALREADY_JOINED = N_("This organisation is in the network already.")

INVITED = text(
    "SELECT tenant_id, id, email, name, roles, until, tenant_name FROM recognised_invitations"
    " WHERE token_hash = :token AND accepted_at IS NULL AND revoked_at IS NULL"
    " AND expires_at > :now"
)


class LinkGone(NotFound):
    """A link that is wrong, used, withdrawn or expired: whoever holds it is not told which."""

    code = "link_gone"


def found_network(scope: Scope, *, slug: str, name: str) -> Network:
    """A new consortium, without any organisation yet."""
    require(scope, Permission.ADMIT_TENANTS)
    _refuse_taken(Network, slug)
    network = Network(slug=slug, name=name)
    db.session.add(network)
    db.session.flush()
    return network


def admit(scope: Scope, *, name: str, kind: TenantKind, slug: str = "", town: str = "") -> Tenant:
    """A new organisation in every network of `scope`; its short name comes from its name."""
    require(scope, Permission.ADMIT_TENANTS)
    slug = slug or slug_of(name)
    _refuse_taken(Tenant, slug)
    tenant = Tenant(id=new_id(), slug=slug, name=name, kind=kind, town=town)
    db.session.add(tenant)
    db.session.flush()
    _join(scope, tenant.id)
    return tenant


def join_network(scope: Scope, slug: str) -> Tenant:
    """An organisation that is known already comes into every network of `scope` as well."""
    require(scope, Permission.ADMIT_TENANTS)
    tenant = db.session.scalar(select(Tenant).where(Tenant.slug == slug))
    if tenant is None:
        raise NotFound(NO_TENANT, slug=slug)
    if any(slug == one.slug for network_id in scope.network_ids for one in tenants_in(network_id)):
        raise Conflict(ALREADY_JOINED)
    _join(scope, tenant.id)
    return tenant


def _join(scope: Scope, tenant_id: UUID) -> None:
    for network_id in scope.network_ids:
        db.session.add(NetworkTenant(network_id=network_id, tenant_id=tenant_id))
    db.session.flush()


def _refuse_taken(kind: type[Network] | type[Tenant], slug: str) -> None:
    if db.session.scalar(select(kind.id).where(kind.slug == slug)):
        raise Conflict(TAKEN, slug=slug)


def steward_of(slug: str) -> Scope:
    """The scope in which the network called `slug` is run. Binds a session of its own."""
    with acting_as(Scope.steward()), transaction():
        network_id = db.session.scalar(select(Network.id).where(Network.slug == slug))
    if network_id is None:
        raise NotFound(NO_NETWORK, slug=slug)
    return Scope.steward(network_id)


def networks() -> Sequence[Network]:
    """All networks of this deployment, by name; for its steward."""
    return db.session.scalars(select(Network).order_by(Network.name)).all()


def tenants_in(network_id: UUID) -> Sequence[Tenant]:
    """The organisations of a network, by name; for its steward and its members."""
    joined = select(NetworkTenant.tenant_id).where(NetworkTenant.network_id == network_id)
    return db.session.scalars(
        select(Tenant).where(Tenant.id.in_(joined)).order_by(Tenant.name)
    ).all()


def scope_of_tenant(slug: str) -> Scope:
    """The caretaker of the organisation called `slug`. Binds a session of its own."""
    with acting_as(Scope.steward()), transaction():
        tenant = db.session.scalar(select(Tenant).where(Tenant.slug == slug))
        if tenant is None:
            raise NotFound(NO_TENANT, slug=slug)
        known = (tenant.id, TenantKind(tenant.kind), tenant.name)
    return _caretaker(*known)


def everyone() -> Sequence[Scope]:
    """A caretaker for every organisation of this deployment, for jobs that visit them all."""
    with acting_as(Scope.steward()), transaction():
        tenants = db.session.scalars(select(Tenant).order_by(Tenant.id)).all()
        known = [(tenant.id, TenantKind(tenant.kind), tenant.name) for tenant in tenants]
    return [_caretaker(*each) for each in known]


def _caretaker(tenant_id: UUID, kind: TenantKind, name: str) -> Scope:
    with acting_as(Scope.caretaker(tenant_id)), transaction():
        joined = db.session.scalars(
            select(NetworkTenant.network_id)
            .where(NetworkTenant.tenant_id == tenant_id)
            .order_by(NetworkTenant.network_id)
        ).all()
    return Scope.caretaker(tenant_id, tuple(joined), kind, name)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as its bearer sees it."""

    tenant_id: UUID
    invitation_id: UUID
    tenant_name: str
    email: str
    name: str
    has_account: bool


def invited(secret: str) -> Invited:
    """What the link is for; LinkGone if it opens nothing. Runs before any scope exists."""
    with knocking(token := digest(secret)), transaction():
        row = db.session.execute(INVITED, {"token": token, "now": clock.now()}).one_or_none()
    if row is None:
        raise LinkGone(CLOSED_INVITATION)
    return _seen_by_bearer(row)


def _seen_by_bearer(row: Row[Any]) -> Invited:
    with knocking(key := login_key(row.email)), transaction():
        account_id = db.session.scalar(select(Account.id).where(Account.login_key == key))
    return Invited(
        row.tenant_id, row.id, row.tenant_name, row.email, row.name, account_id is not None
    )


def accept(secret: str, *, password: str, name: str = "", address: str = "") -> Scope:
    """Become a member; returns the scope to sign in with. Opens its own transactions.

    Whoever has an account proves it by its password; for others one is made with `password`.
    Raises LinkGone, Invalid for a weak password, WrongCredentials and Throttled.
    """
    link = invited(secret)
    proven = credentials.authenticate(link.email, password, address) if link.has_account else None
    entering = Scope(link.tenant_id, account_id=proven or new_id())
    with acting_as(entering), transaction():
        invitation = staffing.locked_invitation(entering, link.invitation_id)
        if invitation is None:
            raise LinkGone(CLOSED_INVITATION)
        if proven is None:
            staffing.open_account(entering.account_id, link.email, password, name or link.name)
        member_id = staffing.join(entering, invitation, name or link.name)
    with knocking("", entering.account_id), transaction():
        return chosen(entering.account_id, member_id)
