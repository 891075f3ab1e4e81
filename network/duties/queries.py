"""What a member is responsible or deputy for."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from network.availability.models import Group
from network.placements.models import Placement
from network.placements.queries import LIVE
from network.requests.lists import not_over
from network.requests.models import Ask, Request
from tenants.database import db
from tenants.models import Member
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Duties:
    """How many open things of each kind a member answers for."""

    groups: int
    requests: int
    asks: int
    placements: int

    @property
    def total(self) -> int:
        return self.groups + self.requests + self.asks + self.placements


def of_member(scope: Scope, member_id: UUID) -> Duties:
    """What `member_id` of the scope's tenant is responsible or deputy for now."""
    return Duties(
        groups=_count(
            Group.tenant_id == scope.tenant_id,
            Group.closed_at.is_(None),
            or_(Group.responsible_id == member_id, Group.deputy_id == member_id),
        ),
        requests=_count(
            Request.tenant_id == scope.tenant_id,
            not_over(),
            or_(Request.responsible_id == member_id, Request.deputy_id == member_id),
        ),
        asks=_count(
            Ask.recipient_id == scope.tenant_id,
            Ask.ended_at.is_(None),
            or_(Ask.recipient_responsible_id == member_id, Ask.recipient_deputy_id == member_id),
        ),
        placements=_count(
            Placement.tenant_id == scope.tenant_id,
            Placement.state.in_(LIVE),
            or_(Placement.responsible_id == member_id, Placement.deputy_id == member_id),
        ),
    )


def names_of(scope: Scope, member_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What the members of the scope's tenant among `member_ids` are called, also former ones."""
    wanted = {member_id for member_id in member_ids if member_id is not None}
    if not wanted:
        return {}
    found = db.session.execute(
        select(Member.id, Member.name).where(
            Member.tenant_id == scope.tenant_id, Member.id.in_(wanted)
        )
    )
    return {member_id: name for member_id, name in found}


def _count(*conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).where(*conditions)) or 0
