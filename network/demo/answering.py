"""How a home of the demo answers an ask, and what happens on the day of arrival."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol
from uuid import UUID

from network.demo.diary import at_local, in_working_hours, played_by, tried_by
from network.demo.houses import Group, World
from network.demo.living import move_in
from network.demo.words import DECLINES, FROM_CENTRE, FROM_HOME, OFFER_NOTES, OTHER_DECLINE
from network.placements import actions as placements
from network.placements import queries as placement_queries
from network.placements.lifecycle import NonArrival
from network.requests.actions import answering, asking, declining, messages
from network.requests.reasons import Decline
from tenants.clock import local_day
from tenants.errors import Conflict
from tenants.scope import Scope

HOLD, OVER_THE_WEEKEND = timedelta(hours=48), timedelta(hours=96)
THURSDAY = 3


class Asker(Protocol):
    """The search behind an ask."""

    @property
    def writer(self) -> Scope: ...
    def decide(self, put: "Put", moment: datetime) -> None: ...
    def cancel(self, put: "Put", moment: datetime) -> None: ...
    def again(self, moment: datetime) -> None: ...
    def look_around(self, moment: datetime) -> None: ...


@dataclass(slots=True, eq=False)
class Put:
    """One ask: the request put to one group."""

    world: World
    asker: Asker
    ask_id: UUID
    group: Group
    live: bool = True
    held_until: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    @property
    def counsellor(self) -> Scope:
        return self.group.house.answerers()[0]

    def arrives(self, moment: datetime) -> None:
        """The home finds it among its asks, usually the same or the next day."""
        self.world.diary.at(in_working_hours(self.world.rng, moment, 1, 26), self.look)

    def look(self, moment: datetime) -> None:
        """Opened: somebody answers for it from now on, and may have a question."""
        if not self.live:
            return
        with played_by(self.counsellor, moment) as scope:
            answering.open_ask(scope, self.ask_id)
            deputy = self.group.house.answerers()[1]
            answering.assign(
                scope,
                self.ask_id,
                responsible_id=scope.member_id,
                deputy_id=deputy.member_id,
            )
            if asks := self.world.chance(0.5):
                messages.say(scope, self.ask_id, self.world.rng.choice(FROM_HOME))
        rng = self.world.rng
        if asks:
            self.world.diary.at(in_working_hours(rng, moment, 1, 18), self.reply)
        self.world.diary.at(in_working_hours(rng, moment, 8, 60), self.answer)

    def reply(self, moment: datetime) -> None:
        """The centre opens the need profile to this home and writes back."""
        if self.live:
            with played_by(self.asker.writer, moment) as scope:
                asking.raise_level(scope, self.ask_id)
                messages.say(scope, self.ask_id, self.world.rng.choice(FROM_CENTRE))

    def answer(self, moment: datetime) -> None:
        """An offer, where the dice and the places allow it, or a reasoned no."""
        if not self.live:
            return
        if not self.world.chance(0.62):
            self.decline(self.world.rng.choice(DECLINES), moment)
        elif not self.offer(moment):
            self.decline(Decline.NO_PLACE, moment)

    def offer(self, moment: datetime) -> bool:
        """Hold a place for the asker; false if there is none."""
        late_in_week = moment.weekday() >= THURSDAY
        hold = OVER_THE_WEEKEND if late_in_week else HOLD
        note = self.world.rng.choice(OFFER_NOTES)
        try:
            with tried_by(self.counsellor, moment) as scope:
                answering.offer(scope, self.ask_id, hold_for=hold, note=note)
        except Conflict:
            return False
        self.held_until = moment + hold
        decided = in_working_hours(self.world.rng, moment, 3, 46)
        self.world.diary.at(decided, partial(self.asker.decide, self))
        return True

    def lapses(self, moment: datetime) -> None:
        """The hold ran out before anybody decided: the home offers once more, or does not."""
        rng = self.world.rng
        act = self.answer if self.world.chance(0.6) else partial(self.decline, Decline.TOO_EARLY)
        self.world.diary.at(in_working_hours(rng, moment, 2, 30), act)

    def decline(self, reason: Decline, moment: datetime) -> None:
        if not self.live:
            return
        note = OTHER_DECLINE if reason is Decline.OTHER else ""
        with played_by(self.counsellor, moment) as scope:
            declining.decline(scope, self.ask_id, reason, note=note)
        self.live = False
        self.asker.look_around(moment)

    def expect(self, placement_id: UUID, moment: datetime) -> None:
        """Accepted. Nearly everybody arrives; some run away, some places are cancelled."""
        with played_by(self.counsellor, moment) as scope:
            expected_on = placement_queries.get(scope, placement_id).expected_on
        day = at_local(moment, 10, self.world.rng.randint(0, 59))
        day += (expected_on or local_day(moment)) - local_day(moment)
        comes = max(day, moment + timedelta(hours=3))
        if self.world.chance(0.88):
            self.world.diary.at(comes, partial(self.arrive, placement_id))
        elif self.world.chance(0.6):
            self.world.diary.at(comes + timedelta(hours=6), partial(self.not_arrive, placement_id))
        else:
            before = moment + (comes - moment) / 2
            self.world.diary.at(before, partial(self.asker.cancel, self))

    def arrive(self, placement_id: UUID, moment: datetime) -> None:
        move_in(self.world, self.group, placement_id, moment)

    def not_arrive(self, placement_id: UUID, moment: datetime) -> None:
        with played_by(self.counsellor, moment) as scope:
            reason = self.world.rng.choice(tuple(NonArrival))
            placements.not_arrive(scope, placement_id, reason)
        self.asker.again(moment)
