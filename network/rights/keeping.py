"""How long a house keeps things: set within bounds, tried dry, proposed by night."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Date, Select, cast, exists, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from network.rights import erasing, terms
from network.rights.kinds import ErasureGround, Obstacle, Thing, What
from network.rights.models import Erasure, RetentionRule
from network.rights.obstacles import years
from network.rights.retention import RULES, RecordClass
from network.rights.views import files_at_rest, kept_because, outlived_words
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
ERASED_BY_RULE = (RecordClass.FILE, RecordClass.WORDS)  # proposed, and confirmed by somebody
SET = {RecordClass.FILE: "retention_set"}  # as it is entered; of the others with their class


@dataclass(frozen=True, slots=True)
class Would:
    """A thing that the rule of the house would let go, since when nothing was written of it, and
    what stands against it."""

    thing: Thing
    since: date
    kept: Sequence[Obstacle]


@dataclass(frozen=True, slots=True)
class WouldPage:
    """Up to PAGE of them; `after` is the id to ask the next ones with, None at the end."""

    rows: Sequence[Would]
    after: UUID | None


def rules(scope: Scope) -> Mapping[RecordClass, int | None]:
    """For how many years the house keeps each class that it may set, None for ever."""
    set_here = db.session.execute(
        select(RetentionRule.record_class, RetentionRule.years).where(
            RetentionRule.tenant_id == scope.tenant_id
        )
    )
    found = {RecordClass(name): number for name, number in set_here}
    return {each: found.get(each, rule.years) for each, rule in RULES.items() if rule.bounds}


def set_years(scope: Scope, *, years: int, record_class: RecordClass = RecordClass.FILE) -> None:
    """Keep records of that class so long from now on. Raises NotAllowed, Invalid outside the bounds
    and for a class that is not for the house to set."""
    require(scope, Permission.DECIDE_RIGHTS)
    bounds = RULES[record_class].bounds
    if bounds is None:
        raise Invalid(N_("How long these are kept is not set here."), "record_class")
    if not bounds[0] <= years <= bounds[1]:
        message = N_("Enter from %(least)s to %(most)s years.")
        raise Invalid(message, "years", least=bounds[0], most=bounds[1])
    said = {"years": years, "set_by": scope.member_name, "set_at": clock.now()}
    row = {"tenant_id": scope.tenant_id, "record_class": record_class.value}
    db.session.execute(
        insert(RetentionRule)
        .values(**row, **said)
        .on_conflict_do_update(index_elements=["tenant_id", "record_class"], set_=said)
    )
    about = About("retention", None, str(years))
    detail = SET.get(record_class, f"retention_set_{record_class}")
    trail.enter(scope, EntryKind.DECIDE, Purpose.OVERSIGHT, about, detail=detail)


def goes_before(scope: Scope, record_class: RecordClass) -> datetime:
    """What is older than this moment goes by night, of a class that goes without being asked about.
    Such a class has a number of years whether the house has set one or not."""
    kept_for = years(scope, record_class)
    if kept_for is None:
        raise ValueError(record_class)
    return clock.begins(terms.months_after(clock.today(), -kept_for * terms.A_YEAR))


def would_go(
    scope: Scope, record_class: RecordClass = RecordClass.FILE, *, before: UUID | None = None
) -> WouldPage:
    """A dry run: what would go today, and what stands against it. Raises NotAllowed."""
    require(scope, Permission.DECIDE_RIGHTS)
    return _would(scope, record_class, before)


def due(scope: Scope, record_class: RecordClass) -> tuple[int, int]:
    """How many things of that class the rule lets go that nobody has proposed yet, and how many of
    all that it would let go something else keeps. For jobs and whoever runs the deployment."""
    fresh = sum(not one.kept for one in _all(scope, record_class, fresh=True))
    return fresh, sum(bool(one.kept) for one in _all(scope, record_class))


def propose(scope: Scope, record_class: RecordClass = RecordClass.FILE) -> int:
    """Have everything erased that the rule lets go, once somebody confirms it; how many things.

    For jobs: asked for by nobody, so that any of those who decide may confirm it.
    """
    proposed = 0
    for one in _all(scope, record_class, fresh=True):
        if not one.kept:
            erasing.begin(scope, one.thing, ground=ErasureGround.RETENTION)
            proposed += 1
    return proposed


def _all(scope: Scope, record_class: RecordClass, *, fresh: bool = False) -> Iterator[Would]:
    before: UUID | None = None
    while True:
        found = _would(scope, record_class, before, fresh)
        yield from found.rows
        if found.after is None:
            return
        before = found.after


def _would(
    scope: Scope, record_class: RecordClass, before: UUID | None, fresh: bool = False
) -> WouldPage:
    kept_for = years(scope, record_class)
    if kept_for is None:
        return WouldPage([], None)
    chosen, id_, since = _outlived(record_class)
    until = terms.months_after(clock.today(), -kept_for * terms.A_YEAR)
    chosen = chosen.where(cast(since, Date) <= until).order_by(id_.desc()).limit(PAGE + 1)
    if fresh:
        chosen = chosen.where(~_was_proposed(scope, id_))
    if before is not None:
        chosen = chosen.where(id_ < before)
    rows = db.session.execute(chosen).all()
    files = [row.id for row in rows if row.what == What.FILE]
    against = _against(scope, files) if files else {}
    found = [
        Would(
            Thing(What(row.what), row.id, row.number),
            row.since,
            [Obstacle(row.kept)] if row.kept else against.get(row.id, ()),
        )
        for row in rows[:PAGE]
    ]
    return WouldPage(found, found[-1].thing.id if len(rows) > PAGE else None)


def _outlived(record_class: RecordClass) -> tuple[Select[Any], Column[Any], Column[Any]]:
    """What of that class nobody goes on with; its id, and since when."""
    if record_class is RecordClass.WORDS:
        word = outlived_words.c
        chosen = select(
            word.subject.label("what"),
            word.subject_id.label("id"),
            word.number,
            word.since,
            word.kept,
        )
        return chosen, word.subject_id, word.since
    file = files_at_rest.c
    nothing, what = literal("").label("kept"), literal(What.FILE.value).label("what")
    chosen = select(what, file.person_id.label("id"), file.number, file.since, nothing)
    return chosen, file.person_id, file.since


def _was_proposed(scope: Scope, id_: Column[Any]) -> ColumnElement[bool]:
    standing = func.coalesce(Erasure.dropped_at > clock.now() - NOT_AGAIN, True)
    return exists().where(Erasure.tenant_id == scope.tenant_id, Erasure.subject_id == id_, standing)


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
