"""What an organisation has of its own, some at a time, newest first: for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, select

from tenants.database import db
from tenants.models import Invitation, Member
from tenants.roles import Permission, require
from tenants.scope import Scope

A_PAGE = 50
Row = TypeVar("Row", Member, Invitation)


@dataclass(frozen=True, slots=True)
class Roster(Generic[Row]):
    """Up to A_PAGE rows; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Row]
    after: UUID | None


def everybody(scope: Scope, *, before: UUID | None = None) -> Roster[Member]:
    """Everybody who is or was a member of this tenant. For its administrators."""
    require(scope, Permission.MANAGE_MEMBERS)
    chosen = select(Member).where(Member.tenant_id == scope.tenant_id)
    return newest(chosen, Member, before)


def newest(chosen: Select[Row], kind: type[Row], before: UUID | None) -> Roster[Row]:
    """The newest of what is chosen, or those older than the one with the id `before`."""
    if before is not None:
        chosen = chosen.where(kind.id < before)
    found = db.session.scalars(chosen.order_by(kind.id.desc()).limit(A_PAGE + 1)).all()
    rows = found[:A_PAGE]
    return Roster(rows, rows[-1].id if len(found) > A_PAGE else None)
