"""For which tenants a person works, and the scope that follows from it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text

from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.models import Network
from tenants.scope import Role, Scope, TenantKind

COLUMNS = (
    "account_id, tenant_id, member_id, member_name, roles, tenant_name, tenant_kind, network_ids"
)
OWN = text(
    f"SELECT {COLUMNS} FROM own_memberships WHERE account_id = :account"  # noqa: S608 - constants
    " ORDER BY tenant_name, member_id"
)
NO_SUCH = N_("There is no such membership.")


def scope_from(row: Row[Any]) -> Scope:
    """The scope of a row that carries `COLUMNS`."""
    return Scope(
        tenant_id=row.tenant_id,
        network_ids=tuple(row.network_ids),
        member_id=row.member_id,
        account_id=row.account_id,
        roles=frozenset(map(Role, row.roles)),
        kind=TenantKind(row.tenant_kind),
        member_name=row.member_name,
        tenant_name=row.tenant_name,
    )


def of_account(account_id: UUID) -> Sequence[Scope]:
    """All memberships in force, one scope each. Only the person's own session is shown any."""
    return [scope_from(row) for row in db.session.execute(OWN, {"account": account_id})]


def chosen(account_id: UUID, member_id: UUID) -> Scope:
    """One of the person's own memberships; NotFound for anybody else's."""
    for scope in of_account(account_id):
        if scope.member_id == member_id:
            return scope
    raise NotFound(NO_SUCH)


def networks_of(scope: Scope) -> Sequence[tuple[UUID, str]]:
    """The networks the scope's tenant takes part in, by name."""
    found = db.session.execute(
        select(Network.id, Network.name)
        .where(Network.id.in_(scope.network_ids))
        .order_by(Network.name)
    )
    return [(network_id, name) for network_id, name in found]
