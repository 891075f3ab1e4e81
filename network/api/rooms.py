"""Rooms and equipment of a house: what there is, and when it is booked."""

from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import fields

from network.api.areas import Area
from network.api.paging import page
from network.api.performing import perform
from network.api.sessions import Numbered
from network.api.telling import answer, teller
from network.programmes.sessions import lending, lent, planning, room_lists, rooms
from network.programmes.sessions.recurring import LONGEST
from network.schemas import sessions as given
from network.schemas.answers import sessions as told
from network.schemas.values import Given, day
from tenants import clock
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import Permission, may, require
from tenants.scope import Scope

area = Area("rooms", "Rooms and equipment that programmes use; none is booked twice.")
READ, WRITE = ApiScope.PROGRAMMES_READ, ApiScope.PROGRAMMES_WRITE
ROOM, BOOKING = "/rooms/<uuid:room_id>", "/room-bookings/<uuid:booking_id>"
tell_room = teller(told.Room)
tell_booking = teller(told.RoomBooking)
tell_lent, tell_taken = teller(told.LentRoom), teller(told.TakenTime)


class BookedIn(Numbered):
    """What is booked on these days, both included (of a week from today if none are named)."""

    since = day(load_default=None)
    until = day(load_default=None)


class TakenIn(Given):
    """Which room, and on which days (both included, a year at most; of a week from today)."""

    room_id = fields.UUID(required=True)
    since = day(load_default=None)
    until = day(load_default=None)


@area.get("/rooms", READ, told.RoomList)
def index() -> Response:
    """The rooms and the equipment of the own house that can be booked"""
    scope = acting()
    _admit(scope)
    return answer({"items": [tell_room(each) for each in room_lists.kept(scope)]})


@area.act("POST", "/rooms", WRITE, told.Room, given.RoomIn, status=201)
def add(values: dict[str, Any]) -> Response:
    """A room or a piece of equipment more"""
    return perform(lambda scope: rooms.add(scope, **values).id, _show, status=201)


@area.act("PUT", ROOM, WRITE, told.Room, given.RoomIn)
def change(values: dict[str, Any], room_id: UUID) -> Response:
    """Say a room anew"""
    return perform(
        lambda scope: rooms.change(scope, room_id, **values).id,
        _show,
        look=lambda scope: rooms.own_room(scope, room_id),
    )


@area.act("PUT", f"{ROOM}/retirement", WRITE, told.Room)
def retire(room_id: UUID) -> Response:
    """Nobody books it any more; it may not be booked"""
    return perform(
        lambda scope: rooms.retire(scope, room_id).id,
        _show,
        look=lambda scope: rooms.own_room(scope, room_id),
    )


@area.get(f"{ROOM}/bookings", READ, told.RoomBookingPage, query=BookedIn)
def bookings(values: dict[str, Any], room_id: UUID) -> Response:
    """When a room is taken"""
    scope = acting()
    rooms.own_room(scope, room_id)
    _admit(scope)
    since = values["since"] or clock.today()
    until = values["until"] or since + planning.A_WEEK
    rows, more = room_lists.booked(
        scope,
        clock.begins(since),
        clock.begins(until + planning.A_DAY),
        room_id=room_id,
        number=values["after"],
    )
    return page([tell_booking(row.booking) for row in rows], values["after"] + 1 if more else None)


@area.act("POST", f"{ROOM}/bookings", WRITE, told.RoomBooking, given.RoomBookingIn, status=201)
def book(values: dict[str, Any], room_id: UUID) -> Response:
    """Take a room for something that is no session"""
    return perform(
        lambda scope: rooms.book(scope, room_id, **values).id,
        _booking,
        look=lambda scope: rooms.own_room(scope, room_id),
        status=201,
    )


@area.act("PUT", f"{BOOKING}/release", WRITE, told.RoomBooking)
def give_up(booking_id: UUID) -> Response:
    """Give up a booking for something that is no session"""
    return perform(
        lambda scope: rooms.give_up(scope, booking_id).id,
        _booking,
        look=lambda scope: rooms.own_booking(scope, booking_id),
    )


@area.act("PUT", f"{ROOM}/lending", WRITE, told.Room, given.LendingIn)
def lend(values: dict[str, Any], room_id: UUID) -> Response:
    """Let other houses of the network book it for their programmes, or say anew what to know"""
    return perform(
        lambda scope: lending.lend(scope, room_id, **values).id,
        _show,
        look=lambda scope: rooms.own_room(scope, room_id),
    )


@area.act("PUT", f"{ROOM}/keeping", WRITE, told.Room)
def keep(room_id: UUID) -> Response:
    """Nobody else books it any more; what they have booked stays booked"""
    return perform(
        lambda scope: lending.keep(scope, room_id).id,
        _show,
        look=lambda scope: rooms.own_room(scope, room_id),
    )


@area.act("PUT", f"{BOOKING}/refusal", WRITE, told.RoomBooking, given.LendingRefusalIn)
def refuse(values: dict[str, Any], booking_id: UUID) -> Response:
    """Take a room back that another house has booked, and say why"""
    return perform(
        lambda scope: lending.refuse(scope, booking_id, **values).id,
        _booking,
        look=lambda scope: rooms.own_booking(scope, booking_id),
    )


@area.get("/lent-rooms", READ, told.LentRoomPage, query=Numbered)
def lent_rooms(values: dict[str, Any]) -> Response:
    """What other houses lend; it is booked by its id with a session"""
    scope = acting()
    _admit(scope)
    rows, more = lent.rooms(scope, values["after"])
    return page(list(map(tell_lent, rows)), values["after"] + 1 if more else None)


@area.get("/lent-rooms/times", READ, told.TakenTimeList, query=TakenIn)
def taken(values: dict[str, Any]) -> Response:
    """When a lent room is taken, never for what"""
    scope = acting()
    _admit(scope)
    room = lent.one(scope, values["room_id"])
    since = values["since"] or clock.today()
    until = min(values["until"] or since + planning.A_WEEK, since + LONGEST)
    moments = clock.begins(since), clock.begins(until + planning.A_DAY)
    times = lent.taken([room.id], *moments)
    items = [
        tell_taken(each, room_id=room.id, starts_at=each.when.starts_at, ends_at=each.when.ends_at)
        for each in times
    ]
    return answer({"items": items})


def _admit(scope: Scope) -> None:
    if not may(scope, Permission.MANAGE_PROGRAMMES):
        require(scope, Permission.ATTEND)


def _show(scope: Scope, room_id: UUID) -> Response:
    return answer(tell_room(rooms.own_room(scope, room_id)))


def _booking(scope: Scope, booking_id: UUID) -> Response:
    return answer(tell_booking(rooms.own_booking(scope, booking_id)))
