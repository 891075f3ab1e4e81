"""How administrators look at what left the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from network.exports.models import Export
from tenants.database import db
from tenants.models import Member
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25


@dataclass(frozen=True, slots=True)
class Taken:
    """One file: who took which list when, in which format, by which filter, and how many rows."""

    id: UUID
    at: datetime
    member_id: UUID
    by_name: str
    list: str
    format: str
    filters: Sequence[str]
    rows: int


@dataclass(frozen=True, slots=True)
class TakenPage:
    """Up to PAGE files; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Taken]
    after: UUID | None


def taken(scope: Scope, *, before: UUID | None = None) -> TakenPage:
    """Every file that members of the scope's tenant took, the newest first. Raises NotAllowed."""
    require(scope, Permission.MANAGE_MEMBERS)
    who = and_(Member.tenant_id == Export.tenant_id, Member.id == Export.member_id)
    chosen = (
        select(Export, Member.name).join(Member, who).where(Export.tenant_id == scope.tenant_id)
    )
    if before is not None:
        chosen = chosen.where(Export.id < before)
    found = db.session.execute(chosen.order_by(Export.id.desc()).limit(PAGE + 1)).all()
    rows = [_told(export, name) for export, name in found[:PAGE]]
    return TakenPage(rows, rows[-1].id if len(found) > PAGE else None)


def _told(one: Export, name: str) -> Taken:
    return Taken(
        one.id, one.created_at, one.member_id, name, one.list, one.format, one.filters, one.rows
    )
