"""Requests that somebody of the demo has begun to write: one with a brother or sister beside it."""

from datetime import datetime, timedelta
from functools import partial

from network.demo.diary import played_by
from network.demo.houses import World
from network.requests.actions import drafting
from network.requests.drafts import Step

WRITER = ("CSD Ljubljana", "Maja Kovač")
BEGUN = timedelta(hours=20)
WHO = {
    "file_reference": "6120-081/2026",
    "age": 12,
    "sex": "male",
    "region": "osrednjeslovenska",
    "home_town": "Kamnik",
}


def plan(world: World) -> None:
    """The day before the present."""
    world.diary.at(world.until - BEGUN, partial(_begin, world))


def _begin(world: World, moment: datetime) -> None:
    centre, writer = WRITER
    with played_by(world.centre(centre).called(writer), moment) as scope:
        draft = drafting.begin(scope, WHO, step=Step.NEEDS)
        drafting.begin_sibling(scope, draft.id)
