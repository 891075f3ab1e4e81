"""The other organisations of one's networks, by what they are."""

from collections.abc import Sequence

from sqlalchemy import select

from tenants.database import db
from tenants.models import NetworkTenant, Tenant
from tenants.scope import Scope, TenantKind


def fellows(scope: Scope, kind: TenantKind) -> Sequence[Tenant]:
    """The other organisations of that kind in the scope's networks, by name."""
    return db.session.scalars(
        select(Tenant)
        .join(NetworkTenant, NetworkTenant.tenant_id == Tenant.id)
        .where(
            NetworkTenant.network_id.in_(scope.network_ids),
            Tenant.kind == kind,
            Tenant.id != scope.tenant_id,
        )
        .order_by(Tenant.name, Tenant.id)
        .distinct()
    ).all()
