"""Those who live in the homes of the demo: they came, they stay, they leave."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from network.availability.profile import Form
from network.availability.published import published_groups
from network.demo import after
from network.demo.diary import SATURDAY, at_local, played_by, tried_by
from network.demo.houses import Group, Resident, World
from network.demo.stays import look_after
from network.placements import actions as placements
from network.placements.lifecycle import Destination
from tenants.clock import local_day
from tenants.errors import Conflict
from tenants.scope import Scope

FEWEST_FREE, MOST_FREE = 4, 7  # of about 130 places outside the crisis ward
VACANT_AT_FIRST = 8
MOST_IN_A_NIGHT = 2
LONG_ENOUGH = timedelta(days=60)
STATUTORY = 21  # days that a stay in a crisis centre may last

D = Destination
FROM_WARD = (D.HOME,) * 4 + (D.INSTITUTION, D.INSTITUTION, D.RELATIVES, D.FOSTER_FAMILY)
FROM_HOME = (
    *(D.HOME,) * 8,
    *(D.YOUTH_FLAT, D.HOUSING_GROUP, D.DORMITORY, D.FOSTER_FAMILY),
    *(D.RELATIVES, D.INDEPENDENT, D.INSTITUTION, D.ABSCONDED),
)


def fill(world: World, moment: datetime) -> None:
    """Those who lived there before the network began to use Pristan."""
    vacancies = world.rng.sample(range(_places(world.groups)), VACANT_AT_FIRST)
    at = 0
    for group in world.groups:
        for _ in range(group.plan.capacity):
            if at not in vacancies:
                _enter(world, group, moment, _long_ago(world, group, moment))
            at += 1


def _places(groups: Sequence[Group]) -> int:
    return sum(group.plan.capacity for group in groups)


def _long_ago(world: World, group: Group, moment: datetime) -> date:
    days = world.rng.randint(1, 12) if _is_ward(group) else world.rng.randint(20, 520)
    return local_day(moment) - timedelta(days=days)


def _is_ward(group: Group) -> bool:
    return group.plan.form is Form.CRISIS_WARD


def _enter(world: World, group: Group, moment: datetime, arrived_on: date) -> None:
    """Somebody who comes without an ask, as by a court's order or from another region."""
    planned_end = _planned_end(world, group, max(arrived_on, local_day(moment)))
    responsible, deputy = group.house.answerers()[:2]
    try:
        with tried_by(responsible, moment) as scope:
            placement_id = placements.enter(
                scope,
                group.id,
                reference=group.house.reference(),
                arrived_on=arrived_on,
                planned_end=planned_end,
            ).id
            _assign(scope, placement_id, deputy)
    except Conflict:
        return  # the last place is held for somebody
    settle(world, Resident(placement_id, group, arrived_on, planned_end), moment)


def _planned_end(world: World, group: Group, after: date) -> date | None:
    if _is_ward(group):
        return after + timedelta(days=STATUTORY)
    days = timedelta(days=world.rng.randint(4, 420))
    return after + days if world.chance(0.75) else None


def _planned_stay(world: World, group: Group, arrived_on: date) -> date:
    """The end that is planned with a placement: a school year or so, three weeks on the ward."""
    days = STATUTORY if _is_ward(group) else world.rng.randint(120, 420)
    return arrived_on + timedelta(days=days)


def settle(world: World, resident: Resident, moment: datetime) -> None:
    """From here on this one lives there, until the day on which the dice let them leave."""
    resident.group.residents.append(resident)
    look_after(world, resident, moment)
    leaves = _leaves(world, resident, local_day(moment))
    if leaves is not None:
        noon = at_local(moment, 11, world.rng.randint(0, 59))
        day = noon + (leaves - local_day(moment))
        world.diary.at(day, partial(depart, world, resident))


