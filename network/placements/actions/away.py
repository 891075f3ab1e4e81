"""Leave, interruptions and running away: the place stays taken until the home decides."""

from datetime import datetime, timedelta
from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.placements import absences, deadlines
from network.placements.models import Absence, Placement
from network.placements.moves import write_down
from network.placements.own import WrongState, resident
from network.placements.reasons import LEAVES, AbsenceKind, AbsenceOutcome, ReportedTo
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid
from tenants.scope import Scope

LONGEST_LEAVE = timedelta(days=92)  # a summer
TO_DECIDE = timedelta(hours=24)  # the network's own agreement: then the home says how it goes on


def grant_leave(
    scope: Scope, placement_id: UUID, *, kind: AbsenceKind, begins_at: datetime, until_at: datetime
) -> Absence:
    """Leave for a weekend or holidays, from and until a moment; the place stays taken.

    Whoever is not back by then is due. Raises WrongState, Invalid, NotFound.
    """
    placement = resident(scope, placement_id)
    _nobody_is_away(scope, placement)
    if kind not in LEAVES:
        raise Invalid(N_("Choose what kind of leave it is."), "kind")
    if not begins_at < until_at <= begins_at + LONGEST_LEAVE:
        raise Invalid(N_("Leave ends after it begins, and lasts three months at most."), "until_at")
    if until_at <= clock.now():
        raise Invalid(N_("Leave that is over need not be entered."), "until_at")
    away = _away(scope, placement, kind, begins_at, until_at)
    clocks.start(scope, ClockKind.ABSENCE, deadlines.of_stay(placement), due_at=until_at)
    return away


def cancel_leave(scope: Scope, placement_id: UUID) -> Placement:
    """Leave that has not begun will not be. Raises WrongState, NotFound."""
    placement = resident(scope, placement_id)
    away = absences.open_one(scope, placement)
    if away is None or absences.away_now(away):
        raise WrongState(N_("No leave is planned that has not begun."))
    absences.close(scope, placement, AbsenceOutcome.CANCELLED)
    clocks.stop(scope, placement.id, ClockKind.ABSENCE)
    return placement


def report_away(
    scope: Scope,
    placement_id: UUID,
    *,
    kind: AbsenceKind,
    begins_at: datetime,
    reported_to: list[ReportedTo],
    reported_at: datetime | None = None,
) -> Absence:
    """Somebody is away without leave, or the stay is interrupted; also who has not come back from
    leave. Both sides read it. Raises WrongState, Invalid, NotFound.
    """
    placement = resident(scope, placement_id)
    if kind in LEAVES:
        raise Invalid(N_("Leave is granted, not reported."), "kind")
    if begins_at > clock.now() or (reported_at or begins_at) > clock.now():
        raise Invalid(N_("Report what has happened, not what is to come."), "begins_at")
    _end_leave(scope, placement)
    _nobody_is_away(scope, placement)
    away = _away(scope, placement, kind, begins_at, None)
    away.reported_to = [one.value for one in reported_to]
    away.reported_at = (reported_at or clock.now()) if reported_to else None
    write_down(scope, placement, "away", clock.local_day(begins_at), kind.value)
    subject = deadlines.of_stay(placement)
    urgent = kind is AbsenceKind.ABSCONDED
    due_at = clock.now() + TO_DECIDE
    clocks.start(scope, ClockKind.ABSENCE, subject, due_at=due_at, urgent=urgent)
    return away


def come_back(scope: Scope, placement_id: UUID, *, returned_at: datetime) -> Placement:
    """Whoever was away is back. Raises WrongState, Invalid, NotFound."""
    placement = resident(scope, placement_id)
    away = absences.open_one(scope, placement)
    if away is None or not absences.away_now(away):
        raise WrongState(N_("Nobody is away who could come back."))
    if not away.begins_at <= returned_at <= clock.now():
        raise Invalid(N_("The return is after the leaving, and not in the future."), "returned_at")
    away.ended_at, away.outcome = returned_at, AbsenceOutcome.RETURNED.value
    db.session.flush()
    if away.kind not in LEAVES:
        write_down(scope, placement, "back", clock.local_day(returned_at), away.kind)
    clocks.meet(scope, ClockKind.ABSENCE, placement.id)
    return placement


def _end_leave(scope: Scope, placement: Placement) -> None:
    """Leave from which nobody came back, or that is not taken, ends with what is reported."""
    away = absences.open_one(scope, placement)
    if away is not None and away.kind in LEAVES:
        begun = absences.away_now(away)
        outcome = AbsenceOutcome.NOT_RETURNED if begun else AbsenceOutcome.CANCELLED
        absences.close(scope, placement, outcome)
        clocks.stop(scope, placement.id, ClockKind.ABSENCE)


def _nobody_is_away(scope: Scope, placement: Placement) -> None:
    if absences.open_one(scope, placement) is not None:
        raise WrongState(N_("An absence is open. Record the return first, or cancel the leave."))


def _away(
    scope: Scope,
    placement: Placement,
    kind: AbsenceKind,
    begins_at: datetime,
    until_at: datetime | None,
) -> Absence:
    away = Absence(
        tenant_id=scope.tenant_id,
        placement_id=placement.id,
        kind=kind.value,
        begins_at=begins_at,
        until_at=until_at,
        by_name=scope.member_name,
    )
    db.session.add(away)
    db.session.flush()
    return away
