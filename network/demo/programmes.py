"""The catalogue of the demo: written, shown, paused and closed by the people of its houses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from network.demo import meeting, taking_part
from network.demo.diary import at_local, played_by
from network.demo.houses import House, World
from network.demo.lives import A_DAY, Life, cohorts_of, is_over, lives_of
from network.demo.offer import CLOSED, DRAFT, OFFERS, PAUSED, PUBLISHED, Offer, Seats
from network.demo.offer_later import LATER_OFFERS
from network.demo.taking_part import Taking
from network.programmes import catalogue, cohorts
from network.programmes.afterwards import NOT_FOLLOWED
from network.programmes.models import Cohort
from tenants.clock import LOCAL
from tenants.roles import Permission, may
from tenants.scope import Scope

EVERYTHING = (*OFFERS, *LATER_OFFERS)
LAST_STEPS = timedelta(days=3)
PAUSED_FOR = timedelta(days=50)
IN_THE_MORNING = time(8)


@dataclass(frozen=True, slots=True)
class Stayer:
    """Somebody who takes part to the present."""

    house: str
    programme: str
    taking: Taking
    life: Life

    @property
    def enrolment_id(self) -> UUID:
        """Known once they have come."""
        return self.taking.ids[self.life.reference]


@dataclass(slots=True)
class Written:
    """What was written: the ids of programmes by name and of their coming cohorts, and everybody
    who takes part to the present in a programme that is followed."""

    programmes: dict[str, UUID] = field(default_factory=dict)
    coming: list[tuple[Offer, Seats, UUID]] = field(default_factory=list)
    stayers: list[Stayer] = field(default_factory=list)


def plan(world: World, houses: Sequence[House]) -> Written:
    """The first morning sees them written and shown; three days ago some were paused or closed."""
    by_name, written = {house.name: house for house in houses}, Written()
    for each in EVERYTHING:
        writer = writer_of(by_name[each.house])
        world.diary.at(world.starts, partial(_write, Opening(world, each, writer, written)))
    return written


def writer_of(house: House) -> Scope:
    """Who looks after its programmes: whoever works with the young people, if there is one."""
    managers = [one for one in house.people if may(one, Permission.MANAGE_PROGRAMMES)]
    return next((one for one in managers if may(one, Permission.RUN_PROGRAMMES)), managers[0])


@dataclass(frozen=True, slots=True)
class Opening:
    """One programme as it is written, and who takes part in it."""

    world: World
    offer: Offer
    writer: Scope
    written: Written

    @property
    def today(self) -> date:
        """The present, from which an offer counts its days."""
        return self.world.until.date()

    @property
    def runs(self) -> bool:
        """Whether anybody of the house may say who takes part."""
        return may(self.writer, Permission.RUN_PROGRAMMES)

    def cohorts(self) -> list[Seats]:
        return cohorts_of(self.offer, self.today) if self.runs else list(self.offer.cohorts)


def _write(opening: Opening, moment: datetime) -> None:
    world, offer, today = opening.world, opening.offer, opening.today
    content = offer.content()
    if "open_from" in content:
        content["open_from"] = today + timedelta(days=content["open_from"])
    with played_by(opening.writer, moment) as scope:
        made = catalogue.draft(scope, responsible_id=scope.member_id, **content)
        programme_id = opening.written.programmes[offer.name] = made.id
        found = [(each, _add(scope, programme_id, each, today)) for each in opening.cohorts()]
        if offer.state is not DRAFT:
            catalogue.publish(scope, programme_id)
        for each, cohort in found:
            if each.begins > 0 and each.taken:
                opening.written.coming.append((offer, each, cohort.id))
            if opening.runs:
                _fill(scope, opening, each, cohort, moment)
    if offer.state in (PAUSED, CLOSED):
        later = max(at_local(world.until - LAST_STEPS, 10), world.starts)
        world.diary.at(later, partial(_end, offer, opening.writer, programme_id, today))


def _fill(scope: Scope, opening: Opening, plan: Seats, cohort: Cohort, moment: datetime) -> None:
    """With dice of their own, so that who comes and goes elsewhere is not changed by it."""
    world, offer = opening.world, opening.offer
    rng = Random(f"{offer.name} {plan.name}")
    lives = lives_of(rng, offer, plan, opening.today)
    of_cohort = (cohort.id, cohort.programme_id, cohort.ends)
    taking = Taking(world, scope, offer.kind, *of_cohort, lives, rng)
    taking_part.begin(scope, taking, moment)
    if lives and offer.name in meeting.MEETINGS:
        meeting.plan(scope, taking, offer.name)
    if offer.state is PUBLISHED and offer.kind not in NOT_FOLLOWED:
        stay = (one for one in lives if one.ends is None)
        opening.written.stayers.extend(Stayer(offer.house, offer.name, taking, one) for one in stay)
    if is_over(plan) and cohort.ends is not None:
        day = max(cohort.ends + A_DAY, world.starts.date() + A_DAY)
        closes = partial(_close, scope, cohort.id)
        world.diary.at(datetime.combine(day, IN_THE_MORNING, LOCAL), closes)


def _add(scope: Scope, programme_id: UUID, plan: Seats, today: date) -> Cohort:
    starts = today + timedelta(days=plan.begins)
    ends = None if plan.weeks is None else starts + timedelta(weeks=plan.weeks)
    return cohorts.add(
        scope, programme_id, name=plan.name, starts=starts, ends=ends, seats=plan.seats
    )


def _close(writer: Scope, cohort_id: UUID, moment: datetime) -> None:
    with played_by(writer, moment) as scope:
        cohorts.close(scope, cohort_id)


def _end(offer: Offer, writer: Scope, programme_id: UUID, today: date, moment: datetime) -> None:
    with played_by(writer, moment) as scope:
        if offer.state is CLOSED:
            catalogue.close(scope, programme_id)
        else:
            catalogue.pause(scope, programme_id, today + PAUSED_FOR)
