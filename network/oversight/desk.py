"""The queues that a data-protection officer has to clear, in one look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Table, func, select

from network.elsewhere import switching
from network.elsewhere.judging import OpenedPage, reviews
from network.elsewhere.models import Review
from network.oversight import registers
from network.oversight.models import Breach, Inspection
from network.oversight.registers import Listed
from network.oversight.views import BASES, DOCUMENTS
from network.trail import pruning, verifying
from network.trail.chain import Checkpoint
from network.trail.models import TrailState
from tenants import clock
from tenants.database import db
from tenants.roles import Permission, may, require
from tenants.scope import Scope

SHOWN = 25


@dataclass(frozen=True, slots=True)
class Queue:
    """The first of some files that something is to be done about, and of how many."""

    rows: Sequence[Row[Any]]
    total: int


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that waits, and how the trail stands."""

    emergencies: OpenedPage | None
    breaches: Listed[Breach]
    bases: Queue
    documents: Queue
    inspections: Sequence[Inspection]
    trail: TrailState
    pruned: Checkpoint | None
    years: int
    asks: Sequence[tuple[UUID, str]]


def look(scope: Scope) -> Desk:
    """The desk of the scope's house, in as many queries as it has queues. Raises NotAllowed."""
    require(scope, Permission.OVERSEE)
    judges = may(scope, Permission.REVIEW_EMERGENCIES)
    return Desk(
        emergencies=reviews(scope, open_only=True) if judges else None,
        breaches=registers.open_breaches(scope),
        bases=_queue(scope, BASES, "ends"),
        documents=_queue(scope, DOCUMENTS, "number"),
        inspections=_open_inspections(scope),
        trail=verifying.state(scope),
        pruned=verifying.checkpoint(scope),
        years=pruning.years(scope),
        asks=[(one.id, one.name) for one in switching.networks(scope) if one.elsewhere],
    )


def waiting(scope: Scope) -> Mapping[str, int]:
    """How many emergencies are to be judged, and how many breaches are open; in one query."""
    emergencies = (
        select(func.count())
        .select_from(Review)
        .where(Review.tenant_id == scope.tenant_id, Review.verdict == "")
        .scalar_subquery()
    )
    breaches = (
        select(func.count())
        .select_from(Breach)
        .where(Breach.tenant_id == scope.tenant_id, Breach.closed_at.is_(None))
        .scalar_subquery()
    )
    told = db.session.execute(select(emergencies, breaches)).one()
    return {"emergencies": told[0], "breaches": told[1]}


def _queue(scope: Scope, view: Table, by: str) -> Queue:
    ours = view.c.tenant_id == scope.tenant_id
    total = func.count().over().label("total")
    chosen = select(view, total).where(ours).order_by(view.c[by], view.c.id).limit(SHOWN)
    rows = db.session.execute(chosen).all()
    return Queue(rows, rows[0].total if rows else 0)


def _open_inspections(scope: Scope) -> Sequence[Inspection]:
    return db.session.scalars(
        select(Inspection)
        .where(
            Inspection.tenant_id == scope.tenant_id,
            Inspection.closed_at.is_(None),
            Inspection.ends > clock.now(),
        )
        .order_by(Inspection.ends, Inspection.id)
        .limit(SHOWN)
    ).all()
