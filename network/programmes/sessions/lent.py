"""Rooms and equipment that other houses lend: what there is, and when it is taken. For what, and by
whom, nobody else learns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, DateTime, Integer, Select, Text, Uuid, column, select, table

from network.programmes.sessions.recurring import Span
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.scope import Scope

PAGE = 25
MOMENT = DateTime(timezone=True)
ROOMS = table(
    "lent_rooms",
    column("tenant_id", Uuid),
    column("id", Uuid),
    column("tenant_name", Text),
    column("name", Text),
    column("kind", Text),
    column("capacity", Integer),
    column("lent_note", Text),
    column("open", Boolean),
)
TIMES = table(
    "lent_room_times",
    column("room_id", Uuid),
    column("starts_at", MOMENT),
    column("ends_at", MOMENT),
)


@dataclass(frozen=True, slots=True)
class LentRoom:
    """A room or a piece of equipment that `tenant_name` lends; `note` says what to know of it."""

    tenant_id: UUID
    id: UUID
    tenant_name: str
    name: str
    kind: str
    capacity: int | None
    note: str


@dataclass(frozen=True, slots=True)
class TakenTime:
    """When such a room is taken."""

    room_id: UUID
    when: Span


def rooms(scope: Scope, number: int = 1) -> tuple[Sequence[LentRoom], bool]:
    """What other houses of the scope's networks lend, by house and name; page `number`, and
    whether there is more."""
    found = _read(
        _all(scope)
        .order_by(ROOMS.c.tenant_name, ROOMS.c.name, ROOMS.c.id)
        .offset((number - 1) * PAGE)
        .limit(PAGE + 1)
    )
    return found[:PAGE], len(found) > PAGE


def everything(scope: Scope, most: int) -> Sequence[LentRoom]:
    """The same to choose from in a form, `most` of them."""
    return _read(_all(scope).order_by(ROOMS.c.tenant_name, ROOMS.c.name, ROOMS.c.id).limit(most))


def by_ids(scope: Scope, room_ids: Collection[UUID]) -> list[LentRoom]:
    """Those of these that are lent to us now."""
    return _read(_all(scope).where(ROOMS.c.id.in_(room_ids)))


def one(scope: Scope, room_id: UUID) -> LentRoom:
    """One that is lent to us now. Raises NotFound."""
    found = by_ids(scope, [room_id])
    if not found:
        raise NotFound(N_("There is no such room."))
    return found[0]


def taken(room_ids: Collection[UUID], first: datetime, last: datetime) -> list[TakenTime]:
    """When these lent rooms are taken between two moments, in the order of the times."""
    found = db.session.execute(
        select(TIMES.c.room_id, TIMES.c.starts_at, TIMES.c.ends_at)
        .where(TIMES.c.room_id.in_(room_ids), TIMES.c.starts_at < last, TIMES.c.ends_at > first)
        .order_by(TIMES.c.starts_at, TIMES.c.room_id)
    )
    return [TakenTime(room_id, Span(starts, ends)) for room_id, starts, ends in found]


def _all(scope: Scope) -> Select[Any]:
    fields = ("tenant_id", "id", "tenant_name", "name", "kind", "capacity", "lent_note")
    return select(*(ROOMS.c[name] for name in fields)).where(
        ROOMS.c.open, ROOMS.c.tenant_id != scope.tenant_id
    )


def _read(wanted: Select[Any]) -> list[LentRoom]:
    return [LentRoom(*row) for row in db.session.execute(wanted)]
