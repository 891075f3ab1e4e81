"""Scopes for jobs: they act for a tenant, as no member of it, with all that the tenant is."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.isolation import acting_as
from tenants.models import Member, NetworkTenant, Tenant
from tenants.scope import Role, Scope, TenantKind


def caretaker_of(tenant_id: UUID) -> Scope:
    """The scope of whoever keeps house for that tenant. Raises NotFound if there is none."""
    with acting_as(Scope.caretaker(tenant_id)):
        tenant = db.session.get(Tenant, tenant_id)
        if tenant is None:
            raise NotFound(N_("There is no such organisation."))
        networks = db.session.scalars(
            select(NetworkTenant.network_id)
            .where(NetworkTenant.tenant_id == tenant_id)
            .order_by(NetworkTenant.network_id)
        ).all()
        return Scope.caretaker(tenant_id, tuple(networks), TenantKind(tenant.kind), tenant.name)


def member_of(tenant_id: UUID, member_id: UUID) -> Scope | None:
    """The scope of a member who is in force, for a job that finishes what that member began: what
    they may not do any more it does not do either. None for anybody else."""
    house = caretaker_of(tenant_id)
    with acting_as(house):
        found = db.session.get(Member, (tenant_id, member_id))
        if found is None or found.deactivated_at is not None or found.paused_at is not None:
            return None
        if found.until is not None and found.until <= clock.now():
            return None
        return replace(
            house,
            member_id=found.id,
            account_id=found.account_id,
            roles=frozenset(map(Role, found.roles)),
            member_name=found.name,
        )


def all_tenants() -> Sequence[UUID]:
    """Every tenant of the deployment, for the rounds that jobs make; ids and nothing else."""
    with acting_as(Scope.steward()):
        return db.session.scalars(select(Tenant.id).order_by(Tenant.id)).all()


def coordinators_of(scope: Scope) -> Sequence[UUID]:
    """The coordination offices of the networks of `scope`."""
    return db.session.scalars(
        select(Tenant.id)
        .distinct()
        .join(NetworkTenant, NetworkTenant.tenant_id == Tenant.id)
        .where(
            Tenant.kind == TenantKind.COORDINATION,
            NetworkTenant.network_id.in_(scope.network_ids),
        )
    ).all()
