"""Two centres and two homes do anything at any time; what must never be never is."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine

from tenants import clock
from tenants.errors import DomainError
from tenants.scope import Role, TenantKind
from tests.actors import Actor, Cast, neighbour
from tests.whole.deeds import DEEDS, onward
from tests.whole.invariants import check
from tests.whole.size import HISTORIES, PARTS, STEPS
from tests.whole.world import Nothing, World, mixed

BEGIN = datetime(2026, 10, 23, 21, 30, tzinfo=UTC)  # half past eleven; on Sunday clocks go back
LIKELY = ("write", "ask", "offer", "accept")
HOURS = st.sampled_from([*[0] * 9, 1, 3, 24, 47, 49, 24 * 8, 24 * 31])
PICK = st.integers(0, 2**32)


class Network(RuleBasedStateMachine):
    """One history of a world of its own, in the tenants of the cast."""

    cast: Cast
    other_centre: Actor
    owner: Engine
    happened: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGIN
        self.told: dict[str, str] = {}
        with clock.frozen(self.now):
            self.world = World(self.cast, self.other_centre, self.owner)

    @rule(pick=PICK, hours=HOURS, rash=st.sampled_from([False, False, False, True]))
    def somebody_acts(self, pick: int, hours: int, rash: bool) -> None:
        self.now += timedelta(minutes=1, hours=hours)
        self.world.rash = rash
        with clock.frozen(self.now):
            any(self.act(name, pick) for name in mixed(DEEDS, pick))

    @rule(pick=PICK)
    def a_case_moves_on(self, pick: int) -> None:
        self.now += timedelta(minutes=1)
        with clock.frozen(self.now):
            self.act(onward(self.world, pick), pick)

    @invariant()
    def all_is_well(self) -> None:
        with clock.frozen(self.now):
            check(self.world, self.told)

    def act(self, name: str, pick: int) -> bool:
        """Whether there was something with which it could be tried."""
        try:
            DEEDS[name](self.world, pick)
        except Nothing:
            return False
        except DomainError:
            self.happened[f"{name} refused"] += 1
        else:
            self.happened[name] += 1
        return True


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_anybody_does_what_must_never_be_never_is(
    cast: Cast, owner: Engine, part: int, record_property: Callable[[str, object], None]
):
    roles = (Role.CASE_WORKER, Role.HEAD)
    other = neighbour(owner, cast.centre, "other", TenantKind.CSD, *roles)
    happened: Counter[str] = Counter()
    who = {"cast": cast, "other_centre": other, "owner": owner, "happened": happened}

    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # not annotated in the library
        type("Here", (Network,), who),
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    for deed in DEEDS.keys() & happened.keys():
        record_property("deed", deed)  # a proof wants to have seen each of them
    assert all(happened[name] for name in LIKELY), happened
