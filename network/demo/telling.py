"""Between the days: what was deferred is done, and people read what they were told."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from network.demo.houses import House
from network.notices.actions import read_all
from tenants import clock
from tenants.database import transaction
from tenants.isolation import acting_as

BEFORE_MIDNIGHT = timedelta(hours=6)
UNREAD_FOR = 2  # the last days of the history, of which nobody has read anything yet


def evening(
    houses: Iterable[House], midnight: datetime, days_left: int, work: Callable[[], object]
) -> None:
    """At six in the evening the deferred work of the day is done, outside the day's transaction."""
    at = midnight - BEFORE_MIDNIGHT
    with clock.frozen(at):
        work()
        if days_left == UNREAD_FOR:
            _read_everything(houses)


def _read_everything(houses: Iterable[House]) -> None:
    for person in (each for house in houses for each in house.people):
        with acting_as(person), transaction():
            read_all(person)
