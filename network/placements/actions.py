"""From an accepted offer to the day of leaving. Each act updates both sides in one transaction."""

from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from network.availability.claims import claim
from network.availability.holds import begin_stay, end_stay, give_back, replan_stay
from network.availability.models import Occupancy
from network.availability.profile import OccupancyKind
from network.availability.queries import own_group, people_of
from network.placements import queries
from network.placements.lifecycle import SHUT, Destination, NonArrival, PlacementState
from network.placements.models import Placement
from network.placements.moves import write_down
from network.requests.actions import accepting
from network.requests.actions.answering import received_ask
from network.requests.lifecycle import AskMove
from network.requests.moves import move
from network.requests.queries import get_ask
from network.requests.reasons import Withdrawal
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.staffing import check_people

IN_USE = N_("This reference is in use in your house.")


class WrongState(Conflict):
    """The placement is past that step, or not there yet."""

    code = "wrong_state"


class ReferenceTaken(Conflict):
    """Two live placements of a home would be called the same."""

    code = "reference_taken"


def accept(scope: Scope, ask_id: UUID) -> Placement:
    """The centre takes the offered place: reserved, expected, every other ask released.

    Raises NotFound, CannotMove, HoldLapsed, RequestClosed.
    """
    accepted = accepting.accept(scope, ask_id)
    ask, occupancy = accepted.ask, accepted.occupancy
    placement = Placement(
        tenant_id=ask.recipient_id,
        group_id=ask.group_id,
        occupancy_id=occupancy.id,
        ask_id=ask.id,
        asker_id=ask.tenant_id,
        number=ask.number,
        state=PlacementState.EXPECTED.value,
        expected_on=occupancy.starts,
        planned_end=occupancy.ends,
    )
    db.session.add(placement)
    db.session.flush()
    write_down(scope, placement, "accept", placement.expected_on)
    return placement


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
    placement = _ours(scope, placement_id, PlacementState.EXPECTED)
    _check_stay(arrived_on, planned_end)
    _check_reference(scope, reference, placement.id)
    stay = begin_stay(scope, placement.occupancy_id, arrived_on, planned_end)
    placement.occupancy_id = stay.id
    placement.state = PlacementState.RESIDENT.value
    placement.arrived_on, placement.planned_end = arrived_on, planned_end
    placement.reference = reference.strip()
    _keep_reference()
    _name_people(scope, placement)
    _move_ask(scope, placement, AskMove.ARRIVE)
    write_down(scope, placement, "arrive", arrived_on)
    return placement


def not_arrive(scope: Scope, placement_id: UUID, reason: NonArrival) -> Placement:
    """Nobody came: the place is free again, and the centre's request is open again.

    Raises WrongState, NotFound.
    """
    placement = _ours(scope, placement_id, PlacementState.EXPECTED)
    placement.state = PlacementState.NOT_ARRIVED.value
    placement.reason = reason.value
    if placement.ask_id is not None:
        give_back(scope, placement.ask_id)
    _move_ask(scope, placement, AskMove.NOT_ARRIVE, reason.value)
    write_down(scope, placement, "not_arrive", clock.today(), reason.value)
    return placement


def plan_end(scope: Scope, placement_id: UUID, planned_end: date | None) -> Placement:
    """The stay is planned to end on another day, or open. Raises NoFreePlace, Invalid ..."""
    placement = _ours(scope, placement_id, PlacementState.RESIDENT)
    if planned_end is not None and planned_end <= clock.today():
        raise Invalid(N_("The planned end must be in the future."), "planned_end")
    placement.occupancy_id = replan_stay(scope, placement.occupancy_id, planned_end).id
    placement.planned_end = planned_end
    write_down(scope, placement, "plan_end", planned_end)
    return placement


