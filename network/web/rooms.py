"""Rooms and equipment of a house: what there is, and what is booked in a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from marshmallow import ValidationError

from network.programmes.sessions import lending, lent, room_lists, rooms
from network.programmes.sessions.models import Room
from network.schemas.groups import OnDay
from network.schemas.sessions import LendingIn, LendingRefusalIn, RoomBookingIn, RoomIn
from network.web import session_forms
from network.web.acts import Refused, carried_out, once
from network.web.desk import Desk, Forms
from network.web.paths import page_number
from network.web.rendering import FormView, form_values, page, see_other
from tenants import clock
from tenants.database import new_id, transaction
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

bp = Blueprint("rooms", __name__, url_prefix="/rooms")
LOOKS, BOOKS, MANAGES = Permission.ATTEND, Permission.RUN_PROGRAMMES, Permission.MANAGE_PROGRAMMES
A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """A room, or none where all of them are looked at."""

    room: Room | None


@bp.get("")
def index() -> Response:
    """All of them, and what is booked in a week."""
    scope = acting()
    _admit(scope)
    return _shown(scope, Seen(None), {}, 200)


@bp.get("/<uuid:room_id>")
def show(room_id: UUID) -> Response:
    """One of them, and what is booked in a week."""
    scope = acting()
    return _shown(scope, _seen(scope, room_id), {}, 200)


def _admit(scope: Scope) -> None:
    """Whoever manages programmes looks after rooms, also where they lead no session."""
    if not may(scope, MANAGES):
        require(scope, LOOKS)


def _seen(scope: Scope, room_id: UUID) -> Seen:
    found = rooms.own_room(scope, room_id)
    _admit(scope)
    return Seen(found)


def _shown(scope: Scope, seen: Seen, refused: Mapping[str, FormView], status: int) -> Response:
    monday = _monday()
    room = seen.room
    rows, more = room_lists.booked(
        scope,
        clock.begins(monday),
        clock.begins(monday + A_WEEK),
        room_id=room.id if room else None,
        number=page_number(),
    )
    return page(
        "rooms/index.html",
        "list",
        status,
        room=room,
        rooms=room_lists.kept(scope),
        rows=rows,
        more=more,
        number=page_number(),
        monday=monday,
        before=monday - A_WEEK,
        after=monday + A_WEEK,
        sunday=monday + A_WEEK - timedelta(days=1),
        manages=may(scope, MANAGES),
        books=may(scope, BOOKS),
        labels=session_forms.labels(),
        now=clock.now(),
        forms=Forms(refused, **_known(room)),
        form_id=new_id(),
    )


def _known(room: Room | None) -> dict[str, FormView]:
    if room is None:
        return {"add": FormView.known(kind="room")}
    return {
        "change": FormView.known(name=room.name, kind=room.kind, capacity=room.capacity),
        "lend": FormView.known(note=room.lent_note),
        "book": FormView.known(minutes=60),
    }


def _monday() -> date:
    today = clock.today()
    try:
        on: date = form_values(OnDay(), request.args).get("on") or today
    except ValidationError:
        on = today
    return on - timedelta(days=on.weekday())


@bp.post("")
def add() -> Response:
    """A room more; a double click adds one."""
    scope = acting()
    require(scope, MANAGES)

    def make(**said: Any) -> object:
        return once(scope, lambda: rooms.add(scope, **said).id)

    try:
        carried_out(RoomIn(), make)
    except Refused as refusal:
        return _shown(scope, Seen(None), {"add": refusal.form}, refusal.status)
    return see_other(url_for("rooms.index"), "room_saved")


@bp.post("/bookings/<uuid:booking_id>/release")
def give_up(booking_id: UUID) -> Response:
    """A booking for something that is no session is given up."""
    scope = acting()
    with transaction():
        room_id = rooms.give_up(scope, booking_id).room_id
    return see_other(url_for("rooms.show", room_id=room_id), "booking_given_up")


@bp.post("/bookings/<uuid:booking_id>/refusal")
def refuse(booking_id: UUID) -> Response:
    """A room that another house has borrowed is taken back, and that house is told why."""
    scope = acting()
    room_id = rooms.own_booking(scope, booking_id).room_id
    require(scope, MANAGES)
    try:
        carried_out(LendingRefusalIn(), lambda **said: lending.refuse(scope, booking_id, **said))
    except Refused as refusal:
        forms = {f"refuse_{booking_id}": refusal.form}
        return _shown(scope, _seen(scope, room_id), forms, refusal.status)
    return see_other(url_for("rooms.show", room_id=room_id), "booking_refused")


@bp.get("/lent")
def lent_list() -> Response:
    """What other houses lend, and when it is taken in a week; for what, nobody learns."""
    scope = acting()
    _admit(scope)
    monday = _monday()
    found, more = lent.rooms(scope, page_number())
    moments = clock.begins(monday), clock.begins(monday + A_WEEK)
    taken: dict[UUID, list[lent.TakenTime]] = {each.id: [] for each in found}
    for each in lent.taken(list(taken), *moments):
        taken[each.room_id].append(each)
    return page(
        "rooms/lent.html",
        "list",
        rooms=found,
        taken=taken,
        more=more,
        number=page_number(),
        monday=monday,
        before=monday - A_WEEK,
        after=monday + A_WEEK,
        sunday=monday + A_WEEK - timedelta(days=1),
    )


def _address(_: Scope, seen: Seen) -> str:
    if seen.room is None or seen.room.retired_at is not None:
        return url_for("rooms.index")
    return url_for("rooms.show", room_id=seen.room.id)


desk = Desk(bp, "room_id", seen=_seen, shown=_shown, address=_address)
desk.act("lending", lending.lend, LendingIn, says="room_lent", needs=MANAGES)
desk.act("keeping", lending.keep, says="room_kept", needs=MANAGES)
desk.act("change", rooms.change, RoomIn, says="room_saved", needs=MANAGES)
desk.act("retirement", rooms.retire, says="room_retired", needs=MANAGES)
desk.act("bookings", rooms.book, RoomBookingIn, says="room_booked", needs=BOOKS)
