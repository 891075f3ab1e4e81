"""How long a house keeps its files: set within bounds, tried dry, proposed by night."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Date, cast, exists, func, select
from sqlalchemy.dialects.postgresql import insert

from network.rights import erasing, terms
from network.rights.kinds import ErasureGround, Obstacle
from network.rights.models import Erasure, RetentionRule
from network.rights.retention import RULES, RecordClass
from network.rights.views import files_at_rest, kept_because
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25
NOT_AGAIN = timedelta(days=365)  # what somebody dropped is not proposed before
SET = "retention_set"


@dataclass(frozen=True, slots=True)
class Would:
    """A file that the rule of the house would let go, since when nothing was written of it, and
    what stands against it."""

    person_id: UUID
    number: str
    since: date
    kept: Sequence[Obstacle]


@dataclass(frozen=True, slots=True)
class WouldPage:
    """Up to PAGE of them; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Would]
    after: UUID | None


def years(scope: Scope) -> int | None:
    """For how many years the house keeps a file of which nothing more is written; None for ever."""
    found = db.session.get(RetentionRule, (scope.tenant_id, RecordClass.FILE.value))
    return RULES[RecordClass.FILE].years if found is None else found.years


def set_years(scope: Scope, *, years: int) -> None:
    """Keep files that long from now on. Raises NotAllowed, Invalid outside the bounds."""
    require(scope, Permission.DECIDE_RIGHTS)
    least, most = RULES[RecordClass.FILE].bounds or (years, years)
    if not least <= years <= most:
        raise Invalid(
            N_("Enter from %(least)s to %(most)s years."), "years", least=least, most=most
        )
    said = {"years": years, "set_by": scope.member_name, "set_at": clock.now()}
    row = {"tenant_id": scope.tenant_id, "record_class": RecordClass.FILE.value}
    db.session.execute(
        insert(RetentionRule)
        .values(**row, **said)
        .on_conflict_do_update(index_elements=["tenant_id", "record_class"], set_=said)
    )
    about = About("retention", None, str(years))
    trail.enter(scope, EntryKind.DECIDE, Purpose.OVERSIGHT, about, detail=SET)


def would_go(scope: Scope, *, before: UUID | None = None) -> WouldPage:
    """A dry run: what would go today, and what stands against it. Raises NotAllowed."""
    require(scope, Permission.DECIDE_RIGHTS)
    return _would(scope, before)


def due(scope: Scope) -> tuple[int, int]:
    """How many files the rule lets go that nobody has proposed yet, and how many of all that it
    would let go something else keeps. For jobs and whoever runs the deployment."""
    fresh = sum(not one.kept for one in _all(scope, fresh=True))
    return fresh, sum(bool(one.kept) for one in _all(scope))


def _all(scope: Scope, *, fresh: bool = False) -> Iterator[Would]:
    before: UUID | None = None
    while True:
        found = _would(scope, before, fresh)
        yield from found.rows
        if found.after is None:
            return
        before = found.after


def propose(scope: Scope) -> int:
    """Have everything erased that the rule lets go, once somebody confirms it; how many files.

    For jobs: asked for by nobody, so that any of those who decide may confirm it.
    """
    proposed = 0
    for one in _all(scope, fresh=True):
        if not one.kept:
            erasing.begin(scope, one.person_id, one.number, ground=ErasureGround.RETENTION)
            proposed += 1
    return proposed


def _would(scope: Scope, before: UUID | None, fresh: bool = False) -> WouldPage:
    kept_for = years(scope)
    if kept_for is None:
        return WouldPage([], None)
    at_rest = files_at_rest.c
    until = terms.months_after(clock.today(), -kept_for * terms.A_YEAR)
    chosen = select(at_rest.person_id, at_rest.number, at_rest.since).where(
        at_rest.tenant_id == scope.tenant_id, cast(at_rest.since, Date) <= until
    )
    if fresh:
        chosen = chosen.where(~_was_proposed(scope))
    if before is not None:
        chosen = chosen.where(at_rest.person_id < before)
    rows = db.session.execute(chosen.order_by(at_rest.person_id.desc()).limit(PAGE + 1)).all()
    against = _against(scope, [row.person_id for row in rows])
    found = [Would(*row, against.get(row.person_id, ())) for row in rows[:PAGE]]
    return WouldPage(found, found[-1].person_id if len(rows) > PAGE else None)


def _was_proposed(scope: Scope) -> ColumnElement[bool]:
    standing = func.coalesce(Erasure.dropped_at > clock.now() - NOT_AGAIN, True)
    return exists().where(
        Erasure.tenant_id == scope.tenant_id,
        Erasure.person_id == files_at_rest.c.person_id,
        standing,
    )


def _against(scope: Scope, person_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Obstacle]]:
    rows = db.session.execute(
        select(kept_because.c.person_id, kept_because.c.reason)
        .where(
            kept_because.c.tenant_id == scope.tenant_id,
            kept_because.c.person_id.in_(person_ids),
        )
        .distinct()
        .order_by(kept_because.c.reason)
    )
    found: dict[UUID, list[Obstacle]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(Obstacle(row.reason))
    return found
