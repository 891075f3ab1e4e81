"""Some histories for good: what pages and the API show at their end equals the model, too."""

from collections.abc import Callable

import pytest

from tenants import clock
from tenants.database import transaction
from tenants.errors import DomainError
from tenants.isolation import acting_as
from tests.actors import Actor
from tests.api.client import program, told
from tests.effort import tried
from tests.histories.life import Ground, Life, begun, lived, told_when_it_fails
from tests.histories.model import HOMES
from tests.histories.plots import acts
from tests.reading import english, words

ON_PAGES = tried(3, 200)
FIRST = 10**6  # no seed of the histories that are undone
WORDS = {"part identity": "Živa", "part contact": "Nikjer 1", "part health": "oreščki"}


def for_good(act: Callable[[], object], expected: bool) -> bool:
    try:
        with transaction():
            act()
    except DomainError:
        return False
    return True


def shown(home: Actor, ask_id: object) -> set[str]:
    """What the API tells a home of the file, in the words of the model."""
    body = told(program(home).get(f"/asks/{ask_id}/file"))
    return {
        *(f"part {each['category']}" for each in body["parts"]),
        *(f"document {each['kind']}" for each in body["documents"]),
        *(f"stop {each}" for each in body["to_stop"]),
    }


def opened(life: Life, at: int) -> set[str]:
    """The houses of which the API tells whoever broke a glass."""
    actor = life.ground.actor(life.model.glasses[at].question.by)
    body = told(program(actor).get(f"/emergencies/{life.glasses[at]}/summaries"))
    return {each["house"] for each in body["items"]}


@pytest.mark.parametrize("seed", range(FIRST, FIRST + ON_PAGES))
def test_pages_and_the_api_show_what_the_model_says(ground: Ground, seed: int) -> None:
    life = begun(ground, seed, for_good)
    centre = ground.cast.centre
    with told_when_it_fails(life, seed):
        with centre.app.app_context(), acting_as(centre.scope):
            assert list(lived(life, acts(life, seed)))[-1]

        with clock.frozen(life.model.now):
            for home in HOMES:
                expected = life.model.reads_of_file(home)
                stops = {each for each in life.model.reads(home) if each.startswith("stop")}
                told_by_api = shown(ground.actor(home), ground.asks[home])
                assert told_by_api == (expected | stops) - {"part documents"}
                page = words(english(ground.actor(home)).get(f"/asks/{ground.asks[home]}"))
                assert {part for part, word in WORDS.items() if word in page} == (
                    WORDS.keys() & expected
                )
            for at, glass in enumerate(life.model.glasses):
                assert opened(life, at) == glass.reads(life.model.unsealed, life.model.now)
