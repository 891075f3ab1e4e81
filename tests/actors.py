"""The cast: people at five tenants, who can act in the domain or use a browser.

The centre asks, the institution is asked, the stranger is another home of the same network. The
coordination sees figures only; the outsider works in another network.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tenants import sessions
from tenants.database import new_id
from tenants.devices import described
from tenants.digests import login_key
from tenants.isolation import acting_as
from tenants.models import Account, Member, Network, NetworkTenant, Tenant
from tenants.passwords import hashed
from tenants.scope import Role, Scope, TenantKind
from tests.client import FIREFOX, Browser

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
        """A browser in which this person is signed in; the page for that is a story of its own."""
        browser = Browser(self.app)
        with self.app.app_context():
            browser.secret = sessions.start(self.scope, described(FIREFOX))
        return browser

    def signs_in(self) -> Browser:
        """The same by the page, so that the trail knows of it."""
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


@dataclass(frozen=True)
class House:
    """A tenant that begins with one person."""

    name: str
    kind: TenantKind
    roles: tuple[Role, ...]
    network_ids: tuple[UUID, ...]


def engage(app: Flask, owner: Engine) -> Cast:
    """Everybody of the cast, in two networks of which the outsider has the second alone."""
    with Session(owner, expire_on_commit=False) as session, session.begin():
        here, elsewhere = (
            Network(id=new_id(), slug=slug, name=slug.title(), created_at=BORN)
            for slug in ("zahod", "vzhod")
        )
        _add(session, [here, elsewhere])
        places = {"outsider": elsewhere}
        houses = [
            House(name, kind, tuple(roles), (places.get(name, here).id,))
            for name, (kind, roles) in WHO.items()
        ]
        return Cast(**dict(zip(WHO, _hire(app, session, houses), strict=True)))


def colleague(owner: Engine, actor: Actor, name: str, *roles: Role) -> Actor:
    """Somebody else at the actor's tenant, with other roles."""
    scope = actor.scope
    account = _account(f"{name}@{scope.tenant_name}.test")
    member = _member(scope.tenant_id, account, name, roles)
    with Session(owner, expire_on_commit=False) as session, session.begin():
        _add(session, [account])
        _add(session, [member])
    return Actor(
        actor.app,
        Scope(
            scope.tenant_id,
            scope.network_ids,
            member.id,
            account.id,
            frozenset(roles),
            scope.kind,
            member.name,
            scope.tenant_name,
        ),
        member.email,
    )


def neighbour(owner: Engine, actor: Actor, name: str, kind: TenantKind, *roles: Role) -> Actor:
    """Another tenant of the actor's network, with one person."""
    house = House(name, kind, roles, actor.scope.network_ids)
    with Session(owner, expire_on_commit=False) as session, session.begin():
        [somebody] = _hire(actor.app, session, [house])
        return somebody


def _hire(app: Flask, session: Session, houses: Sequence[House]) -> list[Actor]:
    """All of them table by table, for nearly every test begins here."""
    ids = [new_id() for _ in houses]
    accounts = [_account(f"{house.name}@{house.name}.test") for house in houses]
    members = [
        _member(tenant_id, account, f"{house.name} worker", house.roles)
        for tenant_id, account, house in zip(ids, accounts, houses, strict=True)
    ]
    _add(session, [_tenant(*each) for each in zip(ids, houses, strict=True)])
    _add(
        session,
        [
            NetworkTenant(network_id=network_id, tenant_id=tenant_id)
            for tenant_id, house in zip(ids, houses, strict=True)
            for network_id in house.network_ids
        ],
    )
    _add(session, accounts)
    _add(session, members)
    return [_actor(app, *each) for each in zip(houses, members, strict=True)]


def _add(session: Session, rows: Sequence[object]) -> None:
    """In one statement."""
    session.add_all(rows)
    session.flush()


def _tenant(tenant_id: UUID, house: House) -> Tenant:
    return Tenant(id=tenant_id, name=house.name, slug=house.name, kind=house.kind, town="Ljubljana")


def _account(email: str) -> Account:
    return Account(id=new_id(), email=email, login_key=login_key(email), password_hash=_hashed())


def _member(tenant_id: UUID, account: Account, name: str, roles: tuple[Role, ...]) -> Member:
    return Member(
        id=new_id(),
        tenant_id=tenant_id,
        account_id=account.id,
        email=account.email,
        name=name,
        roles=sorted(roles),
    )


def _actor(app: Flask, house: House, member: Member) -> Actor:
    scope = Scope(
        member.tenant_id,
        house.network_ids,
        member.id,
        member.account_id,
        frozenset(house.roles),
        house.kind,
        member.name,
        house.name,
    )
    return Actor(app, scope, member.email)


@cache
def _hashed() -> str:
    """Hashed once, at the cost the tests run with."""
    return hashed(PASSWORD)
