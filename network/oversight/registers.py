"""How breaches and inspections are looked at; the database shows each to whom it may concern."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, select

from network.oversight.models import Breach, InspectedFile, Inspection, Step
from network.trail import looking_in
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25
Row = TypeVar("Row", Breach, Inspection)


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """Up to PAGE of them; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Row]
    after: UUID | None


def breach(scope: Scope, breach_id: UUID, *, lock: bool = False) -> Breach:
    """A breach: for whoever reported it, the head, the data-protection officer, and an inspector
    to whom the registers are open. Raises NotFound."""
    chosen = select(Breach).where(Breach.tenant_id == scope.tenant_id, Breach.id == breach_id)
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(N_("There is no such breach."))
    looking_in.entered(scope, "register_breaches")
    return found


def breaches(scope: Scope, *, before: UUID | None = None, size: int = PAGE) -> Listed[Breach]:
    """Those that the member may see, the newest first."""
    looking_in.entered(scope, "register_breaches")
    return _some(select(Breach).where(Breach.tenant_id == scope.tenant_id), Breach, before, size)


def open_breaches(scope: Scope) -> Listed[Breach]:
    """Those of them that are not closed."""
    ours = select(Breach).where(Breach.tenant_id == scope.tenant_id, Breach.closed_at.is_(None))
    return _some(ours, Breach, None, PAGE)


def steps(scope: Scope, found: Breach) -> Sequence[Step]:
    """What was done about it, in order."""
    return db.session.scalars(
        select(Step)
        .where(Step.tenant_id == scope.tenant_id, Step.breach_id == found.id)
        .order_by(Step.id)
    ).all()


def inspection(scope: Scope, inspection_id: UUID, *, lock: bool = False) -> Inspection:
    """What was opened for an inspector, for those who watch over the house. Raises NotFound."""
    chosen = select(Inspection).where(
        Inspection.tenant_id == scope.tenant_id, Inspection.id == inspection_id
    )
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(N_("There is no such inspection."))
    return found


def inspections(scope: Scope, *, before: UUID | None = None) -> Listed[Inspection]:
    """All of them, the newest first. Raises NotAllowed."""
    require(scope, Permission.OVERSEE)
    ours = select(Inspection).where(Inspection.tenant_id == scope.tenant_id)
    return _some(ours, Inspection, before, PAGE)


def files_of(scope: Scope, inspection_id: UUID) -> Sequence[str]:
    """The numbers of the files that it opens."""
    return db.session.scalars(
        select(InspectedFile.number)
        .where(
            InspectedFile.tenant_id == scope.tenant_id,
            InspectedFile.inspection_id == inspection_id,
        )
        .order_by(InspectedFile.number)
    ).all()


def _some(chosen: Select[Row], kind: type[Row], before: UUID | None, size: int) -> Listed[Row]:
    if before is not None:
        chosen = chosen.where(kind.id < before)
    found = db.session.scalars(chosen.order_by(kind.id.desc()).limit(size + 1)).all()
    return Listed(found[:size], found[size - 1].id if len(found) > size else None)