def depart(
    scope: Scope, placement_id: UUID, *, left_on: date, destination: Destination
) -> Placement:
    """The young person has left: the place is free from that day on, both sides are closed.

    Raises WrongState, Invalid, NotFound.
    """
    placement = _ours(scope, placement_id, PlacementState.RESIDENT)
    if left_on > clock.today():
        raise Invalid(N_("A departure is recorded once it has happened."), "left_on")
    if placement.arrived_on is not None and left_on < placement.arrived_on:
        raise Invalid(N_("Nobody leaves before the day of arrival."), "left_on")
    end_stay(scope, placement.occupancy_id, left_on)
    placement.state = PlacementState.DEPARTED.value
    placement.left_on, placement.destination = left_on, destination.value
    _move_ask(scope, placement, AskMove.DEPART, destination.value)
    write_down(scope, placement, "depart", left_on, destination.value)
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
    _check_stay(arrived_on, planned_end)
    _check_reference(scope, reference, None)
    kind = OccupancyKind.STAY
    stay = claim(scope, group_id, kind=kind, starts=arrived_on, ends=planned_end, number=number)
    placement = _resident(scope, stay, reference)
    write_down(scope, placement, "enter", arrived_on)
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
    _name_people(scope, placement)
    db.session.add(placement)
    _keep_reference()
    return placement


def assign(
    scope: Scope, placement_id: UUID, *, responsible_id: UUID | None, deputy_id: UUID | None
) -> Placement:
    """Who of the home answers for this placement. Raises Invalid, NotFound."""
    placement = _own(scope, placement_id)
    require(scope, Permission.MANAGE_PLACEMENTS)
    check_people(scope, responsible_id, deputy_id)
    placement.responsible_id, placement.deputy_id = responsible_id, deputy_id
    db.session.flush()
    return placement


def _ours(scope: Scope, placement_id: UUID, state: PlacementState) -> Placement:
    placement = _own(scope, placement_id)
    require(scope, Permission.MANAGE_PLACEMENTS)
    if placement.state != state:
        raise WrongState(SHUT[state])
    return placement


def _own(scope: Scope, placement_id: UUID) -> Placement:
    """A placement of the own house; the centre's sight of it gives it no hand in it."""
    placement = queries.lock(scope, placement_id)
    if placement.tenant_id != scope.tenant_id:
        raise NotFound(N_("There is no such placement."))
    return placement


def _move_ask(scope: Scope, placement: Placement, made: AskMove, reason: str = "") -> None:
    if placement.ask_id is not None:
        move(scope, received_ask(scope, placement.ask_id), made, reason)
    db.session.flush()


def _name_people(scope: Scope, placement: Placement) -> None:
    """Somebody answers for every stay: who answered the ask, else the group's people, else
    whoever records it."""
    if placement.responsible_id is not None:
        return
    named: tuple[UUID | None, UUID | None] = (None, None)
    if placement.ask_id is not None:
        ask = get_ask(scope, placement.ask_id)
        named = (ask.recipient_responsible_id, ask.recipient_deputy_id)
    if named[0] is None:
        named = people_of(scope, placement.group_id)
    placement.responsible_id = named[0] or scope.member_id
    placement.deputy_id = named[1] if named[0] else None


def _check_stay(arrived_on: date, planned_end: date | None) -> None:
    if arrived_on > clock.today():
        raise Invalid(N_("An arrival is recorded once it has happened."), "arrived_on")
    if planned_end is not None and planned_end <= arrived_on:
        raise Invalid(N_("The planned end must be after the arrival."), "planned_end")


def _check_reference(scope: Scope, reference: str, but: UUID | None) -> None:
    if not reference.strip():
        raise Invalid(N_("Give the stay a short reference of your own, never a name."), "reference")
    if queries.reference_used(scope, reference.strip(), but):
        raise ReferenceTaken(IN_USE, field="reference")


def _keep_reference() -> None:
    """Somebody else may be giving the same reference in this moment: then the index has the
    last word."""
    try:
        db.session.flush()
    except IntegrityError as taken:
        if "uq_placements_reference" in str(taken.orig):
            raise ReferenceTaken(IN_USE, field="reference") from taken
        raise
