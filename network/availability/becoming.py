"""When a group can take somebody more, by what is planned. Pure.

Outside its part of the year a group takes nobody: a place that somebody leaves then is given from
the day on which the group takes somebody in again.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from network.availability.strip import Filling, Slot, coming_free, free_on
from network.availability.window import Window

A_DAY = timedelta(days=1)


def becoming_free(
    slots: Sequence[Slot],
    fillings: Sequence[Filling],
    after: date,
    today: date,
    window: Window | None = None,
) -> Iterator[tuple[date, int]]:
    """The days after `after` on which more places can be given than on the last day before on
    which any could, and how many more. Where none could on `after` itself, all of them are more."""
    if window is None:
        yield from coming_free(slots, fillings, after, today)
        return
    for day in _candidates(slots, fillings, after, window):
        last = window.closing(day - A_DAY)
        before = free_on(slots, fillings, last, today) if last >= after else 0
        more = free_on(slots, fillings, day, today) - before
        if more > 0:
            yield day, more


def _candidates(
    slots: Sequence[Slot], fillings: Sequence[Filling], after: date, window: Window
) -> list[date]:
    """Open days on which something may become free: where something ends, or the group opens."""
    days = {filling.ends for filling in fillings} | {slot.extra_from for slot in slots}
    ahead = {window.opening(day) for day in days if day is not None and day > after}
    if not window.holds(after):
        ahead.add(window.opening(after))
    return sorted(ahead)
