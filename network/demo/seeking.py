"""How a centre of the demo looks for a place: it writes, asks, decides, and sometimes gives up."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from uuid import UUID

from network.availability.board import Row
from network.availability.board import Search as BoardSearch
from network.availability.fit import Wanted
from network.availability.profile import Form
from network.availability.queries import search_board
from network.availability.towns import find
from network.demo.answering import Put
from network.demo.diary import in_working_hours, played_by
from network.demo.houses import House, World
from network.demo.youths import Youth, free_reference, invent, notice, wording
from network.placements import actions as placements
from network.requests.actions import asking, writing
from network.requests.profile import Urgency
from network.requests.reasons import Closing, Refusal, Unmet, Withdrawal
from tenants.clock import local_day
from tenants.scope import Scope

MOST_ROUNDS = 3
CONSIDERED = 6
GIVEN_UP = (
    Closing.UNMET,
    Closing.NO_LONGER_NEEDED,
    Closing.OUTSIDE_NETWORK,
    Closing.LOST_CONTACT,
)
UNMET = {Closing.UNMET: Unmet.NO_PLACE}


@dataclass(slots=True, eq=False)
class Quest:
    """One request and what became of it so far."""

    world: World
    centre: House
    youth: Youth
    wanted_from: date
    request_id: UUID = field(default=UUID(int=0))
    puts: list[Put] = field(default_factory=list)
    rounds: int = 0
    over: bool = False

    @property
    def writer(self) -> Scope:
        return self.centre.writers()[0]

    def write(self, moment: datetime) -> None:
        """A new request, and the first homes asked the same hour."""
        with played_by(self.writer, moment) as scope:
            reference = free_reference(self.world.rng, scope, moment.year)
            self.request_id = writing.write(
                scope,
                deputy_id=self.centre.writers()[1].member_id,
                **wording(self.youth, reference, self.wanted_from),
            ).id
        self.ask(moment)

    def ask(self, moment: datetime) -> None:
        """Ask some of the groups that fit; without any, the search ends."""
        if self.over:
            return
        self.rounds += 1
        with played_by(self.writer, moment) as scope:
            chosen = self._choose(scope, moment)
            asks = asking.ask(scope, self.request_id, chosen) if chosen else []
            told = [(ask.id, ask.group_id) for ask in asks]
        for ask_id, group_id in told:
            group = next(one for one in self.world.groups if one.id == group_id)
            put = Put(self.world, self, ask_id, group)
            self.puts.append(put)
            put.arrives(moment)
        self.look_around(moment)

    def _choose(self, scope: Scope, moment: datetime) -> list[UUID]:
        rng, rows = self.world.rng, self._fitting(scope, moment)
        free = [row.id for row in rows if row.counts.free]
        full = [row.id for row in rows if not row.counts.free]
        likely = [*free[:CONSIDERED], *full[: 1 if free and self.world.chance(0.7) else 2]]
        return rng.sample(likely, min(len(likely), rng.choice((2, 2, 3, 3, 4))))

    def _fitting(self, scope: Scope, moment: datetime) -> list[Row]:
        youth, asked = self.youth, {put.group.id for put in self.puts}
        town = find(youth.town)
        board = search_board(
            scope,
            BoardSearch(
                Wanted(youth.age, youth.sex, youth.school, youth.legal, youth.needs),
                max(self.wanted_from, local_day(moment)),
                (town.latitude, town.longitude) if town else None,
            ),
        )
        return [row for row in board.fitting if row.id not in asked and self._suits(scope, row)]

    def _suits(self, scope: Scope, row: Row) -> bool:
        if row.group.tenant_id == scope.tenant_id or row.group.form == Form.DAY_GROUP:
            return False
        return (row.group.form == Form.CRISIS_WARD) <= (self.youth.urgency is Urgency.CRISIS)

    def decide(self, put: Put, moment: datetime) -> None:
        """Take the offered place or not, unless the hold has run out over it."""
        if self.over or not put.live:
            return
        if moment >= put.held_until:
            put.lapses(moment)
        elif self.world.chance(0.8):
            self._accept(put, moment)
        else:
            with played_by(self.writer, moment) as scope:
                asking.refuse(scope, put.ask_id, self.world.rng.choice(tuple(Refusal)))
            put.live = False
            self.look_around(moment)

    def _accept(self, put: Put, moment: datetime) -> None:
        with played_by(self.writer, moment) as scope:
            placement_id = placements.accept(scope, put.ask_id).id
        self.over = True
        for other in self.puts:
            other.live = False
        put.expect(placement_id, moment)

    def cancel(self, put: Put, moment: datetime) -> None:
        """The accepted place is not needed after all."""
        with played_by(self.writer, moment) as scope:
            placements.cancel(scope, put.ask_id, Withdrawal.OTHER_SOLUTION)
        self.again(moment)

    def again(self, moment: datetime) -> None:
        """Nobody moved in: the search goes on."""
        self.over = False
        self.look_around(moment)

    def look_around(self, moment: datetime) -> None:
        """Once nobody has an ask any more: ask others, or give up."""
        if self.over or any(put.live for put in self.puts):
            return
        rng = self.world.rng
        goes_on = self.rounds < MOST_ROUNDS and self.world.chance(0.85)
        act = self.ask if goes_on else partial(self._give_up, rng.choice(GIVEN_UP))
        self.world.diary.at(in_working_hours(rng, moment, 3, 40), act)

    def _give_up(self, closing: Closing, moment: datetime) -> None:
        if not self.over:
            with played_by(self.writer, moment) as scope:
                writing.close(scope, self.request_id, closing, unmet=UNMET.get(closing))
            self.over = True


def begin(world: World, centre: House, moment: datetime) -> None:
    """Somebody in need of a place comes to a centre."""
    youth = invent(world.rng, centre.name)
    wanted_from = local_day(moment) + notice(world.rng, youth.urgency)
    Quest(world, centre, youth, wanted_from).write(moment)
