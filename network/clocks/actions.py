"""Clocks are started, met, paused, run on, stopped and excused. The caller's transaction."""

from datetime import datetime, timedelta
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from network.clocks import queries
from network.clocks.kinds import LIMITS, STATUTORY, ClockKind, Limit, Timing, ladder
from network.clocks.models import Clock
from network.clocks.subjects import Subject
from network.queue import defer
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

NUDGE = "nudge"


class ClockEnded(Conflict):
    """The clock was met, stopped or excused already."""

    code = "clock_ended"


class SetByLaw(Conflict):
    """A deadline of the law is not excused."""

    code = "set_by_law"


def start(
    scope: Scope,
    kind: ClockKind,
    subject: Subject,
    *,
    whose: UUID | None = None,
    limit: Limit | None = None,
    due_at: datetime | None = None,
    urgent: bool = False,
) -> Clock:
    """Start a clock of `kind` on `subject` for the tenant `whose` (the scope's own if not given).

    It runs for `limit`, else for the usual length of its kind, or until `due_at`. One that runs
    already goes on as it is. `urgent` tells its doer also in quiet hours.
    """
    owner = whose or scope.tenant_id
    if running := _running(owner, subject.id, kind):
        return running
    started = clock.now()
    length = limit or (LIMITS[kind] if due_at is None else Limit(wall=due_at - started))
    begun = Clock(
        tenant_id=owner,
        set_by_id=scope.tenant_id,
        kind=kind.value,
        subject=subject.kind.value,
        subject_id=subject.id,
        number=subject.number,
        urgent=urgent,
        timing=length.timing.value,
        started_at=started,
        due_at=_due(owner, started, length),
    )
    db.session.add(begun)
    db.session.flush()
    call_next(begun)
    return begun


def meet(scope: Scope, kind: ClockKind, subject_id: UUID) -> None:
    """What was due has been done, in time or not; nothing to do if no such clock of ours runs."""
    if running := _running(scope.tenant_id, subject_id, kind):
        running.met_at = clock.now()
        db.session.flush()


def stop(scope: Scope, subject_id: UUID, *kinds: ClockKind) -> None:
    """What was due has become pointless: every running clock of the subject, or of those kinds,
    whether it is ours or was set by us for the other side."""
    for running in _of_subject(scope, subject_id, kinds):
        running.stopped_at = clock.now()
    db.session.flush()


def pause(scope: Scope, kind: ClockKind, subject_id: UUID) -> None:
    """The clock stands still, for instance while a question is open. Statutory ones never do."""
    for running in _of_subject(scope, subject_id, (kind,)):
        if running.paused_at is None:
            running.left_when_paused = _left(running)
            running.paused_at = clock.now()
    db.session.flush()


def resume(scope: Scope, kind: ClockKind, subject_id: UUID) -> None:
    """The clock runs on with what was left when it was paused."""
    for paused in _of_subject(scope, subject_id, (kind,)):
        if paused.left_when_paused is not None:
            left = paused.left_when_paused
            paused.due_at = _run_on(paused, left)
            paused.paused_at = paused.left_when_paused = None
            db.session.flush()
            call_next(paused)


def prolong(scope: Scope, kind: ClockKind, subject_id: UUID, due_at: datetime) -> None:
    """The clock ends at another moment, together with what it stands for: an offer's hold."""
    for running in _of_subject(scope, subject_id, (kind,)):
        running.due_at = due_at
        running.steps_taken = 0
        db.session.flush()
        call_next(running)


def excuse(scope: Scope, clock_id: UUID, reason: str) -> Clock:
    """The head lets something due go undone, and says why; never what the law sets. Whoever waits
    for it sees that. Raises NotFound, NotAllowed, SetByLaw, Invalid, ClockEnded."""
    found = queries.lock(scope, clock_id)
    require(scope, Permission.AUTHORISE_EXCEPTIONS)
    if ClockKind(found.kind) in STATUTORY:
        raise SetByLaw(N_("The law sets this deadline; nobody here can let it go."))
    if queries.ended(found):
        raise ClockEnded(N_("This is no longer due."))
    if not reason.strip():
        raise Invalid(N_("Say why this need not be done."), "reason")
    found.excused_at, found.excuse = clock.now(), reason.strip()
    found.excused_by = scope.member_name
    db.session.flush()
    return found


def reach(scope: Scope, kind: ClockKind, subject: Subject, due_at: datetime | None) -> None:
    """The scope's clock of this kind runs until `due_at`, and no other; None: none runs."""
    running = _running(scope.tenant_id, subject.id, kind)
    if (running.due_at if running else None) == due_at:
        return
    stop(scope, subject.id, kind)
    if due_at is not None:
        start(scope, kind, subject, due_at=due_at)


def call_next(running: Clock) -> None:
    """Have the next step of the clock's ladder seen to when its time comes."""
    steps = ladder(ClockKind(running.kind), running.urgent)
    if running.steps_taken < len(steps):
        at = queries.step_at(running, steps[running.steps_taken])
        defer(NUDGE, at=at, tenant_id=running.tenant_id, clock_id=running.id)


def _running(owner: UUID, subject_id: UUID, kind: ClockKind) -> Clock | None:
    return db.session.scalar(
        select(Clock)
        .where(
            Clock.tenant_id == owner,
            Clock.subject_id == subject_id,
            Clock.kind == kind,
            queries.IS_RUNNING,
        )
        .with_for_update()
    )


def _of_subject(scope: Scope, subject_id: UUID, kinds: tuple[ClockKind, ...]) -> list[Clock]:
    wanted = select(Clock).where(
        (Clock.tenant_id == scope.tenant_id) | (Clock.set_by_id == scope.tenant_id),
        Clock.subject_id == subject_id,
        queries.IS_RUNNING,
    )
    if kinds:
        wanted = wanted.where(Clock.kind.in_(kinds))
    return list(db.session.scalars(wanted.order_by(Clock.id).with_for_update()))


def _due(owner: UUID, started: datetime, limit: Limit) -> datetime:
    if limit.working is None:
        return started + (limit.wall or timedelta(0))
    works = queries.working_time(owner)
    return works.after(works.begins(started), limit.working)


def _left(running: Clock) -> float:
    """Seconds, or working days; less than nothing is nothing."""
    if running.timing == Timing.WALL:
        return max(0.0, (running.due_at - clock.now()).total_seconds())
    return float(queries.working_time(running.tenant_id).between(clock.now(), running.due_at))


def _run_on(paused: Clock, left: float) -> datetime:
    """From this very moment on: the rule of 13.00 is for what arrives, not for what goes on."""
    if paused.timing == Timing.WALL:
        return clock.now() + timedelta(seconds=left)
    days = Fraction(left).limit_denominator(10**9)
    return queries.working_time(paused.tenant_id).after(clock.now(), days)
