"""Random histories of one file: what every tenant reads equals the model, part by part.

Each is lived through within a savepoint, as the application's role, with a look through the views
after every act.
"""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.effort import tried
from tests.histories import looking
from tests.histories.life import Differs, Ground, Life, begun, lived, told_when_it_fails
from tests.histories.looking import Eyes
from tests.histories.model import HOMES, OTHER
from tests.histories.plots import EVERYTHING, REFUSED, acts
from tests.promises.borders import FIGURES

PARTS = tried(1, 8)
HISTORIES = tried(110, 20_000 // PARTS)
AT_ONCE = 250  # in one transaction: what is undone in it is swept away only when it ends
RECEIVES = (*HOMES, OTHER)  # who is ever meant to read anything of it, beside the centre
OTHERS = (*RECEIVES, "coordination", "outsider")
FIGURED = {f"stray {view}" for view in FIGURES}  # how many, never who


def compare(eyes: Eyes, life: Life, who: tuple[str, ...], what: str) -> int:
    """How many parts were read, by all of them; raises Differs where that is not the model's."""
    actors = [life.ground.actor(name) for name in who]
    seen = 0
    for name, found in zip(who, eyes.read(actors, life.model.now, what), strict=True):
        read = found - FIGURED if name == "coordination" else found
        expected = life.model.reads(name)
        if read != expected:
            more, less = sorted(read - expected), sorted(expected - read)
            raise Differs(f"{name} reads {more} beyond the model, and does not read {less}")
        seen += len(read)
    return seen


def lived_and_read(eyes: Eyes, life: Life, seed: int) -> int:
    """One history, looked at by whoever may read something after every act, and at its end by all;
    how many parts were read. Raises Differs."""
    seen = 0
    for last in lived(life, acts(life, seed)):
        seen += compare(eyes, life, RECEIVES, "reads")
        if last:
            seen += compare(eyes, life, ("centre",), "reads")
            seen += compare(eyes, life, OTHERS, "everything")
    return seen


@pytest.mark.parametrize("part", range(PARTS))
def test_what_each_tenant_reads_equals_the_model(
    ground: Ground, part: int, record_property: Callable[[str, object], None]
) -> None:
    happened: Counter[str] = Counter()
    seen = 0
    seeds = range(part, PARTS * HISTORIES, PARTS)
    for at in range(0, len(seeds), AT_ONCE):
        with looking.undone(ground.cast.centre) as eyes:
            for seed in seeds[at : at + AT_ONCE]:
                life = begun(ground, seed, looking.attempting(eyes))
                with told_when_it_fails(life, seed):
                    seen += lived_and_read(eyes, life, seed)
                happened += life.happened
                looking.begin_anew(eyes)

    record_property("histories", HISTORIES)
    record_property("parts read", seen)
    record_property("acts", dict(happened))
    assert EVERYTHING - happened.keys() == set()
    assert tried(set(), REFUSED) - happened.keys() == set()
