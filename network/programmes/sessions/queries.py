"""How a house looks at its sessions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from network.programmes.models import Cohort, Enrolment, Programme
from network.programmes.sessions.kinds import SessionState
from network.programmes.sessions.lent import ROOMS as lent
from network.programmes.sessions.models import (
    Attendance,
    ProgrammeSession,
    Room,
    RoomBooking,
    SessionSeries,
)
from tenants import clock
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

PAGE = 50
S = ProgrammeSession
NO_SESSION = N_("There is no such session.")


@dataclass(frozen=True, slots=True)
class SessionRooms:
    """The rooms that are booked for a session, and those that were `taken_back`, with the code of
    the reason."""

    booked: list[str] = field(default_factory=list)
    taken_back: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session with what its programme and cohort are called, the reference of whom it is for
    where it is for one, the rooms that are booked for it, how many were marked, and the rooms that
    another house has `taken_back`, with the code of the reason."""

    session: ProgrammeSession
    programme: str
    cohort: str
    reference: str
    rooms: Sequence[str]
    marked: int
    taken_back: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Some sessions, and whether there are more after them."""

    rows: Sequence[ListedSession]
    number: int
    more: bool


def get(scope: Scope, session_id: UUID, *, lock: bool = False) -> ProgrammeSession:
    """A session of the own house. Raises NotFound for any other."""
    found = db.session.get(
        ProgrammeSession,
        (scope.tenant_id, session_id),
        with_for_update=lock,
        populate_existing=lock,
    )
    if found is None:
        raise NotFound(NO_SESSION)
    return found


def between(
    scope: Scope, first: datetime, last: datetime, *, mine: bool = False, number: int = 1
) -> SessionPage:
    """Those that begin from `first` on and before `last`, in their order; `mine` only those that
    the scope's member leads."""
    wanted = _all(scope).where(S.starts_at >= first, S.starts_at < last)
    if mine:
        wanted = wanted.where(led_by(scope.member_id))
    return _page(scope, wanted.order_by(S.starts_at, S.id), number)


def to_mark(scope: Scope, *, mine: bool = False, number: int = 1) -> SessionPage:
    """Those that are over and still planned: nobody has said who came. The latest first."""
    wanted = _all(scope).where(S.state == SessionState.PLANNED, S.ends_at <= clock.now())
    if mine:
        wanted = wanted.where(led_by(scope.member_id))
    return _page(scope, wanted.order_by(S.ends_at.desc(), S.id), number)


