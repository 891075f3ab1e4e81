"""Makes the demo's first network: months of history by the real acts, a day a transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random

from network.demo import (
    advising,
    after,
    coming,
    emergencies,
    files,
    intake,
    living,
    oversight,
    own_care,
    own_pages,
    passing_on,
    planning,
    programmes,
    referring,
    rights,
    schooling,
    seeking,
    sharing,
    staging,
    stays,
    telling,
    tending,
    unfinished,
)
from network.demo.cast import CENTRES, EVERYBODY, HOMES
from network.demo.diary import SATURDAY, Diary, at_local
from network.demo.founding import Founding, found
from network.demo.houses import World
from network.demo.scenes import SCENES

A_DAY = timedelta(days=1)
DAYS_A_MONTH = 30
NEW_A_DAY = (0, 0, 0, 1, 1, 1, 2)
ASKING = ("Krizni center Zavetje",)  # a home that asks for places, too


@dataclass(frozen=True, slots=True)
class Wish:
    """Which demo: the dice, how many months are lived through up to the moment that is its
    present, and how many `older` ones are put before them in bulk.

    `scale` networks of that size and `history` closed requests in each are for measuring; they
    are copied from what `make` has made.
    """

    seed: int
    months: int
    until: datetime
    older: int = 0
    scale: int = 1
    history: int = 0

    @property
    def days(self) -> int:
        return self.months * DAYS_A_MONTH

    @property
    def starts(self) -> datetime:
        """The morning of the first day that is lived through."""
        return at_local(self.until - self.days * A_DAY, 7)

    @property
    def founded(self) -> datetime:
        """When the network began to use Pristan, the day before its oldest month."""
        return self.starts - (self.older * DAYS_A_MONTH + 1) * A_DAY

    @property
    def steps(self) -> int:
        """How often `make` tells that something is done."""
        return len(EVERYBODY) + self.days + 1


def make(wish: Wish, tell: Callable[[], object], work: Callable[[], object] = lambda: None) -> None:
    """Found the network and live through its history; needs an application context.

    `tell` is called `wish.steps` times, `work` every evening, to do what was deferred. The same
    wish gives the same facts. Raises Conflict if the network is there already.
    """
    starts = wish.starts
    houses = found(Founding(wish.founded, wish.until), tell)
    homes = [house for house in houses if house.name in {each.name for each in HOMES}]
    asking = (*(each.name for each in CENTRES), *ASKING)
    centres = [house for name in asking for house in houses if house.name == name]
    world = World(Random(wish.seed), Diary(), starts, wish.until, homes, centres)
    _write_calendar(world)
    emergencies.plan(world, houses)
    oversight.plan(world)
    written = programmes.plan(world, houses)
    coming.plan(world, houses, written)
    referring.plan(world, houses)
    advising.plan(world, houses)
    schooling.plan(world, houses)
    planning.plan(world, written)
    for day in range(wish.days + 1):
        midnight = at_local(starts + day * A_DAY, 0) + A_DAY
        world.diary.live_through(min(midnight, wish.until))
        if midnight < wish.until:
            telling.evening(houses, midnight, wish.days - day, work)
        tell()


def _write_calendar(world: World) -> None:
    world.diary.at(world.starts, partial(living.fill, world))
    after.plan(world)
    tending.plan(world)
    intake.plan(world)
    stays.plan(world)
    files.plan(world)
    sharing.plan(world)
    own_pages.plan(world)
    own_care.plan(world)
    passing_on.plan(world)
    rights.plan(world)
    day = at_local(world.starts + A_DAY, 5, 30)
    while day < world.until:
        world.diary.at(day, partial(living.turn_over, world))
        if day.weekday() < SATURDAY:
            _plan_searches(world, day)
        day = at_local(day + A_DAY, 5, 30)
    staging.plan(world, SCENES)
    unfinished.plan(world)


def _plan_searches(world: World, day: datetime) -> None:
    for _ in range(world.rng.choice(NEW_A_DAY)):
        centre = world.rng.choice(world.centres)
        moment = at_local(day, world.rng.randint(8, 14), world.rng.randint(0, 59))
        if moment < world.until:
            world.diary.at(moment, partial(seeking.begin, world, centre))
