"""The catalogue of the demo: written, shown, paused and closed by the people of its houses."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from network.demo.diary import at_local, played_by
from network.demo.houses import House, World
from network.demo.meeting import MEETINGS, begin
from network.demo.offer import CLOSED, DRAFT, OFFERS, PAUSED, Offer, Seats
from network.demo.offer_later import LATER_OFFERS
from network.programmes import catalogue, cohorts
from network.programmes.kinds import SeatUse
from network.programmes.models import Cohort
from network.programmes.seats import claim
from tenants.clock import LOCAL
from tenants.roles import Permission, may
from tenants.scope import Scope

EVERYTHING = (*OFFERS, *LATER_OFFERS)
LAST_STEPS = timedelta(days=3)
PAUSED_FOR = timedelta(days=50)


def plan(world: World, houses: Sequence[House]) -> None:
    """The first morning sees them written and shown; three days ago some were paused or closed."""
    by_name = {house.name: house for house in houses}
    for each in EVERYTHING:
        writer = _writer(by_name[each.house])
        world.diary.at(world.starts, partial(_write, world, each, writer))


def _writer(house: House) -> Scope:
    """Who looks after its programmes: whoever works with the young people, if there is one."""
    managers = [one for one in house.people if may(one, Permission.MANAGE_PROGRAMMES)]
    return next((one for one in managers if may(one, Permission.RUN_PROGRAMMES)), managers[0])


def _write(world: World, offer: Offer, writer: Scope, moment: datetime) -> None:
    today = world.until.date()
    content = offer.content()
    if "open_from" in content:
        content["open_from"] = today + timedelta(days=content["open_from"])
    with played_by(writer, moment) as scope:
        written = catalogue.draft(scope, responsible_id=writer.member_id, **content)
        programme_id = written.id
        added = [(_add(scope, programme_id, each, today), each.taken) for each in offer.cohorts]
        if offer.state is not DRAFT:
            catalogue.publish(scope, programme_id)
        for cohort, taken in added:
            if offer.name in MEETINGS and taken:
                first = datetime.combine(cohort.starts, time(9), LOCAL)
                coming = partial(begin, world, writer, cohort.id, offer.name, taken)
                world.diary.at(max(first, moment), coming)
                continue
            for _ in range(taken):
                claim(scope, cohort.id, SeatUse.ENROLMENT)
    if offer.state in (PAUSED, CLOSED):
        later = max(at_local(world.until - LAST_STEPS, 10), world.starts)
        world.diary.at(later, partial(_end, offer, writer, programme_id, today))


def _add(scope: Scope, programme_id: UUID, plan: Seats, today: date) -> Cohort:
    starts = today + timedelta(days=plan.begins)
    ends = None if plan.weeks is None else starts + timedelta(weeks=plan.weeks)
    return cohorts.add(
        scope, programme_id, name=plan.name, starts=starts, ends=ends, seats=plan.seats
    )


def _end(offer: Offer, writer: Scope, programme_id: UUID, today: date, moment: datetime) -> None:
    with played_by(writer, moment) as scope:
        if offer.state is CLOSED:
            catalogue.close(scope, programme_id)
        else:
            catalogue.pause(scope, programme_id, today + PAUSED_FOR)
