"""How people look at what is due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from uuid import UUID

from sqlalchemy import DateTime, and_, bindparam, select

from network.clocks.kinds import Step, Timing
from network.clocks.models import Clock, Holiday, WorkingHours
from network.clocks.working_time import OFFICE_HOURS, WorkingTime
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.gaps import IDS, US, filled
from tenants.scope import Scope

PAGE = 25
A_DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
IS_RUNNING = and_(Clock.met_at.is_(None), Clock.stopped_at.is_(None), Clock.excused_at.is_(None))


# Built once: what is due stands on every day, request and ask.
_RUNNING = (
    select(Clock)
    .where(Clock.tenant_id == US, IS_RUNNING, Clock.paused_at.is_(None))
    .order_by(Clock.due_at, Clock.id)
    .limit(PAGE)
)
_RUNNING_UNTIL = _RUNNING.where(Clock.due_at < bindparam("until", type_=DateTime(timezone=True)))
_OF_SUBJECTS = (
    select(Clock)
    .where((Clock.tenant_id == US) | (Clock.set_by_id == US), Clock.subject_id.in_(IDS))
    .order_by(Clock.id)
)


class ClockState(StrEnum):
    """Where a clock stands at a moment. `missed` still runs: it wants to be done all the same."""

    RUNNING = "running"
    PAUSED = "paused"
    MISSED = "missed"
    MET = "met"
    MET_LATE = "met_late"
    EXCUSED = "excused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Due:
    """A clock as a list shows it."""

    clock: Clock
    state: ClockState


def state_of(row: Clock, now: datetime) -> ClockState:
    """Where the clock stands at `now`; missed is derived, never stored."""
    if row.stopped_at is not None:
        return ClockState.STOPPED
    if row.excused_at is not None:
        return ClockState.EXCUSED
    if row.met_at is not None:
        return ClockState.MET if row.met_at <= row.due_at else ClockState.MET_LATE
    if row.paused_at is not None:
        return ClockState.PAUSED
    return ClockState.MISSED if now > row.due_at else ClockState.RUNNING


def step_at(row: Clock, step: Step) -> datetime:
    """When a step of the clock's ladder is due: what follows a working deadline follows it by
    working days."""
    if row.timing == Timing.WORKING and step.after > timedelta(0):
        return working_time(row.tenant_id).after(
            row.due_at, Fraction(step.after // MINUTE, A_DAY // MINUTE)
        )
    return row.due_at + step.after


def ended(row: Clock) -> bool:
    return not (row.met_at is None and row.stopped_at is None and row.excused_at is None)


def lock(scope: Scope, clock_id: UUID) -> Clock:
    """A clock of the scope's own tenant, locked. Raises NotFound, also for the other side's."""
    found = db.session.scalar(
        select(Clock)
        .where(Clock.tenant_id == scope.tenant_id, Clock.id == clock_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(N_("There is no such deadline."))
    return found


def own(scope: Scope, clock_id: UUID) -> Clock:
    """The same to be looked at only."""
    found = db.session.get(Clock, (scope.tenant_id, clock_id))
    if found is None:
        raise NotFound(N_("There is no such deadline."))
    return found


def place_of(scope: Scope, clock_id: UUID | None) -> tuple[datetime, UUID] | None:
    """Where one of our clocks stands in the list of what is due; None for any other."""
    found = db.session.get(Clock, (scope.tenant_id, clock_id)) if clock_id else None
    return None if found is None else (found.due_at, found.id)


def running(
    scope: Scope,
    *,
    until: datetime | None = None,
    after: tuple[datetime, UUID] | None = None,
) -> Sequence[Due]:
    """What the scope's tenant has to do, the soonest due first; at most PAGE from `after` on, and
    only what is due before `until`. What is paused is not due and is left out.
    """
    wanted = _RUNNING if until is None else _RUNNING_UNTIL
    if after is not None:
        due_at, clock_id = after
        wanted = wanted.where(
            (Clock.due_at > due_at) | ((Clock.due_at == due_at) & (Clock.id > clock_id))
        )
    found = db.session.scalars(wanted, filled(scope, until=until))
    return [Due(each, state_of(each, clock.now())) for each in found]


def of_subjects(scope: Scope, subject_ids: Iterable[UUID]) -> dict[UUID, list[Due]]:
    """All clocks, of either side, on these subjects that the scope may see, oldest first."""
    wanted = list(subject_ids)
    found: dict[UUID, list[Due]] = {each: [] for each in wanted}
    rows = db.session.scalars(_OF_SUBJECTS, filled(scope, ids=wanted)) if wanted else ()
    for row in rows:
        found[row.subject_id].append(Due(row, state_of(row, clock.now())))
    return found


def working_time(tenant_id: UUID) -> WorkingTime:
    """When that tenant works: its own hours, or the usual office hours where it gave none."""
    rows = db.session.scalars(select(WorkingHours).where(WorkingHours.tenant_id == tenant_id))
    hours = {row.weekday: (row.opens, row.closes) for row in rows}
    return WorkingTime(hours or OFFICE_HOURS, _holidays(), clock.LOCAL)


def work_free_days() -> frozenset[date]:
    """Holidays and other days on which nobody works in Slovenia, of every year that is known."""
    return _holidays()


@lru_cache(1)
def _holidays() -> frozenset[date]:
    """The same for everybody, and the same until the database is prepared anew."""
    return frozenset(db.session.scalars(select(Holiday.day)))


def holidays_named() -> Mapping[date, str]:
    """The same days, with what they are called in Slovenian."""
    return _names()


@lru_cache(1)
def _names() -> Mapping[date, str]:
    return {day: name for day, name in db.session.execute(select(Holiday.day, Holiday.name))}
