"""Builders of sessions, rooms and people who come: by the real acts, dull where not told."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from network.programmes import enrolling
from network.programmes.sessions import lending, planning, rooms
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor

FIVE, MIDNIGHT, AN_HOUR = time(17), time(0), 60
A_DAY = timedelta(days=1)


def room(house: Actor, name: str = "Modra soba", kind: str = "room") -> UUID:
    with house.acting() as scope, transaction():
        return rooms.add(scope, name=name, kind=kind).id


def lent(house: Actor, room_id: UUID | None = None, note: str = "") -> UUID:
    """A room that other houses may book."""
    room_id = room_id or room(house)
    with house.acting() as scope, transaction():
        return lending.lend(scope, room_id, note=note).id


def planned(house: Actor, cohort_id: UUID, on: date | None = None, **terms: Any) -> UUID:
    """A session of an hour, tomorrow at five."""
    when = {"on": on or tomorrow(), "begins": FIVE, "minutes": AN_HOUR}
    with house.acting() as scope, transaction():
        return planning.plan(scope, cohort_id, **(when | terms)).id


def begun(house: Actor, cohort_id: UUID, days_ago: int = 1, **terms: Any) -> UUID:
    """One that is over: some days ago at five."""
    return planned(house, cohort_id, clock.today() - timedelta(days=days_ago), **terms)


def takes_part(house: Actor, cohort_id: UUID, reference: str, days: int = 60) -> UUID:
    """Somebody of the house, since some days ago."""
    began_on = clock.today() - timedelta(days=days)
    with house.acting() as scope, transaction():
        return enrolling.enrol(scope, cohort_id, reference=reference, began_on=began_on).id


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)