def waiting(scope: Scope) -> int:
    """How many sessions of the member are over and not marked."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(S)
            .where(
                S.tenant_id == scope.tenant_id,
                S.state == SessionState.PLANNED,
                S.ends_at <= clock.now(),
                led_by(scope.member_id),
            )
        )
        or 0
    )


def of_cohort(scope: Scope, cohort_id: UUID, *, past: bool = False, number: int = 1) -> SessionPage:
    """Sessions of an own cohort: those to come in their order, or those that have begun, the
    latest first."""
    wanted = _all(scope).where(S.cohort_id == cohort_id)
    if past:
        wanted = wanted.where(S.starts_at <= clock.now()).order_by(S.starts_at.desc(), S.id)
    else:
        wanted = wanted.where(S.starts_at > clock.now()).order_by(S.starts_at, S.id)
    return _page(scope, wanted, number)


def one(scope: Scope, session_id: UUID) -> ListedSession:
    """One of the own house, as a list tells of it. Raises NotFound."""
    rows = listed(scope, _all(scope).where(S.id == session_id))
    if not rows:
        raise NotFound(NO_SESSION)
    return rows[0]


def of_booking(scope: Scope, booking_id: UUID) -> ListedSession:
    """The own session that has booked a room by this booking, or had. Raises NotFound."""
    session_id = db.session.scalar(
        select(RoomBooking.session_id).where(
            RoomBooking.asker_id == scope.tenant_id, RoomBooking.id == booking_id
        )
    )
    if session_id is None:
        raise NotFound(NO_SESSION)
    return one(scope, session_id)


def led_by(member_id: UUID) -> ColumnElement[bool]:
    """Sessions that a member leads or stands in for."""
    return or_(S.responsible_id == member_id, S.deputy_id == member_id)


def listed(scope: Scope, wanted: Select[Any]) -> list[ListedSession]:
    """The rows of a statement over `_all`, with their rooms; two questions however many."""
    rows = db.session.execute(wanted).all()
    rooms = rooms_of(scope, [row[0].id for row in rows])
    none = SessionRooms()
    return [
        ListedSession(
            found,
            programme,
            cohort,
            reference or "",
            rooms.get(found.id, none).booked,
            marked,
            rooms.get(found.id, none).taken_back,
        )
        for found, programme, cohort, reference, marked in rows
    ]


def rooms_of(scope: Scope, session_ids: Collection[UUID]) -> dict[UUID, SessionRooms]:
    """What is booked for each of these own sessions, by name (and house, where another one lends
    it), and what was taken back."""
    found = db.session.execute(
        _named_bookings(RoomBooking.session_id, RoomBooking.refusal)
        .where(
            RoomBooking.asker_id == scope.tenant_id,
            RoomBooking.session_id.in_(session_ids),
            or_(RoomBooking.released_at.is_(None), RoomBooking.refusal != ""),
        )
        .order_by(RoomBooking.created_at, RoomBooking.id)
    )
    told: dict[UUID, SessionRooms] = {}
    for session_id, refusal, name in found:
        if session_id is not None:
            rooms = told.setdefault(session_id, SessionRooms())
            rooms.taken_back.append((name, refusal)) if refusal else rooms.booked.append(name)
    return told


def booked_for(scope: Scope, session_id: UUID) -> dict[UUID, str]:
    """The rooms that are booked for an own session, with their names."""
    found = db.session.execute(
        _named_bookings(RoomBooking.room_id).where(
            RoomBooking.asker_id == scope.tenant_id,
            RoomBooking.session_id == session_id,
            RoomBooking.released_at.is_(None),
        )
    )
    return {room_id: name for room_id, name in found}


def _named_bookings(*columns: Any) -> Select[Any]:
    """Bookings with what the room is called, and whose it is where another house lends it."""
    name = func.coalesce(Room.name, func.concat(lent.c.name, " (", lent.c.tenant_name, ")"))
    return (
        select(*columns, name)
        .outerjoin(
            Room, (Room.tenant_id == RoomBooking.tenant_id) & (Room.id == RoomBooking.room_id)
        )
        .outerjoin(
            lent, (lent.c.tenant_id == RoomBooking.tenant_id) & (lent.c.id == RoomBooking.room_id)
        )
    )


def series(scope: Scope, series_id: UUID) -> tuple[SessionSeries, Sequence[UUID]]:
    """A series of the own house, and its sessions in their order. Raises NotFound."""
    found = db.session.get(SessionSeries, (scope.tenant_id, series_id))
    if found is None:
        raise NotFound(NO_SESSION)
    ids = select(S.id).where(S.tenant_id == scope.tenant_id, S.series_id == series_id)
    return found, db.session.scalars(ids.order_by(S.starts_at)).all()


def _page(scope: Scope, wanted: Select[Any], number: int) -> SessionPage:
    rows = listed(scope, wanted.offset((number - 1) * PAGE).limit(PAGE + 1))
    return SessionPage(rows[:PAGE], number, len(rows) > PAGE)


def _all(scope: Scope) -> Select[Any]:
    marked = (
        select(func.count())
        .where(Attendance.tenant_id == S.tenant_id, Attendance.session_id == S.id)
        .correlate(S)
        .scalar_subquery()
    )
    return (
        select(S, Programme.name, Cohort.name, Enrolment.reference, marked)
        .join(Programme, (Programme.tenant_id == S.tenant_id) & (Programme.id == S.programme_id))
        .join(Cohort, (Cohort.tenant_id == S.tenant_id) & (Cohort.id == S.cohort_id))
        .outerjoin(
            Enrolment, (Enrolment.tenant_id == S.tenant_id) & (Enrolment.id == S.enrolment_id)
        )
        .where(S.tenant_id == scope.tenant_id)
    )
