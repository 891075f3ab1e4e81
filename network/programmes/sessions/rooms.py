"""Rooms and equipment of a house: kept, booked for what is no session, given back."""

from datetime import date, time
from uuid import UUID

from sqlalchemy import func, select

from network.programmes.naming import keep_name
from network.programmes.sessions.booking import NO_ROOM, lock_numbers, take
from network.programmes.sessions.models import Room, RoomBooking
from network.programmes.sessions.recurring import LONGEST, span
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

NO_BOOKING = N_("There is no such booking.")
NAME_USED = N_("Your house has a room of this name already.")


class RoomNameTaken(Conflict):
    """Two rooms of a house would be called the same."""

    code = "name_taken"


class RoomInUse(Conflict):
    """The room is still booked."""

    code = "room_in_use"


def add(scope: Scope, *, name: str, kind: str, capacity: int | None = None) -> Room:
    """A room or a piece of equipment more. Raises NotAllowed, Invalid, RoomNameTaken."""
    require(scope, Permission.MANAGE_PROGRAMMES)
    _check_name(scope, name, None)
    room = Room(tenant_id=scope.tenant_id, name=name.strip(), kind=kind, capacity=capacity)
    db.session.add(room)
    _keep_name()
    return room


def change(
    scope: Scope, room_id: UUID, *, name: str, kind: str, capacity: int | None = None
) -> Room:
    """Say it anew. Raises NotFound, NotAllowed, Invalid, RoomNameTaken."""
    room = own_room(scope, room_id)
    require(scope, Permission.MANAGE_PROGRAMMES)
    _check_name(scope, name, room_id)
    room.name, room.kind, room.capacity = name.strip(), kind, capacity
    _keep_name()
    return room


def retire(scope: Scope, room_id: UUID) -> Room:
    """Nobody books it any more. Raises NotFound, NotAllowed, RoomInUse while it is booked."""
    room = own_room(scope, room_id)
    require(scope, Permission.MANAGE_PROGRAMMES)
    lock_numbers([room_id])
    booked = select(RoomBooking.id).where(
        RoomBooking.tenant_id == scope.tenant_id,
        RoomBooking.room_id == room_id,
        RoomBooking.released_at.is_(None),
        RoomBooking.ends_at > clock.now(),
    )
    if db.session.scalar(booked.limit(1)):
        raise RoomInUse(N_("It is still booked. Move or cancel those bookings first."))
    room.retired_at = clock.now()
    db.session.flush()
    return room


def book(
    scope: Scope, room_id: UUID, *, on: date, begins: time, minutes: int, purpose: str
) -> RoomBooking:
    """Take a room for something that is no session, such as a meeting of the team.

    Raises NotFound, NotAllowed, Invalid, RoomTaken.
    """
    own_room(scope, room_id)
    require(scope, Permission.RUN_PROGRAMMES)
    if not purpose.strip():
        raise Invalid(N_("Say what the room is for. No names of people."), "purpose")
    wanted = span(on, begins, minutes, clock.LOCAL)
    if not clock.now() < wanted.ends_at < clock.now() + LONGEST:
        raise Invalid(N_("A room is booked for a time to come, at most a year ahead."), "on")
    return take(scope, [room_id], [(None, wanted)], purpose=purpose.strip())[0]


def give_up(scope: Scope, booking_id: UUID) -> RoomBooking:
    """A booking for no session is given up. Raises NotFound, NotAllowed, Conflict where a session
    has the room."""
    found = own_booking(scope, booking_id)
    require(scope, Permission.RUN_PROGRAMMES)
    if found.session_id is not None:
        raise Conflict(N_("A session has this room. Change or cancel the session."))
    if found.released_at is None:
        found.released_at = clock.now()
        db.session.flush()
    return found


def own_room(scope: Scope, room_id: UUID) -> Room:
    """A room of the own house. Raises NotFound."""
    found = db.session.get(Room, (scope.tenant_id, room_id))
    if found is None:
        raise NotFound(NO_ROOM)
    return found


def own_booking(scope: Scope, booking_id: UUID) -> RoomBooking:
    """A booking of an own room. Raises NotFound."""
    found = db.session.get(RoomBooking, (scope.tenant_id, booking_id))
    if found is None:
        raise NotFound(NO_BOOKING)
    return found


def _check_name(scope: Scope, name: str, but: UUID | None) -> None:
    if not name.strip():
        raise Invalid(N_("Give it a name, such as the blue room."), "name")
    used = db.session.scalar(
        select(Room.id).where(
            Room.tenant_id == scope.tenant_id, func.lower(Room.name) == name.strip().lower()
        )
    )
    if used is not None and used != but:
        raise RoomNameTaken(NAME_USED, field="name")


def _keep_name() -> None:
    keep_name("uq_rooms_tenant_id_name", RoomNameTaken(NAME_USED, field="name"))
