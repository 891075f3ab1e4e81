"""Whatever the owner of the tables does to real entries is found by `verify`, and where."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from sqlalchemy import Engine

from network.trail import verifying
from network.trail.chain import Anchor
from tests import factories
from tests.actors import Cast
from tests.effort import tried
from tests.trail.tampering import WAYS, Owner

PARTS = tried(1, 2)
TAMPERINGS = tried(80, 10_000 // PARTS)
ASKED = 4  # homes, each of which leaves entries behind


@pytest.fixture
def anchor(cast: Cast) -> Anchor:
    """Where a trail has come to in which some things were done."""
    for number in range(ASKED):
        factories.ask(cast.centre, factories.group(cast.institution, name=f"Jadro {number}"))
    with cast.centre.acting() as scope:
        assert verifying.verify(scope) is None
        found = verifying.anchor(scope)
    assert found is not None
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_every_tampering_of_the_owner_is_found_where_it_begins(
    cast: Cast,
    owner: Engine,
    anchor: Anchor,
    part: int,
    record_property: Callable[[str, object], None],
) -> None:
    rng = Random(2026 + part)
    done: Counter[str] = Counter()
    with owner.connect() as connection:
        by = Owner(connection, anchor.tenant_id)
        for number in range(TAMPERINGS):
            way = WAYS[number % len(WAYS)]
            first = way(by, rng.randint(1, anchor.seq), rng)
            connection.commit()

            with cast.centre.acting() as scope:
                found = verifying.verify(scope, [anchor])

            assert found is not None, (number, way.__name__, first)
            assert found.seq == first, (number, way.__name__, first, found)
            done[way.__name__] += 1
            by.restore()
            connection.commit()
        connection.invalidate()  # its session is no replica's any more

    with cast.centre.acting() as scope:
        assert verifying.verify(scope, [anchor]) is None
    record_property("tamperings", dict(done))
