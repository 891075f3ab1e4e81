"""What the coordination of a network sees of how its searches go. No identity, no narrative.

Each figure is read through a view that shows itself to the coordination of that network only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Table, func, select, tuple_

from network.requests.figure_views import LEAKAGE, ORDERS, PLACED, STALLS, UNMET, WHY_NOT
from network.requests.least import WhyNot
from network.requests.lists import PAGE
from network.requests.reasons import Unmet
from network.requests.suppression import Grid, Place, protected
from tenants import clock
from tenants.database import db
from tenants.roles import Permission, require
from tenants.scope import Scope

A_YEAR = timedelta(days=365)
ANSWERS = "answers"
BEFORE_PLACEMENT = "before_placement"  # a destination of nobody who ever had a place
Line = TypeVar("Line")
Chosen = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Part(Generic[Line]):
    """Up to PAGE rows of a list; `after` is how many to pass over for the next, None at the end."""

    rows: Sequence[Line]
    after: int | None


@dataclass(frozen=True, slots=True)
class Stall:
    """How many deadlines of one kind an organisation has missed, and since when the first."""

    tenant_id: UUID
    tenant_name: str
    kind: str
    missed: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """How many asks it took to place somebody: the median and the most; and how many days."""

    placements: int
    median_asks: float
    most_asks: int
    median_days: float


@dataclass(frozen=True, slots=True)
class AsksPerPlacement:
    """Of the last twelve months: in all, by month of arrival (newest first) and by region."""

    together: Placed | None
    by_month: Sequence[tuple[date, Placed]]
    by_region: Sequence[tuple[str, Placed]]


class UnmetBy(StrEnum):
    """What unmet need is looked at by, beside its kind."""

    REGION = "region"
    NEED = "need"
    SEX = "sex"
    AGE_BAND = "age_band"


@dataclass(frozen=True, slots=True)
class Leak:
    """How many young people went to one kind of place outside; `before_placement` where the
    search itself ended outside. `abroad` counts those who left the country."""

    destination: str
    number: int
    abroad: int


@dataclass(frozen=True, slots=True)
class UnexecutedOrder:
    """A final court order that nobody has carried out yet; `days` since it became final."""

    tenant_id: UUID
    tenant_name: str
    id: UUID
    number: str
    region: str
    order_final_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many orders wait, the median of their days, and the most."""

    number: int
    median_days: float
    longest_days: int


def stalls(scope: Scope, *, after: int = 0) -> Part[Stall]:
    """What is overdue at whom, the longest overdue first. Raises NotAllowed."""
    columns = (STALLS.c[name] for name in Stall.__dataclass_fields__)
    found = _of_networks(scope, select(*columns), STALLS).order_by(
        STALLS.c.since, STALLS.c.tenant_id, STALLS.c.kind
    )
    rows, onward = _part(found, after)
    return Part([Stall(*row) for row in rows], onward)


def orders(scope: Scope, *, after: int = 0) -> Part[UnexecutedOrder]:
    """Final court orders that are not carried out, the oldest first. Raises NotAllowed."""
    columns = (ORDERS.c[name] for name in UnexecutedOrder.__dataclass_fields__)
    found = _of_networks(scope, select(*columns), ORDERS).order_by(
        ORDERS.c.order_final_on, ORDERS.c.id
    )
    rows, onward = _part(found, after)
    return Part([UnexecutedOrder(*row) for row in rows], onward)


def orders_waiting(scope: Scope) -> Waiting:
    """All of them in three numbers. Raises NotAllowed."""
    chosen = select(func.count(), _median(ORDERS.c.days), func.max(ORDERS.c.days))
    number, median, longest = db.session.execute(_of_networks(scope, chosen, ORDERS)).one()
    return Waiting(number, float(median or 0), longest or 0)