def _leaves(world: World, resident: Resident, today: date) -> date | None:
    if _is_ward(resident.group):
        stay = min(world.rng.lognormvariate(2.0, 0.6), STATUTORY + 6)
        return max(resident.since + timedelta(days=round(stay) + 1), today + timedelta(days=1))
    if resident.planned_end is None:
        return None
    late = world.rng.randint(3, 12) if world.chance(0.2) else 0
    return resident.planned_end + timedelta(days=late)


def depart(
    world: World, resident: Resident, moment: datetime, destination: Destination | None = None
) -> None:
    """Somebody leaves; nothing happens if they have left already."""
    group = resident.group
    if resident not in group.residents:
        return
    known = FROM_WARD if _is_ward(group) else FROM_HOME
    with played_by(world.rng.choice(group.house.answerers()), moment) as scope:
        placements.depart(
            scope,
            resident.placement_id,
            left_on=local_day(moment),
            destination=destination or world.rng.choice(known),
        )
    after.follow(world, group, resident.placement_id, moment)
    group.residents.remove(resident)


def with_room(world: World, group: Group, moment: datetime, act: Callable[[], None]) -> None:
    """Do what needs a place. As long as none is to be had, since what was freed is promised to
    somebody else already, one more goes home."""
    while True:
        try:
            return act()
        except Conflict:
            if not group.residents:
                raise
            make_room(world, group, moment)


def make_room(world: World, group: Group, moment: datetime) -> None:
    """Whoever should have left by now goes home, or whoever has lived in the group longest."""
    today = local_day(moment)
    first = min(group.residents, key=lambda one: ((one.planned_end or today) >= today, one.since))
    depart(world, first, moment, Destination.HOME)


def move_in(world: World, group: Group, placement_id: UUID, moment: datetime) -> None:
    """The day of arrival; whoever still sits on the reserved place has to leave now."""
    today = local_day(moment)
    planned_end = _planned_stay(world, group, today)
    with_room(world, group, moment, lambda: _arrive(group, placement_id, moment, planned_end))
    settle(world, Resident(placement_id, group, today, planned_end), moment)


def _arrive(group: Group, placement_id: UUID, moment: datetime, planned_end: date) -> None:
    responsible, deputy = group.house.answerers()[:2]
    with tried_by(responsible, moment) as scope:
        placements.arrive(
            scope,
            placement_id,
            arrived_on=local_day(moment),
            reference=group.house.reference(),
            planned_end=planned_end,
        )
        _assign(scope, placement_id, deputy)


def _assign(scope: Scope, placement_id: UUID, deputy: Scope) -> None:
    placements.assign(
        scope, placement_id, responsible_id=scope.member_id, deputy_id=deputy.member_id
    )


def turn_over(world: World, moment: datetime) -> None:
    """A morning: the ward takes in, and the homes stay about as full as homes are."""
    free = _free_places(world, moment)
    for group in filter(_is_ward, world.groups):
        for _ in range(min(free[group] - 1, MOST_IN_A_NIGHT)):
            if world.chance(0.8):
                _enter(world, group, moment, local_day(moment))
    homes = {group: count for group, count in free.items() if not _is_ward(group)}
    if moment.weekday() >= SATURDAY:
        return
    if sum(homes.values()) > MOST_FREE:
        roomiest = max(homes, key=lambda group: homes[group])
        _enter(world, roomiest, moment, local_day(moment))
    elif sum(homes.values()) < FEWEST_FREE:
        _let_somebody_go(world, [group for group, count in homes.items() if not count], moment)


def _free_places(world: World, moment: datetime) -> dict[Group, int]:
    with played_by(world.centres[0].people[0], moment) as scope:
        free = {group.id: group.counts(local_day(moment)).free for group in published_groups(scope)}
    return {group: free[group.id] for group in world.groups}


def _let_somebody_go(world: World, full: Sequence[Group], moment: datetime) -> None:
    lately = local_day(moment) - LONG_ENOUGH
    settled = [one for group in full for one in group.residents if one.since < lately]
    if settled:
        depart(world, world.rng.choice(settled), moment)
