"""Time passes, up to the very moment at which something begins or ends, or to just before it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tenants import clock
from tests.histories.cases import TAKEN_WITHIN
from tests.histories.life import Life
from tests.histories.nights import ASKED_FOR, OPEN_FOR

DAY, MOMENT = timedelta(days=1), timedelta(seconds=1)


def _ends(life: Life) -> Iterator[datetime]:
    model = life.model
    yield from (glass.at + OPEN_FOR for glass in model.glasses)
    yield from (asked.at + ASKED_FOR for asked in model.questions)
    yield from (case.approved_at + TAKEN_WITHIN for case in model.cases if case.approved_at)
    for ground in model.grounds:
        yield clock.begins(ground.first)
        if ground.last is not None:
            yield clock.begins(ground.last + DAY)


def pass_time(life: Life) -> None:
    if ends := [end for end in _ends(life) if end - MOMENT > life.model.now]:
        life.model.now = life.rng.choice(ends) - life.rng.choice((MOMENT, MOMENT * 0))
        life.happened["pass time done"] += 1
        life.story.append(f"{life.model.now:%d. %m. %H:%M:%S} it is")
