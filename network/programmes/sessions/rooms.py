"""Rooms and equipment of a house: kept, booked, given back; never booked twice.

Whoever books locks the room first, so that the second waits, looks, and reads what is taken; that
no two bookings of a room overlap holds in the database itself, whatever is written.
"""

from collections.abc import Collection, Sequence
from datetime import date, time
from uuid import UUID

from sqlalchemy import func, select

from network.programmes.sessions.models import Room, RoomBooking
from network.programmes.sessions.recurring import LONGEST, Span, span
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

NO_ROOM = N_("There is no such room.")
NO_BOOKING = N_("There is no such booking.")
TAKEN = N_("%(room)s is taken from %(starts)s to %(ends)s on %(day)s.")


class RoomTaken(Conflict):
    """Somebody has the room at that time."""

    code = "room_taken"


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
    db.session.flush()
    return room


def change(
    scope: Scope, room_id: UUID, *, name: str, kind: str, capacity: int | None = None
) -> Room:
    """Say it anew. Raises NotFound, NotAllowed, Invalid, RoomNameTaken."""
    room = own_room(scope, room_id)
    require(scope, Permission.MANAGE_PROGRAMMES)
    _check_name(scope, name, room_id)
    room.name, room.kind, room.capacity = name.strip(), kind, capacity
    db.session.flush()
    return room


def retire(scope: Scope, room_id: UUID) -> Room:
    """Nobody books it any more. Raises NotFound, NotAllowed, RoomInUse while it is booked."""
    room = own_room(scope, room_id)
    require(scope, Permission.MANAGE_PROGRAMMES)
    lock(scope, [room_id])
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
    """A booking for no session is given up. Raises NotFound, NotAllowed."""
    found = own_booking(scope, booking_id)
    require(scope, Permission.RUN_PROGRAMMES)
    if found.session_id is not None:
        raise Conflict(N_("A session has this room. Change or cancel the session."))
    if found.released_at is None:
        found.released_at = clock.now()
        db.session.flush()
    return found


def take(
    scope: Scope,
    room_ids: Collection[UUID],
    wanted: Sequence[tuple[UUID | None, Span]],
    purpose: str = "",
) -> list[RoomBooking]:
    """Book every one of these rooms for every session (or for none) at its time, all or nothing.

    Raises NotFound for a room that is not the house's own or is retired, RoomTaken.
    """
    rooms = lock(scope, room_ids)
    if not rooms or not wanted:
        return []
    _check_free(scope, rooms, [each for _, each in wanted])
    made = [
        RoomBooking(
            tenant_id=scope.tenant_id,
            room_id=room.id,
            session_id=session_id,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            purpose=purpose,
            by_member_id=scope.member_id,
            by_name=scope.member_name,
        )
        for room in rooms
        for session_id, each in wanted
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def release_of(scope: Scope, session_ids: Collection[UUID]) -> None:
    """What these sessions had booked is free again."""
    found = select(RoomBooking).where(
        RoomBooking.tenant_id == scope.tenant_id,
        RoomBooking.session_id.in_(session_ids),
        RoomBooking.released_at.is_(None),
    )
    for booking in db.session.scalars(found):
        booking.released_at = clock.now()
    db.session.flush()


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


def lock(scope: Scope, room_ids: Collection[UUID]) -> Sequence[Room]:
    """These rooms, ours until the transaction ends; always in the same order, so that two who
    want several never wait for each other. Raises NotFound if one is not there any more."""
    found = db.session.scalars(
        select(Room)
        .where(Room.tenant_id == scope.tenant_id, Room.id.in_(room_ids), Room.retired_at.is_(None))
        .order_by(Room.id)
        .with_for_update()
    ).all()
    if len(found) < len(set(room_ids)):
        raise NotFound(NO_ROOM)
    return found


def _check_free(scope: Scope, rooms: Sequence[Room], wanted: Sequence[Span]) -> None:
    names = {room.id: room.name for room in rooms}
    found = db.session.scalars(
        select(RoomBooking)
        .where(
            RoomBooking.tenant_id == scope.tenant_id,
            RoomBooking.room_id.in_(names),
            RoomBooking.released_at.is_(None),
            RoomBooking.starts_at < max(each.ends_at for each in wanted),
            RoomBooking.ends_at > min(each.starts_at for each in wanted),
        )
        .order_by(RoomBooking.starts_at)
    )
    for taken in found:
        if any(Span(taken.starts_at, taken.ends_at).meets(each) for each in wanted):
            raise RoomTaken(TAKEN, field="room_ids", **_told(names[taken.room_id], taken))


def _told(room: str, taken: RoomBooking) -> dict[str, object]:
    starts, ends = (each.astimezone(clock.LOCAL) for each in (taken.starts_at, taken.ends_at))
    return {
        "room": room,
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "day": f"{starts.day}. {starts.month}. {starts.year}",
    }


def _check_name(scope: Scope, name: str, but: UUID | None) -> None:
    if not name.strip():
        raise Invalid(N_("Give it a name, such as the blue room."), "name")
    used = db.session.scalar(
        select(Room.id).where(
            Room.tenant_id == scope.tenant_id, func.lower(Room.name) == name.strip().lower()
        )
    )
    if used is not None and used != but:
        raise RoomNameTaken(N_("Your house has a room of this name already."), field="name")
