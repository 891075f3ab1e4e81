"""How a trail is read: by the house whose people acted, and by the house whose things it was."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from network.trail import looking_in
from network.trail.kinds import EntryKind
from network.trail.models import TrailEntry
from tenants.database import db
from tenants.models import Tenant
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25
EMERGENCY = "emergency"  # as an entry names one


@dataclass(frozen=True, slots=True)
class Written:
    """One entry, and the name of the other house, if there is one."""

    entry: TrailEntry
    other: str


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """Up to PAGE entries; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Written]
    after: UUID | None


def trail(
    scope: Scope,
    *,
    of_others: bool = False,
    kind: EntryKind | None = None,
    before: UUID | None = None,
) -> WrittenPage:
    """What members of the own house saw and decided; or, `of_others`, what those of other houses
    did with what is ours. The newest first. Raises NotAllowed."""
    require(scope, Permission.READ_TRAIL)
    whose = TrailEntry.owner_id if of_others else TrailEntry.tenant_id
    other = TrailEntry.tenant_id if of_others else TrailEntry.owner_id
    chosen = (
        select(TrailEntry, Tenant.name)
        .outerjoin(Tenant, Tenant.id == other)
        .where(whose == scope.tenant_id)
    )
    if kind is not None:
        chosen = chosen.where(TrailEntry.kind == kind)
    looking_in.entered(scope, "register_trail")
    return _some(chosen, before)


def about(
    scope: Scope,
    subject_ids: Collection[UUID],
    kinds: Collection[EntryKind],
    *,
    before: UUID | None = None,
) -> WrittenPage:
    """What was done with things of the own house, by its own members and by those of others, for
    whoever may see these things. The newest first. What others did in an emergency is entered on
    both sides, and stands here once: as they entered it, or as we did where theirs has gone."""
    theirs = aliased(TrailEntry)
    told_by_them = exists().where(
        theirs.owner_id == scope.tenant_id,
        theirs.subject_id == TrailEntry.subject_id,
        theirs.kind == TrailEntry.kind,
        theirs.detail == TrailEntry.detail,
    )
    ours_too = and_(
        TrailEntry.tenant_id == scope.tenant_id,
        TrailEntry.subject == EMERGENCY,
        TrailEntry.kind == EntryKind.DISCLOSE,
        told_by_them,
    )
    chosen = (
        select(TrailEntry, Tenant.name)
        .outerjoin(Tenant, Tenant.id == TrailEntry.tenant_id)
        .where(
            or_(TrailEntry.tenant_id == scope.tenant_id, TrailEntry.owner_id == scope.tenant_id),
            TrailEntry.subject_id.in_(subject_ids),
            TrailEntry.kind.in_(kinds),
            ~ours_too,
        )
    )
    return _some(chosen, before)


def _some(chosen: Select[TrailEntry, str], before: UUID | None) -> WrittenPage:
    if before is not None:
        chosen = chosen.where(TrailEntry.id < before)
    found = db.session.execute(chosen.order_by(TrailEntry.id.desc()).limit(PAGE + 1)).all()
    rows = [Written(entry, name or "") for entry, name in found[:PAGE]]
    return WrittenPage(rows, rows[-1].entry.id if len(found) > PAGE else None)
