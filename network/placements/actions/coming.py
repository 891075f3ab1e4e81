"""From an accepted offer to the day of arrival. Each act updates both sides in one transaction."""

from datetime import date
from uuid import UUID

from network.availability.claims import claim
from network.availability.holds import begin_stay, give_back
from network.availability.models import Occupancy
from network.availability.profile import OccupancyKind
from network.availability.queries import own_group
from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.placements import deadlines, queries
from network.placements.lifecycle import NonArrival, PlacementState
from network.placements.models import Placement
from network.placements.moves import write_down
from network.placements.own import (
    check_reference,
    check_stay,
    keep_reference,
    move_ask,
    name_people,
    ours,
)
from network.placements.twice import refuse_second
from network.requests.actions import accepting
from network.requests.lifecycle import AskMove
from network.requests.models import Ask
from network.requests.reasons import Withdrawal
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope


def accept(scope: Scope, ask_id: UUID) -> Placement:
    """The centre takes the offered place: reserved, expected, every other ask released.

    Raises NotFound, CannotMove, HoldLapsed, RequestClosed, StillPlaced.
    """
    refuse_second(scope, ask_id)
    accepted = accepting.accept(scope, ask_id)
    placement = _expected(accepted.ask, accepted.occupancy)
    db.session.add(placement)
    db.session.flush()
    write_down(scope, placement, "accept", placement.expected_on)
    deadlines.expect(scope, placement)
    return placement


def _expected(ask: Ask, occupancy: Occupancy) -> Placement:
    return Placement(
        tenant_id=ask.recipient_id,
        group_id=occupancy.group_id,
        occupancy_id=occupancy.id,
        ask_id=ask.id,
        asker_id=ask.tenant_id,
        number=ask.number,
        state=PlacementState.EXPECTED.value,
        expected_on=occupancy.starts,
        planned_end=occupancy.ends,
    )


def cancel(scope: Scope, ask_id: UUID, reason: Withdrawal) -> Placement:
    """The centre gives an accepted place back before the arrival; its request is open again.

    Raises NotFound, CannotMove.
    """
    ask = accepting.cancel(scope, ask_id, reason)
    found = queries.of_ask(scope, ask.id)
    if found is None:
        raise NotFound(N_("There is no such placement."))
    placement = queries.lock(scope, found.id)
    placement.state = PlacementState.CANCELLED.value
    placement.reason = reason.value
    db.session.flush()
    write_down(scope, placement, "cancel", reason=reason.value)
    clocks.stop(scope, placement.id, ClockKind.ARRIVAL)
    deadlines.follow_both(scope, placement)
    return placement


def arrive(
    scope: Scope,
    placement_id: UUID,
    *,
    arrived_on: date,
    reference: str,
    planned_end: date | None = None,
) -> Placement:
    """The young person has moved in, under the home's own short `reference`.

    Raises WrongState, Invalid, ReferenceTaken, NoFreePlace, NotFound.
    """
    placement = ours(scope, placement_id, PlacementState.EXPECTED)
    check_stay(arrived_on, planned_end)
    check_reference(scope, reference, placement.id)
    stay = begin_stay(scope, placement.occupancy_id, arrived_on, planned_end)
    placement.occupancy_id = stay.id
    placement.state = PlacementState.RESIDENT.value
    placement.arrived_on, placement.planned_end = arrived_on, planned_end
    placement.reference = reference.strip()
    keep_reference()
    name_people(scope, placement)
    move_ask(scope, placement, AskMove.ARRIVE)
    write_down(scope, placement, "arrive", arrived_on)
    clocks.meet(scope, ClockKind.ARRIVAL, placement.id)
    deadlines.begin(scope, placement)
    return placement


def not_arrive(scope: Scope, placement_id: UUID, reason: NonArrival) -> Placement:
    """Nobody came: the place is free again, and the centre's request is open again.

    Raises WrongState, NotFound.
    """
    placement = ours(scope, placement_id, PlacementState.EXPECTED)
    placement.state = PlacementState.NOT_ARRIVED.value
    placement.reason = reason.value
    if placement.ask_id is not None:
        give_back(scope, placement.ask_id)
    move_ask(scope, placement, AskMove.NOT_ARRIVE, reason.value)
    write_down(scope, placement, "not_arrive", clock.today(), reason.value)
    clocks.meet(scope, ClockKind.ARRIVAL, placement.id)
    deadlines.over(scope, placement)
    return placement


def enter(
    scope: Scope,
    group_id: UUID,
    *,
    reference: str,
    arrived_on: date,
    planned_end: date | None = None,
    number: int | None = None,
) -> Placement:
    """Record somebody who lives in the house without an ask: since before Pristan, or sent by
    somebody outside the network. Raises NoFreePlace, Invalid, ReferenceTaken, NotFound.
    """
    own_group(scope, group_id)
    require(scope, Permission.MANAGE_PLACEMENTS)
    check_stay(arrived_on, planned_end)
    check_reference(scope, reference, None)
    kind = OccupancyKind.STAY
    stay = claim(scope, group_id, kind=kind, starts=arrived_on, ends=planned_end, number=number)
    placement = _resident(scope, stay, reference)
    write_down(scope, placement, "enter", arrived_on)
    deadlines.begin(scope, placement)
    return placement


def _resident(scope: Scope, stay: Occupancy, reference: str) -> Placement:
    placement = Placement(
        tenant_id=scope.tenant_id,
        group_id=stay.group_id,
        occupancy_id=stay.id,
        reference=reference.strip(),
        state=PlacementState.RESIDENT.value,
        arrived_on=stay.starts,
        planned_end=stay.ends,
    )
    name_people(scope, placement)
    db.session.add(placement)
    keep_reference()
    return placement
