"""How a house looks at its rooms, and at what is booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from network.programmes.models import Programme
from network.programmes.sessions.models import ProgrammeSession, Room, RoomBooking
from tenants.database import db
from tenants.models import Tenant
from tenants.scope import Scope

MOST = 200
PAGE = 50


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking, with the room, and the programme whose session it is for; where another house
    has borrowed it, also that `house`."""

    booking: RoomBooking
    room: str
    programme: str
    house: str


def kept(scope: Scope) -> Sequence[Room]:
    """The rooms and then the equipment of the own house that can be booked, by name."""
    return db.session.scalars(
        select(Room)
        .where(Room.tenant_id == scope.tenant_id, Room.retired_at.is_(None))
        .order_by(Room.kind.desc(), Room.name)
        .limit(MOST)
    ).all()


def booked(
    scope: Scope,
    first: datetime,
    last: datetime,
    *,
    room_id: UUID | None = None,
    number: int = 1,
) -> tuple[list[Booked], bool]:
    """What is booked in the own house and overlaps these moments, in its order; page `number`, and
    whether there is more."""
    wanted = _bookings(scope).where(RoomBooking.starts_at < last, RoomBooking.ends_at > first)
    if room_id is not None:
        wanted = wanted.where(RoomBooking.room_id == room_id)
    rows = db.session.execute(
        wanted.order_by(RoomBooking.starts_at, Room.name, RoomBooking.id)
        .offset((number - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    found = [
        Booked(booking, room, programme or booking.programme, house or "")
        for booking, room, programme, house in rows
    ]
    return found[:PAGE], len(found) > PAGE


def _bookings(scope: Scope) -> Select[RoomBooking, str, str, str]:
    """What is booked, with the room, the own programme, and the other house that borrows."""
    return (
        select(RoomBooking, Room.name, Programme.name, Tenant.name)
        .join(Room, (Room.tenant_id == RoomBooking.tenant_id) & (Room.id == RoomBooking.room_id))
        .outerjoin(
            ProgrammeSession,
            (ProgrammeSession.tenant_id == RoomBooking.tenant_id)
            & (ProgrammeSession.id == RoomBooking.session_id),
        )
        .outerjoin(
            Programme,
            (Programme.tenant_id == ProgrammeSession.tenant_id)
            & (Programme.id == ProgrammeSession.programme_id),
        )
        .outerjoin(
            Tenant,
            (Tenant.id == RoomBooking.asker_id) & (RoomBooking.asker_id != scope.tenant_id),
        )
        .where(
            RoomBooking.tenant_id == scope.tenant_id,
            RoomBooking.released_at.is_(None),
        )
    )
