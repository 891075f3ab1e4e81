"""Who is to come to the demo's programmes: expected in cohorts that begin soon, on waiting lists of
full ones; somebody who cancelled, somebody who never came, and two whose enrolment rests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from network.demo.diary import at_local, played_by, tried_by
from network.demo.houses import House, World
from network.demo.programmes import Stayer, Written, writer_of
from network.demo.referring import said_of
from network.programmes import asking, ending, enrolling
from network.programmes.lifecycle import EndReason
from network.programmes.referring import refer
from network.requests.actions import answering
from network.requests.reasons import Withdrawal
from tenants import clock
from tenants.errors import Conflict
from tenants.scope import Scope

Answers = Callable[["_Asked", UUID, datetime], None]
A_DAY = timedelta(days=1)
FIRST_ASKED = 24  # days before the present
# The house, what is full there, and how many wait for it.
FULL = (
    ("Mladinski dom Soča", "Tim na poti", 2),
    ("Vzgojni zavod Javor", "Ena na ena", 3),
    ("CSD Ljubljana", "Pogovor ob kosilu", 1),
)
CANCELS = ("Mostovi domov", "december")
NEVER_CAME = ("Mladinski dom Lipa", "Družina v gibanju")
RESTS = 2
WHO = (
    ("school", 14, "female", "primary", "Dodatna strokovna pomoč, pogovori s starši."),
    ("csd", 15, "male", "vocational", "Pomoč družini na domu od jeseni."),
    ("parent", 16, "female", "secondary", "Svetovalni center, šest srečanj."),
    ("csd", 15, "male", "primary", "Obiski na domu vsak teden."),
)


def plan(world: World, houses: Sequence[House], written: Written) -> None:
    """From three weeks ago on the centres ask, in turn; the houses answer on the next day."""
    begins = max(at_local(world.until - FIRST_ASKED * A_DAY, 9, 20), world.starts + 2 * A_DAY)
    world.diary.at(begins, partial(_begin, world, {one.name: one for one in houses}, written))


def _begin(world: World, houses: dict[str, House], written: Written, moment: datetime) -> None:
    asks = _Asks(world, moment)
    for offer, cohort, cohort_id in written.coming:
        runs = writer_of(houses[offer.house])
        for _ in range(cohort.taken):
            asks.put(written.programmes[offer.name], runs, partial(_expects, cohort_id))
        if (offer.name, cohort.name) == CANCELS:
            asks.put(written.programmes[offer.name], runs, partial(_cancels, cohort_id))
    for house, name, waiting in FULL:
        for _ in range(waiting):
            asks.put(written.programmes[name], writer_of(houses[house]), _waits)
    house, name = NEVER_CAME
    asks.put(written.programmes[name], writer_of(houses[house]), _never_comes)
    for one in written.stayers[-RESTS:]:
        world.diary.at(at_local(world.until - 6 * A_DAY, 12), partial(_rests, one))


@dataclass(frozen=True, slots=True)
class _Asked:
    """An ask of one of the centres, and who answers it."""

    world: World
    asker: Scope
    runs: Scope
    programme_id: UUID
    number: int


class _Asks:
    """Asks of the centres in turn, two a day."""

    def __init__(self, world: World, first: datetime) -> None:
        self.world, self.first, self.count = world, first, 0

    def put(self, programme_id: UUID, runs: Scope, answer: Answers) -> None:
        at, self.count = self.count, self.count + 1
        centres = [one.writers()[0] for one in self.world.centres]
        foreign = [one for one in centres if one.tenant_id != runs.tenant_id]
        asked = _Asked(self.world, foreign[at % len(foreign)], runs, programme_id, at)
        moment = self.first + (at // 2) * A_DAY + (at % 2) * timedelta(hours=2)
        self.world.diary.at(moment, partial(_ask, asked, answer))


def _ask(asked: _Asked, answer: Answers, moment: datetime) -> None:
    said = said_of(f"P-{301 + asked.number}/{moment.year}", *WHO[asked.number % len(WHO)])
    with played_by(asked.asker, moment) as scope:
        ask_id = refer(scope, asked.programme_id, **said).id
    asked.world.diary.at(moment + A_DAY, partial(answer, asked, ask_id))


def _waits(asked: _Asked, ask_id: UUID, moment: datetime) -> None:
    with played_by(asked.runs, moment) as scope:
        answering.waitlist(scope, ask_id)


def _accepted(asked: _Asked, ask_id: UUID, moment: datetime, cohort_id: UUID | None) -> UUID:
    with played_by(asked.runs, moment) as scope:
        asking.offer(scope, ask_id, cohort_id=cohort_id)
    with played_by(asked.asker, moment + timedelta(hours=3)) as scope:
        return enrolling.accept(scope, ask_id).id


def _expects(cohort_id: UUID, asked: _Asked, ask_id: UUID, moment: datetime) -> None:
    _accepted(asked, ask_id, moment, cohort_id)


def _cancels(cohort_id: UUID, asked: _Asked, ask_id: UUID, moment: datetime) -> None:
    _accepted(asked, ask_id, moment, cohort_id)
    asked.world.diary.at(moment + 2 * A_DAY, partial(_cancel, asked.asker, ask_id))


def _cancel(asker: Scope, ask_id: UUID, moment: datetime) -> None:
    with played_by(asker, moment) as scope:
        enrolling.cancel(scope, ask_id, Withdrawal.OTHER_SOLUTION)


def _never_comes(asked: _Asked, ask_id: UUID, moment: datetime) -> None:
    enrolment_id = _accepted(asked, ask_id, moment, None)
    act = partial(_not_started, asked.runs, enrolment_id)
    asked.world.diary.at(moment + 2 * A_DAY, act)


def _not_started(runs: Scope, enrolment_id: UUID, moment: datetime) -> None:
    with played_by(runs, moment) as scope:
        enrolling.not_start(scope, enrolment_id, EndReason.NO_INTEREST)


def _rests(one: Stayer, moment: datetime) -> None:
    try:
        with tried_by(one.taking.writer, moment) as scope:
            ending.pause(scope, one.enrolment_id, clock.today() + 20 * A_DAY)
    except Conflict:
        return
