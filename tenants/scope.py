"""On whose behalf we act: the first argument of every act."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

NOBODY = UUID(int=0)


class Role(StrEnum):
    """What a member may be in a tenant; a member can hold several."""

    ADMINISTRATOR = "administrator"
    CASE_WORKER = "case_worker"
    COUNSELLOR = "counsellor"
    EDUCATOR = "educator"
    CRISIS_WORKER = "crisis_worker"
    HEAD = "head"
    COORDINATOR = "coordinator"
    DPO = "dpo"
    INSPECTOR = "inspector"
    NETWORK_ADMINISTRATOR = "network_administrator"


class TenantKind(StrEnum):
    """The eight kinds of organisation that take part."""

    INSTITUTION = "institution"
    CSD = "csd"
    CRISIS_CENTRE = "crisis_centre"
    COORDINATION = "coordination"
    SCHOOL = "school"
    HEALTH = "health"
    NGO = "ngo"
    EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class Scope:
    """One member of one tenant, with the roles held there and the networks the tenant is in.

    With a `page_id` somebody who is no member visits their own page: see `is_visitor`.
    """

    tenant_id: UUID
    network_ids: tuple[UUID, ...] = ()
    member_id: UUID = NOBODY
    account_id: UUID = NOBODY
    roles: frozenset[Role] = field(default_factory=frozenset)
    kind: TenantKind | None = None
    member_name: str = ""
    tenant_name: str = ""
    page_id: UUID = NOBODY

    @property
    def is_visitor(self) -> bool:
        """Whether a young person or a parent looks at their own page. PostgreSQL is told the page
        and no tenant, so that nothing opens but what the page shows."""
        return self.page_id != NOBODY and not self.roles

    @classmethod
    def caretaker(
        cls,
        tenant_id: UUID,
        network_ids: tuple[UUID, ...] = (),
        kind: TenantKind | None = None,
        tenant_name: str = "",
    ) -> "Scope":
        """For jobs and commands: acts for a tenant, as no member of it."""
        roles = frozenset({Role.ADMINISTRATOR})
        return cls(tenant_id, network_ids, roles=roles, kind=kind, tenant_name=tenant_name)

    @classmethod
    def steward(cls, *network_ids: UUID) -> "Scope":
        """For whoever runs the deployment: admits networks and tenants, reads no one's records."""
        return cls(NOBODY, network_ids, roles=frozenset({Role.NETWORK_ADMINISTRATOR}))

    def has(self, *roles: Role) -> bool:
        """Whether this member holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)
