"""What the homes of the demo do every day: say that the board is right, and close places."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from network.availability import actions as availability
from network.availability.profile import ClosureReason
from network.demo.diary import at_local, played_by, tried_by
from network.demo.houses import House, World
from tenants.clock import local_day
from tenants.errors import Conflict
from tenants.roles import Permission, may

A_DAY = timedelta(days=1)

# How long some homes have said nothing at the end: amber after two days, grey after seven.
SILENT = {"Vzgojni zavod Javor": timedelta(hours=55), "Mladinski dom Soča": timedelta(days=3)}
LONG_SILENT = {"Školjka": timedelta(days=9)}


@dataclass(frozen=True, slots=True)
class Closing:
    """One place of a group, closed so many days before the end, for so long."""

    group: str
    days_before: int
    days: int
    reason: ClosureReason


CLOSINGS = (
    Closing("Hrast", 70, 12, ClosureReason.WORKS),
    Closing("Sonce", 52, 6, ClosureReason.ILLNESS),
    Closing("Mlin", 33, 9, ClosureReason.INCIDENT),
    Closing("Plamen", 9, 21, ClosureReason.WORKS),
    Closing("Smreka", 4, 12, ClosureReason.STAFF_SHORTAGE),
)


def plan(world: World) -> None:
    """Write every confirmation and closure of the homes into the calendar."""
    for home in world.homes:
        _plan_confirmations(world, home)
    for closing in CLOSINGS:
        moment = at_local(world.until - closing.days_before * A_DAY, 12, 15)
        if moment > world.starts:
            world.diary.at(moment, partial(close, world, closing))


def _plan_confirmations(world: World, home: House) -> None:
    silent = SILENT.get(home.name)
    last = world.until - (silent or timedelta(minutes=world.rng.randint(70, 900)))
    day = world.starts
    while day < last:
        moment = at_local(day, world.rng.randint(6, 9), world.rng.randint(0, 59))
        if world.starts < moment < last and world.chance(0.45):
            world.diary.at(moment, partial(confirm, world, home))
        day += A_DAY
    world.diary.at(last, partial(confirm, world, home))


def confirm(world: World, home: House, moment: datetime) -> None:
    """ "Still true" for the whole house, but for a group that has fallen silent."""
    staff = [one for one in home.people if may(one, Permission.CONFIRM_PLACES)]
    left = world.until - moment
    spoken = [g for g in home.groups if left >= LONG_SILENT.get(g.plan.name, timedelta())]
    with played_by(world.rng.choice(staff), moment) as scope:
        if len(spoken) == len(home.groups):
            availability.confirm_all(scope)
        else:
            for group in spoken:
                availability.confirm(scope, group.id)


def close(world: World, closing: Closing, moment: datetime) -> None:
    """Close a place of the group; while all are filled, look again a day later."""
    group = world.group(closing.group)
    today = local_day(moment)
    try:
        with tried_by(group.house.answerers()[0], moment) as scope:
            availability.close_place(
                scope,
                group.id,
                starts=today,
                ends=today + timedelta(days=closing.days),
                reason=closing.reason,
            )
    except Conflict:
        world.diary.at(moment + A_DAY, partial(close, world, closing))
