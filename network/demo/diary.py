"""What happens when: a calendar of moments, lived through a day at a time.

Every day is one transaction. Whatever lies after the last moment never happens, which is how
some asks of the demo come to wait for an answer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from tenants import clock
from tenants.clock import LOCAL
from tenants.database import db, transaction
from tenants.isolation import acting_as, on_behalf_of
from tenants.scope import Scope

Act = Callable[[datetime], None]
OPENS, CLOSES = 8, 16  # working hours, local
SATURDAY = 5


class Diary:
    """Moments in order; an act may write further ones."""

    def __init__(self) -> None:
        self._entries: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def at(self, moment: datetime, act: Act) -> None:
        heappush(self._entries, (moment, next(self._order), act))

    def live_through(self, end: datetime) -> None:
        """Everything before `end`, in one transaction."""
        with acting_as(Scope.steward()), transaction():
            while self._entries and self._entries[0][0] < end:
                moment, _, act = heappop(self._entries)
                act(moment)


@contextmanager
def played_by(who: Scope, moment: datetime) -> Iterator[Scope]:
    """One act of one person at one moment."""
    with clock.frozen(moment), on_behalf_of(who) as scope:
        yield scope


@contextmanager
def tried_by(who: Scope, moment: datetime) -> Iterator[Scope]:
    """An act that may be refused, for want of a place: then it leaves no trace."""
    with played_by(who, moment) as scope, db.session.begin_nested():
        yield scope


def in_working_hours(rng: Random, after: datetime, least: float, most: float) -> datetime:
    """A moment some hours after another, at which somebody sits in the office."""
    moment = (after + timedelta(hours=rng.uniform(least, most))).astimezone(LOCAL)
    if moment.hour >= CLOSES:
        moment = _morning(rng, moment + timedelta(days=1))
    elif moment.hour < OPENS:
        moment = _morning(rng, moment)
    while moment.weekday() >= SATURDAY:
        moment = _morning(rng, moment + timedelta(days=1))
    return max(moment, after)


def _morning(rng: Random, day: datetime) -> datetime:
    opens = datetime.combine(day.date(), time(OPENS), LOCAL)
    return opens + timedelta(minutes=rng.randint(5, 170))


def at_local(moment: datetime, hour: int, minute: int = 0) -> datetime:
    """That hour of the moment's own day in Slovenia."""
    return datetime.combine(moment.astimezone(LOCAL).date(), time(hour, minute), LOCAL)
