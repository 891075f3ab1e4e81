"""While somebody lives in the house: how long, in which group, by which plan, and who answers."""

from datetime import date
from uuid import UUID

from network.availability.holds import replan_stay
from network.availability.moving import move_stay
from network.availability.queries import ever_own_group, own_group
from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.placements import deadlines, queries
from network.placements.models import LeavingHint, Placement
from network.placements.moves import write_down
from network.placements.own import WrongState, own, resident
from network.placements.reasons import ExtensionReason, MoveReason, OverstayReason
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid
from tenants.roles import Permission, may, require
from tenants.scope import Scope
from tenants.staffing import check_people

AUTHORISES = Permission.AUTHORISE_EXCEPTIONS


def plan_end(scope: Scope, placement_id: UUID, planned_end: date | None) -> Placement:
    """The stay is planned to end on another day, or open; beyond the present plan that is for the
    head alone. Raises NoFreePlace, Invalid ..."""
    placement = resident(scope, placement_id)
    if _longer(placement, planned_end) and not may(scope, AUTHORISES):
        raise Invalid(
            N_("A longer stay is an extension: the head authorises it, with a reason."),
            "planned_end",
        )
    _replan(scope, placement, planned_end)
    write_down(scope, placement, "plan_end", planned_end)
    return placement


def _longer(placement: Placement, planned_end: date | None) -> bool:
    before = placement.planned_end
    return before is not None and (planned_end is None or planned_end > before)


def extend(
    scope: Scope, placement_id: UUID, *, planned_end: date, reason: ExtensionReason
) -> Placement:
    """The head authorises a longer stay than was planned, for a reason.

    Raises WrongState, NotAllowed, Invalid, NoFreePlace, NotFound.
    """
    placement = resident(scope, placement_id, AUTHORISES)
    if placement.planned_end is None:
        raise WrongState(N_("No end is planned that could be moved."))
    if planned_end <= placement.planned_end:
        raise Invalid(N_("An extension ends after the present planned end."), "planned_end")
    _replan(scope, placement, planned_end)
    write_down(scope, placement, "extend", planned_end, reason.value)
    return placement


def _replan(scope: Scope, placement: Placement, planned_end: date | None) -> None:
    if planned_end is not None and planned_end <= clock.today():
        raise Invalid(N_("The planned end must be in the future."), "planned_end")
    placement.occupancy_id = replan_stay(scope, placement.occupancy_id, planned_end).id
    placement.planned_end = planned_end
    placement.overstay_until = placement.overstay_reason = None
    db.session.flush()
    deadlines.end(scope, placement, planned_end)


def authorise_overstay(
    scope: Scope, placement_id: UUID, *, until: date, reason: OverstayReason
) -> Placement:
    """The head lets somebody stay beyond the planned end, which stays what it was, until a day.

    The place is taken all the same; what changes is that somebody answers for it. Raises
    WrongState, NotAllowed, Invalid, NotFound.
    """
    placement = resident(scope, placement_id, AUTHORISES)
    if not queries.overstays(placement):
        raise WrongState(N_("The planned end has not passed."))
    if until <= clock.today():
        raise Invalid(N_("Choose a day in the future."), "until")
    placement.overstay_until, placement.overstay_reason = until, reason.value
    db.session.flush()
    write_down(scope, placement, "authorise_overstay", until, reason.value)
    deadlines.end(scope, placement, until)
    return placement


def move_group(
    scope: Scope, placement_id: UUID, *, group_id: UUID, reason: MoveReason
) -> Placement:
    """Somebody moves to another group of the house today: the new place is taken and the old one
    free in the same moment. Raises WrongState, Invalid, NoFreePlace, NotFound.
    """
    placement = resident(scope, placement_id)
    into = own_group(scope, group_id)
    if group_id == placement.group_id:
        raise Invalid(N_("This is the group of the present stay."), "group_id")
    left = ever_own_group(scope, placement.group_id)
    placement.occupancy_id = move_stay(scope, placement.occupancy_id, group_id).id
    placement.group_id = group_id
    db.session.flush()
    told = f"{left.name} → {into.name}"
    write_down(scope, placement, "move_group", clock.today(), reason.value, told)
    return placement


def plan_done(scope: Scope, placement_id: UUID) -> Placement:
    """The individual plan is made, or was reviewed: the next review is due in half a year.

    Raises WrongState, NotFound.
    """
    placement = resident(scope, placement_id)
    for kind in (ClockKind.PLAN, ClockKind.PLAN_REVIEW):
        clocks.meet(scope, kind, placement.id)
    clocks.start(scope, ClockKind.PLAN_REVIEW, deadlines.of_stay(placement))
    write_down(scope, placement, "plan_done", clock.today())
    return placement


def expect_leaving(
    scope: Scope, placement_id: UUID, *, majority_on: date | None, school_until: date | None
) -> LeavingHint:
    """What the home knows of when somebody may leave. Nobody else is told. Raises WrongState,
    NotFound."""
    placement = resident(scope, placement_id)
    hint = db.session.get(LeavingHint, (scope.tenant_id, placement.id), with_for_update=True)
    if hint is None:
        hint = LeavingHint(tenant_id=scope.tenant_id, placement_id=placement.id)
        db.session.add(hint)
    hint.majority_on, hint.school_until = majority_on, school_until
    db.session.flush()
    return hint


def assign(
    scope: Scope, placement_id: UUID, *, responsible_id: UUID | None, deputy_id: UUID | None
) -> Placement:
    """Who of the home answers for this placement. Raises Invalid, NotFound."""
    placement = own(scope, placement_id)
    require(scope, Permission.MANAGE_PLACEMENTS)
    check_people(scope, responsible_id, deputy_id)
    placement.responsible_id, placement.deputy_id = responsible_id, deputy_id
    db.session.flush()
    return placement
