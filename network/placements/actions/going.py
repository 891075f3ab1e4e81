"""The day of leaving: home, elsewhere in the network, or out of it."""

from datetime import date
from uuid import UUID

from network.availability.holds import end_stay
from network.placements import absences, deadlines, onward, queries
from network.placements.lifecycle import Destination, PlacementState
from network.placements.models import Placement
from network.placements.moves import write_down
from network.placements.own import move_ask, resident
from network.placements.reasons import (
    AbsenceOutcome,
    Country,
    OutsideKind,
    Transfer,
    TransferReason,
)
from network.requests.lifecycle import AskMove
from tenants import clock
from tenants.errors import N_, Invalid
from tenants.scope import Scope


def depart(
    scope: Scope,
    placement_id: UUID,
    *,
    left_on: date,
    destination: Destination,
    outside: OutsideKind | None = None,
    outside_country: Country | None = None,
) -> Placement:
    """The young person has left: the place is free from that day on, both sides are closed, and
    aftercare is proposed where no other house takes over (`onward`).

    `outside` says what kind of place outside the network it is, in which country; that counts as
    a need the network did not meet. Raises WrongState, Invalid, NotFound.
    """
    placement = resident(scope, placement_id)
    if outside is None and outside_country:
        raise Invalid(N_("First say what kind of place outside the network it is."), "outside")
    placement.outside = outside.value if outside else None
    placement.outside_country = (outside_country or Country.SLOVENIA).value if outside else None
    return _leave(scope, placement, left_on, destination, "depart", outside or "")


def transfer(
    scope: Scope,
    placement_id: UUID,
    *,
    left_on: date,
    urgency: Transfer,
    reason: TransferReason,
    destination_id: UUID | None = None,
) -> Placement:
    """The young person goes on to another house, of the network if it is named; a move that
    counts against stability. Raises WrongState, Invalid, NotFound.
    """
    placement = resident(scope, placement_id)
    name = ""
    if destination_id is not None:
        name = queries.other_homes(scope).get(destination_id, "")
        if not name:
            raise Invalid(N_("Choose a home of the network."), "destination_id")
    placement.transfer, placement.transfer_reason = urgency.value, reason.value
    placement.destination_id = destination_id
    return _leave(scope, placement, left_on, Destination.INSTITUTION, "transfer", name)


def _leave(
    scope: Scope,
    placement: Placement,
    left_on: date,
    destination: Destination,
    made: str,
    detail: str,
) -> Placement:
    _check_day(placement, left_on)
    end_stay(scope, placement.occupancy_id, left_on)
    placement.state = PlacementState.DEPARTED.value
    placement.left_on, placement.destination = left_on, destination.value
    move_ask(scope, placement, AskMove.DEPART, destination.value)
    reason = placement.transfer_reason or destination.value
    write_down(scope, placement, made, left_on, reason, detail)
    absences.close(scope, placement, AbsenceOutcome.DEPARTED)
    deadlines.over(scope, placement)
    onward.propose(scope, placement)
    return placement


def _check_day(placement: Placement, left_on: date) -> None:
    if left_on > clock.today():
        raise Invalid(N_("A departure is recorded once it has happened."), "left_on")
    if placement.arrived_on is not None and left_on < placement.arrived_on:
        raise Invalid(N_("Nobody leaves before the day of arrival."), "left_on")
