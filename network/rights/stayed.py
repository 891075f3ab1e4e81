"""What is kept of stays: how they went, on what they rested, who was away. For a report of what is
kept (GDPR article 15)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from network.aftercare import queries as aftercare
from network.aftercare.lifecycle import AftercareState
from network.placements import outcomes
from network.placements.lifecycle import PlacementState
from network.placements.models import Absence, LegalState, Placement, PlacementStep
from network.placements.reasons import AbsenceKind, AbsenceOutcome, Going, Lacking, LegalKind
from network.rights.entries import Entry, code, step, why
from network.rights.items import Section
from tenants.database import db
from tenants.scope import Scope


def entries(scope: Scope, stays: Sequence[Placement]) -> Iterator[Entry]:
    """All of it; of a stay with another house, what that house lets be seen."""
    for stay in stays:
        yield _stay(stay)
        yield from _steps(stay)
        yield from _rests_on(stay)
        yield from _away(stay)
        yield from _went(scope, stay)
        yield from _followed(scope, stay)


def _stay(one: Placement) -> Entry:
    codes = (one.number, one.expected_on, one.arrived_on, one.left_on or one.planned_end)
    at = one.created_at
    return Entry(Section.STAY, one.id, code(PlacementState, one.state), codes, at=at)


def _steps(stay: Placement) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(PlacementStep)
        .where(PlacementStep.tenant_id == stay.tenant_id, PlacementStep.placement_id == stay.id)
        .order_by(PlacementStep.id)
    )
    for row in rows:
        name, key = step(PlacementStep, row.move), f"{stay.id}-{row.id}"
        codes = (row.on_day, why(PlacementStep, row.move, row.reason))
        yield Entry(Section.STAY, key, name, codes, at=row.at, who=row.by_name)


def _rests_on(stay: Placement) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(LegalState)
        .where(LegalState.tenant_id == stay.tenant_id, LegalState.placement_id == stay.id)
        .order_by(LegalState.id)
    )
    for row in rows:
        codes, at = (row.starts, row.ends), row.created_at
        yield Entry(Section.STAY, row.id, code(LegalKind, row.kind), codes, at=at, who=row.by_name)


def _away(stay: Placement) -> Iterator[Entry]:
    rows = db.session.scalars(
        select(Absence)
        .where(Absence.tenant_id == stay.tenant_id, Absence.placement_id == stay.id)
        .order_by(Absence.id)
    )
    for row in rows:
        codes = (row.begins_at, row.ended_at, code(AbsenceOutcome, row.outcome))
        at, name = row.created_at, code(AbsenceKind, row.kind)
        yield Entry(Section.STAY, row.id, name, codes, at=at, who=row.by_name)


def _went(scope: Scope, stay: Placement) -> Iterator[Entry]:
    rows = outcomes.of_placement(stay)
    said = outcomes.said(scope, stay, rows)
    for row in rows:
        codes = tuple(code(Lacking, each) for each in row.lacking)
        name, at = code(Going, row.going), row.created_at
        yield Entry(Section.STAY, row.id, name, codes, said[row.id], at, row.by_name)


def _followed(scope: Scope, stay: Placement) -> Iterator[Entry]:
    """That aftercare was proposed, and what became of it; its words are told elsewhere."""
    found = aftercare.of_placement(scope, stay.id)
    if found is not None:
        codes = (found.proposed_on, found.begins, found.ended_on or found.planned_end)
        name = code(AftercareState, found.state)
        yield Entry(Section.STAY, found.id, name, codes, at=found.created_at)