def asks_per_placement(scope: Scope) -> AsksPerPlacement:
    """How many asks a placement took, of those who arrived in the last year. Raises NotAllowed."""
    month, region = PLACED.c.month, PLACED.c.region
    figures = (
        func.count(),
        _median(PLACED.c.asks),
        func.max(PLACED.c.asks),
        _median(PLACED.c.days),
    )
    sets = func.grouping_sets(tuple_(month), tuple_(region), tuple_())
    chosen = select(month, region, *figures).where(month >= _since()).group_by(sets)
    found = db.session.execute(_of_networks(scope, chosen, PLACED)).all()
    rows = [(m, r, Placed(n, float(a), most, float(d))) for m, r, n, a, most, d in found if n]
    return AsksPerPlacement(
        next((placed for m, r, placed in rows if m is None and r is None), None),
        sorted(((m, placed) for m, _, placed in rows if m), key=lambda row: row[0], reverse=True),
        sorted(((r, placed) for _, r, placed in rows if r), key=lambda row: row[0]),
    )


def unmet(scope: Scope, by: UnmetBy = UnmetBy.REGION) -> Grid:
    """Searches of the last year that ended without a place, by kind and by region, need, sex or
    age band; small numbers are hidden. Who has several needs counts for each. Raises NotAllowed.
    """
    dimension = _dimension(by)
    chosen = (
        select(dimension, UNMET.c.unmet, func.count())
        .where(UNMET.c.month >= _since())
        .group_by(dimension, UNMET.c.unmet)
        .order_by(dimension)
    )
    found = db.session.execute(_of_networks(scope, chosen, UNMET)).all()
    counts: dict[Place, int] = {(row, kind): number for row, kind, number in found}
    return protected(counts, [kind.value for kind in Unmet])


def why_not(scope: Scope) -> Grid:
    """Why places were sought in the last year although there are milder programmes: each request
    once, by its last answer; small numbers are hidden. Raises NotAllowed."""
    chosen = (
        select(WHY_NOT.c.code, func.count())
        .where(WHY_NOT.c.month >= _since())
        .group_by(WHY_NOT.c.code)
    )
    rows = db.session.execute(_of_networks(scope, chosen, WHY_NOT)).all()
    found = {code: number for code, number in rows}
    counts: dict[Place, int] = {(code, ANSWERS): found.get(code, 0) for code in WhyNot}
    return protected(counts, [ANSWERS])


def leakage(scope: Scope) -> Sequence[Leak]:
    """Who went outside the network in the last year, by destination, the most first. Raises
    NotAllowed."""
    number = func.count()
    chosen = (
        select(LEAKAGE.c.destination, number, number.filter(LEAKAGE.c.abroad))
        .where(LEAKAGE.c.month >= _since())
        .group_by(LEAKAGE.c.destination)
        .order_by(number.desc(), LEAKAGE.c.destination)
    )
    rows = db.session.execute(_of_networks(scope, chosen, LEAKAGE)).all()
    return [Leak(*row) for row in rows]


def _of_networks(scope: Scope, chosen: Chosen, view: Table) -> Chosen:
    require(scope, Permission.SEE_NETWORK_FIGURES)
    return chosen.where(view.c.network_id.in_(scope.network_ids))


def _part(chosen: Chosen, after: int) -> tuple[Sequence[Row[*tuple[Any, ...]]], int | None]:
    found = db.session.execute(chosen.offset(after).limit(PAGE + 1)).all()
    return found[:PAGE], after + PAGE if len(found) > PAGE else None


def _median(column: ColumnElement[int]) -> ColumnElement[float]:
    return func.percentile_cont(0.5).within_group(column)


def _dimension(by: UnmetBy) -> ColumnElement[str]:
    if by is UnmetBy.NEED:
        return func.unnest(UNMET.c.needs)
    return UNMET.c[by.value]


def _since() -> date:
    """The first day of the month of a year ago: months are whole or missing."""
    return (clock.today() - A_YEAR).replace(day=1)
