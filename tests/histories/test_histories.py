"""Random histories of one file: what every tenant reads equals the model, part by part.

Each is lived through within a savepoint, as the application's role, with a look through the views
after every act; a sample is lived through for good and looked at on pages and over the API.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

import pytest

from tests.effort import tried
from tests.histories import looking
from tests.histories.life import STARTS, Differs, Ground, Life
from tests.histories.model import HOMES, OTHER, Model
from tests.histories.plots import PASSES, acts

PARTS = tried(2, 8)
HISTORIES = tried(40, 20_000 // PARTS)
EVERYBODY = ("centre", "institution", "stranger", OTHER, "coordination", "outsider")
RECEIVES = (*HOMES, OTHER)  # who is ever meant to read anything of it, beside the centre
Attempt = Callable[[Callable[[], object]], bool]


def begun(ground: Ground, seed: int, attempt: Attempt) -> Life:
    return Life(ground, Random(seed), Model(STARTS, {"centre": STARTS}), attempt)


@contextmanager
def told_when_it_fails(life: Life, seed: int) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        error.add_note("\n".join([f"History {seed}:", *life.story]))
        raise


def lived(life: Life) -> Iterator[str]:
    """Does one act after the other, at its time; its name each time."""
    for act in acts(life):
        life.wait(life.rng.choice(PASSES))
        with life.at():
            act(life)
            yield act.__name__
        if life.model.erased:
            return


def compare(life: Life, who: tuple[str, ...]) -> int:
    """How many parts were read, by all of them; raises Differs where that is not the model's."""
    seen = 0
    for name in who:
        read, expected = looking.reads(life.ground.actor(name)), life.model.reads(name)
        if read != expected:
            more, less = sorted(read - expected), sorted(expected - read)
            raise Differs(f"{name} reads {more} beyond the model, and does not read {less}")
        seen += len(read)
    return seen


@pytest.mark.parametrize("part", range(PARTS))
def test_what_each_tenant_reads_equals_the_model(
    ground: Ground, part: int, record_property: Callable[[str, object], None]
) -> None:
    happened: Counter[str] = Counter()
    seen = 0
    with looking.undone(ground.cast.centre) as say:
        say("SAVEPOINT history")
        views = looking.other_views()
        for number in range(HISTORIES):
            seed = number * PARTS + part
            life = begun(ground, seed, looking.attempting(say))
            with told_when_it_fails(life, seed):
                for _ in lived(life):
                    seen += compare(life, RECEIVES)
                with life.at():
                    seen += compare(life, EVERYBODY)
            happened += life.happened
            looking.begin_anew(say)
    print(happened, seen, views)
