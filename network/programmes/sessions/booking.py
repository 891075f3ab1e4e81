"""Rooms are taken for sessions, also those that other houses lend; given back; never taken twice.

Whoever books locks the rooms first, so that the second waits, looks, and reads what is taken; that
no two bookings of a room overlap holds in the database itself, whatever is written. Another house's
room cannot be locked as a row, since it may not be written: what is locked is its number.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, Select, Text, bindparam, select, text

from network.programmes.models import Programme
from network.programmes.sessions import lent
from network.programmes.sessions.models import ProgrammeSession, Room, RoomBooking
from network.programmes.sessions.recurring import Span
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, NotFound
from tenants.scope import Scope

NO_ROOM = N_("There is no such room.")
TAKEN = N_("%(room)s is taken from %(starts)s to %(ends)s on %(day)s.")
# The ids come sorted, and unnest keeps their order: two who want several never wait for each other.
LOCK = text(
    "SELECT pg_advisory_xact_lock(hashtextextended(id, 50)) FROM unnest(:ids) id"
).bindparams(bindparam("ids", type_=ARRAY(Text)))


class RoomTaken(Conflict):
    """Somebody has the room at that time."""

    code = "room_taken"


@dataclass(frozen=True, slots=True)
class Bookable:
    """A room that the scope's tenant may book: its own, or one that `tenant_id` lends."""

    tenant_id: UUID
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A room that is taken, and when."""

    room: str
    taken: Span


def take(
    scope: Scope,
    room_ids: Collection[UUID],
    wanted: Sequence[tuple[UUID | None, Span]],
    purpose: str = "",
) -> list[RoomBooking]:
    """Book every one of these rooms for every session (or for none) at its time, all or nothing.

    Raises NotFound for a room that is neither the house's own nor lent to it, or is retired, and
    for another house's that is wanted for no session; RoomTaken.
    """
    rooms = lock(scope, room_ids)
    if not rooms or not wanted:
        return []
    found = clashes(scope, rooms, [each for _, each in wanted])
    if found:
        raise RoomTaken(TAKEN, field="room_ids", **told(found[0]))
    programmes = _programmes(scope, [each for each, _ in wanted if each])
    made = [
        _booking(scope, room, session_id, when, purpose, programmes)
        for room in rooms
        for session_id, when in wanted
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def rebook(scope: Scope, session_id: UUID, when: Span, room_ids: Collection[UUID]) -> None:
    """Book these rooms for an own session at this time, and give back what it had beside. What it
    has at this time already it keeps, also a room that is lent no more. Raises as `take` does."""
    found = db.session.scalars(_live([session_id], scope).with_for_update()).all()
    kept = {
        each.room_id
        for each in found
        if each.room_id in room_ids and Span(each.starts_at, each.ends_at) == when
    }
    for each in found:
        if each.room_id not in kept:
            each.released_at = clock.now()
    db.session.flush()
    take(scope, set(room_ids) - kept, [(session_id, when)])


def release_of(scope: Scope, session_ids: Collection[UUID]) -> None:
    """What these own sessions had booked is free again."""
    for booking in db.session.scalars(_live(session_ids, scope).with_for_update()):
        booking.released_at = clock.now()
    db.session.flush()


def _live(session_ids: Collection[UUID], scope: Scope) -> Select[RoomBooking]:
    return select(RoomBooking).where(
        RoomBooking.asker_id == scope.tenant_id,
        RoomBooking.session_id.in_(session_ids),
        RoomBooking.released_at.is_(None),
    )


def lock(scope: Scope, room_ids: Collection[UUID]) -> Sequence[Bookable]:
    """These rooms, ours until the transaction ends; always in the same order, so that two who
    want several never wait for each other. Raises NotFound if one is not there any more."""
    if not room_ids:
        return []
    lock_numbers(room_ids)
    return bookable(scope, room_ids)


def lock_numbers(room_ids: Collection[UUID]) -> None:
    """Nobody else books, lends or retires these rooms until the transaction ends."""
    db.session.execute(LOCK, {"ids": sorted(map(str, room_ids))})


def bookable(scope: Scope, room_ids: Collection[UUID]) -> Sequence[Bookable]:
    """These rooms, own ones and those of others that are lent. Raises NotFound if one of them is
    neither."""
    found = still_bookable(scope, room_ids)
    if len(found) < len(set(room_ids)):
        raise NotFound(NO_ROOM)
    return found


def still_bookable(scope: Scope, room_ids: Collection[UUID]) -> Sequence[Bookable]:
    """Those of these rooms that can be booked still."""
    own = select(Room).where(
        Room.tenant_id == scope.tenant_id, Room.id.in_(room_ids), Room.retired_at.is_(None)
    )
    found = [Bookable(each.tenant_id, each.id, each.name) for each in db.session.scalars(own)]
    missing = set(room_ids) - {each.id for each in found}
    if missing:
        found += [
            Bookable(each.tenant_id, each.id, each.name) for each in lent.by_ids(scope, missing)
        ]
    return sorted(found, key=lambda each: str(each.id))


def clashes(scope: Scope, rooms: Sequence[Bookable], wanted: Sequence[Span]) -> list[Clash]:
    """Which of these rooms are taken at one of these times, and when, in the order of the times."""
    names = {room.id: room.name for room in rooms}
    first = min(each.starts_at for each in wanted)
    last = max(each.ends_at for each in wanted)
    taken = [
        (room_id, Span(starts, ends))
        for room_id, starts, ends in db.session.execute(
            select(RoomBooking.room_id, RoomBooking.starts_at, RoomBooking.ends_at).where(
                RoomBooking.tenant_id == scope.tenant_id,
                RoomBooking.room_id.in_(names),
                RoomBooking.released_at.is_(None),
                RoomBooking.starts_at < last,
                RoomBooking.ends_at > first,
            )
        )
    ]
    foreign = [each.id for each in rooms if each.tenant_id != scope.tenant_id]
    if foreign:
        taken += [(each.room_id, each.when) for each in lent.taken(foreign, first, last)]
    met = [
        (when, names[room_id])
        for room_id, when in taken
        if any(when.meets(each) for each in wanted)
    ]
    return [Clash(room, when) for when, room in sorted(met, key=lambda one: one[0].starts_at)]


def told(clash: Clash) -> dict[str, object]:
    """What the sentence about a clash says, by the clock on the wall."""
    starts, ends = (
        each.astimezone(clock.LOCAL) for each in (clash.taken.starts_at, clash.taken.ends_at)
    )
    return {
        "room": clash.room,
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "day": f"{starts.day}. {starts.month}. {starts.year}",
    }


def _booking(
    scope: Scope,
    room: Bookable,
    session_id: UUID | None,
    when: Span,
    purpose: str,
    programmes: dict[UUID, str],
) -> RoomBooking:
    """Whose room it is learns which house and programme it is for, and nobody's name."""
    borrowed = room.tenant_id != scope.tenant_id
    if borrowed and session_id is None:
        raise NotFound(NO_ROOM)
    return RoomBooking(
        tenant_id=room.tenant_id,
        room_id=room.id,
        asker_id=scope.tenant_id,
        session_id=session_id,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        purpose=purpose,
        programme=programmes[session_id] if borrowed and session_id else "",
        by_member_id=None if borrowed else scope.member_id,
        by_name="" if borrowed else scope.member_name,
    )


def _programmes(scope: Scope, session_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What the programmes of these own sessions are called."""
    found = db.session.execute(
        select(ProgrammeSession.id, Programme.name)
        .join(
            Programme,
            (Programme.tenant_id == ProgrammeSession.tenant_id)
            & (Programme.id == ProgrammeSession.programme_id),
        )
        .where(ProgrammeSession.tenant_id == scope.tenant_id, ProgrammeSession.id.in_(session_ids))
    )
    return {session_id: name for session_id, name in found}
