"""What acts on a placement begin with: it is there, it is ours, and it stands where it must."""

from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from network.availability.queries import people_of
from network.placements import queries
from network.placements.lifecycle import SHUT, PlacementState
from network.placements.models import Placement
from network.requests.actions.answering import received_ask
from network.requests.lifecycle import AskMove
from network.requests.moves import move
from network.requests.queries import get_ask
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

IN_USE = N_("This reference is in use in your house.")


class WrongState(Conflict):
    """The placement is past that step, or not there yet."""

    code = "wrong_state"


class ReferenceTaken(Conflict):
    """Two live placements of a home would be called the same."""

    code = "reference_taken"


def ours(
    scope: Scope,
    placement_id: UUID,
    state: PlacementState,
    needs: Permission = Permission.MANAGE_PLACEMENTS,
) -> Placement:
    """A placement of the own house in that state, locked, for somebody who may change it."""
    placement = own(scope, placement_id)
    require(scope, needs)
    if placement.state != state:
        raise WrongState(SHUT[state])
    return placement


def resident(
    scope: Scope, placement_id: UUID, needs: Permission = Permission.MANAGE_PLACEMENTS
) -> Placement:
    """The same, of somebody who lives here now."""
    return ours(scope, placement_id, PlacementState.RESIDENT, needs)


def own(scope: Scope, placement_id: UUID) -> Placement:
    """A placement of the own house; the centre's sight of it gives it no hand in it."""
    placement = queries.lock(scope, placement_id)
    if placement.tenant_id != scope.tenant_id:
        raise NotFound(N_("There is no such placement."))
    return placement


def move_ask(scope: Scope, placement: Placement, made: AskMove, reason: str = "") -> None:
    """The ask it follows, if there is one, moves along."""
    if placement.ask_id is not None:
        move(scope, received_ask(scope, placement.ask_id), made, reason)
    db.session.flush()


def name_people(scope: Scope, placement: Placement) -> None:
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


def check_stay(arrived_on: date, planned_end: date | None) -> None:
    """Raises Invalid for an arrival that has not happened or an end before it."""
    if arrived_on > clock.today():
        raise Invalid(N_("An arrival is recorded once it has happened."), "arrived_on")
    if planned_end is not None and planned_end <= arrived_on:
        raise Invalid(N_("The planned end must be after the arrival."), "planned_end")


def check_reference(scope: Scope, reference: str, but: UUID | None) -> None:
    """Raises Invalid where there is none, ReferenceTaken where it is somebody else's."""
    if not reference.strip():
        raise Invalid(N_("Give the stay a short reference of your own, never a name."), "reference")
    if queries.reference_used(scope, reference.strip(), but):
        raise ReferenceTaken(IN_USE, field="reference")


def keep_reference() -> None:
    """Somebody else may be giving the same reference in this moment: then the index has the
    last word."""
    try:
        db.session.flush()
    except IntegrityError as taken:
        if "uq_placements_reference" in str(taken.orig):
            raise ReferenceTaken(IN_USE, field="reference") from taken
        raise
