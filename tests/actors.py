"""The cast: people at five tenants, who can act in the domain or use a browser.

The centre asks, the institution is asked, the stranger is another home of the same network. The
coordination sees figures only; the outsider works in another network.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tenants.database import new_id
from tenants.digests import login_key
from tenants.isolation import acting_as
from tenants.models import Account, Member, Network, NetworkTenant, Tenant
from tenants.passwords import hashed
from tenants.scope import Role, Scope, TenantKind
from tests.client import Browser

PASSWORD = "pet zelenih konjev pleše"
BORN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Actor:
    """One person at one tenant."""

    app: Flask
    scope: Scope
    email: str

    @property
    def tenant_id(self) -> UUID:
        return self.scope.tenant_id

    @contextmanager
    def acting(self) -> Iterator[Scope]:
        with self.app.app_context(), acting_as(self.scope) as scope:
            yield scope

    def browser(self) -> Browser:
        """A browser in which this person is signed in, by the real act."""
        browser = Browser(self.app)
        answer = browser.sign_in(self.email, PASSWORD)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return browser


@dataclass(frozen=True)
class Cast:
    centre: Actor
    institution: Actor
    stranger: Actor
    coordination: Actor
    outsider: Actor


WHO = {
    "centre": (TenantKind.CSD, {Role.CASE_WORKER, Role.HEAD, Role.ADMINISTRATOR}),
    "institution": (TenantKind.INSTITUTION, {Role.HEAD, Role.COUNSELLOR, Role.ADMINISTRATOR}),
    "stranger": (TenantKind.INSTITUTION, {Role.HEAD, Role.COUNSELLOR, Role.ADMINISTRATOR}),
    "coordination": (
        TenantKind.COORDINATION,
        {Role.COORDINATOR, Role.NETWORK_ADMINISTRATOR, Role.ADMINISTRATOR},
    ),
    "outsider": (TenantKind.CSD, {Role.CASE_WORKER, Role.HEAD, Role.ADMINISTRATOR}),
}


def engage(app: Flask, owner: Engine) -> Cast:
    """Everybody of the cast, in two networks of which the outsider has the second alone."""
    with Session(owner, expire_on_commit=False) as session, session.begin():
        here, elsewhere = (_network(session, slug) for slug in ("zahod", "vzhod"))
        return Cast(
            **{
                name: _hire(app, session, elsewhere if name == "outsider" else here, name)
                for name in WHO
            }
        )


def colleague(owner: Engine, actor: Actor, name: str, *roles: Role) -> Actor:
    """Somebody else at the actor's tenant, with other roles."""
    scope = actor.scope
    with Session(owner, expire_on_commit=False) as session, session.begin():
        member = _member(session, scope.tenant_id, name, f"{name}@{scope.tenant_name}.test", roles)
    return Actor(
        actor.app,
        Scope(
            scope.tenant_id,
            scope.network_ids,
            member.id,
            member.account_id,
            frozenset(roles),
            scope.kind,
            member.name,
            scope.tenant_name,
        ),
        member.email,
    )


def neighbour(owner: Engine, actor: Actor, name: str, kind: TenantKind, *roles: Role) -> Actor:
    """Another tenant of the actor's network, with one person."""
    networks = actor.scope.network_ids
    with Session(owner, expire_on_commit=False) as session, session.begin():
        tenant = Tenant(id=new_id(), name=name, slug=name, kind=kind, town="Ljubljana")
        session.add(tenant)
        session.flush()
        session.add_all(NetworkTenant(network_id=one, tenant_id=tenant.id) for one in networks)
        session.flush()
        member = _member(session, tenant.id, f"{name} worker", f"{name}@{name}.test", roles)
    account, held = member.account_id, frozenset(roles)
    scope = Scope(tenant.id, networks, member.id, account, held, kind, member.name, name)
    return Actor(actor.app, scope, member.email)


def _network(session: Session, slug: str) -> Network:
    network = Network(slug=slug, name=slug.title(), created_at=BORN)
    session.add(network)
    session.flush()
    return network


def _hire(app: Flask, session: Session, network: Network, name: str) -> Actor:
    kind, roles = WHO[name]
    tenant = Tenant(id=new_id(), name=name, slug=name, kind=kind, town="Ljubljana")
    session.add(tenant)
    session.flush()
    session.add(NetworkTenant(network_id=network.id, tenant_id=tenant.id))
    session.flush()
    member = _member(session, tenant.id, f"{name} worker", f"{name}@{name}.test", tuple(roles))
    scope = Scope(
        tenant.id,
        (network.id,),
        member.id,
        member.account_id,
        frozenset(roles),
        kind,
        member.name,
        name,
    )
    return Actor(app, scope, member.email)


def _member(
    session: Session, tenant_id: UUID, name: str, email: str, roles: tuple[Role, ...]
) -> Member:
    account = Account(email=email, login_key=login_key(email), password_hash=_hashed())
    session.add(account)
    session.flush()
    member = Member(
        tenant_id=tenant_id,
        account_id=account.id,
        email=email,
        name=name,
        roles=sorted(roles),
    )
    session.add(member)
    session.flush()
    return member


@cache
def _hashed() -> str:
    """Hashed once, at the cost the tests run with."""
    return hashed(PASSWORD)
