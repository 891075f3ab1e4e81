"""A house lends a room to the other houses of its networks, and takes one back that was booked."""

from uuid import UUID

from sqlalchemy import select

from network.programmes.sessions import booking
from network.programmes.sessions.kinds import LendingRefusal
from network.programmes.sessions.models import Room, RoomBooking
from network.programmes.sessions.rooms import own_booking, own_room
from network.queue import defer
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict
from tenants.roles import Permission, require
from tenants.scope import Scope

REFUSED = "room_refused"  # the job that tells the house that had booked it


class NotLent(Conflict):
    """The room is not borrowed by another house, or no longer."""

    code = "wrong_state"


def lend(scope: Scope, room_id: UUID, *, note: str = "") -> Room:
    """Other houses of the networks may book it for sessions of their programmes. `note` tells them
    where it is and what to know; again to say it anew. Raises NotFound, NotAllowed, Conflict for
    one that is retired."""
    found = _kept(scope, room_id)
    found.lent, found.lent_note = True, note.strip()
    db.session.flush()
    return found


def keep(scope: Scope, room_id: UUID) -> Room:
    """Nobody else books it any more; what they have booked stays booked. Raises NotFound,
    NotAllowed, Conflict for one that is retired."""
    found = _kept(scope, room_id)
    found.lent = False
    db.session.flush()
    return found


def refuse(
    scope: Scope, booking_id: UUID, *, reason: LendingRefusal, rest: bool = False
) -> RoomBooking:
    """Take a room back that another house has booked, for a reason it is told; with `rest` also
    what it booked of the room for the same programme later on. Its sessions stay, without the room.

    Raises NotFound, NotAllowed, NotLent for an own booking, one that is over or was given back.
    """
    found = own_booking(scope, booking_id)
    require(scope, Permission.MANAGE_PROGRAMMES)
    booking.lock_numbers([found.room_id])
    db.session.refresh(found, with_for_update=True)
    if found.asker_id == scope.tenant_id:
        raise NotLent(N_("Your house itself has this room."))
    if found.released_at is not None or found.ends_at <= clock.now():
        raise NotLent(N_("This booking is over or was given back."))
    for each in (found, *(_later(scope, found) if rest else ())):
        each.released_at, each.refusal = clock.now(), reason.value
    db.session.flush()
    defer(REFUSED, tenant_id=found.asker_id, booking_id=found.id)
    return found


def _later(scope: Scope, found: RoomBooking) -> list[RoomBooking]:
    return list(
        db.session.scalars(
            select(RoomBooking)
            .where(
                RoomBooking.tenant_id == scope.tenant_id,
                RoomBooking.room_id == found.room_id,
                RoomBooking.asker_id == found.asker_id,
                RoomBooking.programme == found.programme,
                RoomBooking.released_at.is_(None),
                RoomBooking.starts_at > found.starts_at,
            )
            .order_by(RoomBooking.id)
            .with_for_update()
        )
    )


def _kept(scope: Scope, room_id: UUID) -> Room:
    found = own_room(scope, room_id)
    require(scope, Permission.MANAGE_PROGRAMMES)
    booking.lock_numbers([room_id])
    if found.retired_at is not None:
        raise Conflict(N_("This room is no longer on the list."))
    return found
