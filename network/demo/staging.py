"""How a scene is played: a request and the moves made on it, each so many hours before the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from network.demo.diary import played_by
from network.demo.houses import House, World
from network.demo.moves import AskInScene, Move
from network.demo.youths import Youth, free_reference, wording
from network.requests.actions import asking, writing
from network.requests.reasons import Closing
from tenants.clock import local_day


@dataclass(frozen=True, slots=True)
class Line:
    """One ask of a scene: the group, when it is asked, and its moves with their hours."""

    group: str
    asked: float
    moves: tuple[tuple[float, Move], ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A request written by `writer`; `days` from the present to the day it is wanted from."""

    centre: str
    writer: str
    youth: Youth
    written: float
    days: int
    lines: tuple[Line, ...] = ()
    closes: tuple[float, Closing] | None = None


def plan(world: World, scenes: Sequence[Scene]) -> None:
    """Write every scene into the calendar."""
    for scene in scenes:
        world.diary.at(_before(world, scene.written), partial(_write, world, scene))


def _before(world: World, hours: float) -> datetime:
    return world.until - timedelta(hours=hours)


def _write(world: World, scene: Scene, moment: datetime) -> None:
    centre = world.centre(scene.centre)
    deputy = next(one for one in centre.writers() if one.member_name != scene.writer)
    wanted_from = local_day(world.until) + timedelta(days=scene.days)
    with played_by(centre.called(scene.writer), moment) as scope:
        reference = free_reference(world.rng, scope, moment.year)
        request_id = writing.write(
            scope,
            deputy_id=deputy.member_id,
            **wording(scene.youth, reference, wanted_from),
        ).id
    for line in scene.lines:
        asks = partial(_ask, world, scene, line, request_id)
        world.diary.at(_before(world, line.asked), asks)
    if scene.closes:
        hours, closing = scene.closes
        closes = partial(_close, centre, scene.writer, request_id, closing)
        world.diary.at(_before(world, hours), closes)


def _ask(world: World, scene: Scene, line: Line, request_id: UUID, moment: datetime) -> None:
    group = world.group(line.group)
    writer = world.centre(scene.centre).called(scene.writer)
    with played_by(writer, moment) as scope:
        ask_id = asking.ask(scope, request_id, [group.id])[0].id
    in_scene = AskInScene(ask_id, writer, group)
    for hours, move in line.moves:
        world.diary.at(_before(world, hours), partial(move, world, in_scene))


def _close(
    centre: House, writer: str, request_id: UUID, closing: Closing, moment: datetime
) -> None:
    with played_by(centre.called(writer), moment) as scope:
        writing.close(scope, request_id, closing)
