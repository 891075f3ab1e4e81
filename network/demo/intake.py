"""What the homes of the demo say of their intake, and the one that has taken in one more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from network.availability import extra, taking
from network.availability.intake import Intake
from network.availability.profile import ClosureReason, ExtraReason
from network.availability.published import published_group
from network.demo.diary import at_local, played_by
from network.demo.houses import Group, Resident, World
from network.demo.living import settle
from network.placements import actions as placements
from tenants.clock import local_day
from tenants.roles import Permission, may

A_DAY = timedelta(days=1)
CROWDED = ("Iskra", "Plamen", "Hrast", "Mlin", "Sonce")  # the first of them that is full
EXTRA, STAYS = 30 * A_DAY, 20 * A_DAY


@dataclass(frozen=True, slots=True)
class Said:
    """What a group's home says so many days before the end, and for how many days."""

    group: str
    intake: Intake
    days_before: int
    days: int
    reason: ClosureReason | None = None


SAID = (
    Said("Smreka", Intake.CLOSED, 4, 12, ClosureReason.STAFF_SHORTAGE),
    Said("Krog", Intake.ASSESS_FIRST, 40, 400),
    Said("Burja", Intake.WAITING_LIST, 12, 60),
    Said("Zavetje", Intake.EMERGENCY_ONLY, 1, 3),
)


def plan(world: World) -> None:
    """Write into the calendar what is said, and the day on which a head makes room."""
    for said in SAID:
        moment = at_local(world.until - said.days_before * A_DAY, 13, 5)
        if world.starts < moment < world.until:
            world.diary.at(moment, partial(say, world, said))
    world.diary.at(at_local(world.until - 2 * A_DAY, 16, 40), partial(make_one_more, world))


def say(world: World, said: Said, moment: datetime) -> None:
    """A home says how a group takes somebody in."""
    group = world.group(said.group)
    until = local_day(moment) + said.days * A_DAY
    with played_by(group.house.answerers()[0], moment) as scope:
        taking.set_intake(scope, group.id, intake=said.intake, until=until, reason=said.reason)


def make_one_more(world: World, moment: datetime) -> None:
    """A court has ordered it and the group is full: the head takes it upon themselves."""
    full = [each for each in map(world.group, CROWDED) if _is_full(each, moment)]
    if not full:
        return
    group = full[0]
    today = local_day(moment)
    head = next(one for one in group.house.people if may(one, Permission.AUTHORISE_EXCEPTIONS))
    with played_by(head, moment) as scope:
        extra.authorise(
            scope, group.id, starts=today, ends=today + EXTRA, reason=ExtraReason.COURT_ORDER
        )
        placement_id = placements.enter(
            scope,
            group.id,
            reference=group.house.reference(),
            arrived_on=today,
            planned_end=today + STAYS,
        ).id
    settle(world, Resident(placement_id, group, today, today + STAYS), moment)


def _is_full(group: Group, moment: datetime) -> bool:
    with played_by(group.house.answerers()[0], moment) as scope:
        return published_group(scope, group.id).counts(local_day(moment)).free == 0
