"""Aftercare comes to its end, or goes on beyond the day on which it was to end."""

from datetime import date, timedelta
from uuid import UUID

from network.aftercare import wishes
from network.aftercare.lifecycle import AftercareEnd, AftercareLonger, AftercareMove
from network.aftercare.models import Aftercare
from network.aftercare.moves import check_past, of_aftercare, ours, record
from network.aftercare.wishes import Settled
from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from tenants import clock
from tenants.errors import N_, Invalid
from tenants.roles import Permission
from tenants.scope import Scope

DECIDES = Permission.MANAGE_PLACEMENTS
LONGEST = timedelta(days=3 * 366)  # ahead of today; further is a slip of the pen


def prolong(
    scope: Scope, aftercare_id: UUID, *, planned_end: date, reason: AftercareLonger
) -> Aftercare:
    """It goes on until another day than planned, for a reason, which both sides see.

    Raises NotFound, NotAllowed, AftercarePast, Invalid.
    """
    found = ours(scope, aftercare_id, AftercareMove.PROLONG, DECIDES)
    if planned_end <= clock.today():
        raise Invalid(N_("This day must be after today."), "planned_end")
    if found.planned_end is not None and planned_end <= found.planned_end:
        raise Invalid(N_("It was to end no sooner than that anyway."), "planned_end")
    if found.begins is not None and planned_end <= found.begins:
        raise Invalid(N_("The last day must be after the first."), "planned_end")
    if planned_end > clock.today() + LONGEST:
        raise Invalid(N_("This day is more than three years away."), "planned_end")
    found.planned_end = planned_end
    record(scope, found, AftercareMove.PROLONG, reason.value, planned_end)
    clocks.meet(scope, ClockKind.AFTERCARE_END, found.id)
    expect(scope, found)
    return found


def end(scope: Scope, aftercare_id: UUID, *, ended_on: date, reason: AftercareEnd) -> Aftercare:
    """Nobody is in touch any more, for a reason; how somebody fares later is asked all the same.

    Raises NotFound, NotAllowed, AftercarePast, Invalid.
    """
    found = ours(scope, aftercare_id, AftercareMove.END, DECIDES)
    check_past(ended_on, "ended_on", found.begins or found.left_on)
    found.ended_on, found.reason = ended_on, reason.value
    record(scope, found, AftercareMove.END, reason.value, ended_on)
    clocks.meet(scope, ClockKind.AFTERCARE_END, found.id)
    clocks.stop(scope, found.id, ClockKind.AFTERCARE_CONTACT)
    wishes.settle(scope, found, Settled.ENDED)
    return found


def expect(scope: Scope, found: Aftercare) -> None:
    """By the end of the planned last day it is ended or prolonged; nothing where there is none."""
    clocks.stop(scope, found.id, ClockKind.AFTERCARE_END)
    if found.planned_end is not None:
        due = clock.begins(found.planned_end + timedelta(days=1))
        clocks.start(scope, ClockKind.AFTERCARE_END, of_aftercare(found), due_at=due)


def check_no_longer(found: Aftercare, planned_end: date | None) -> None:
    """Raises Invalid for going on beyond a planned end without a word why."""
    if found.planned_end is not None and (planned_end is None or planned_end > found.planned_end):
        raise Invalid(
            N_("To go on beyond the planned end, prolong it with a reason."), "planned_end"
        )
