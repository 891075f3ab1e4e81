"""Enrolments beside a small model of them: whatever is tried in whatever order, what is allowed,
where everybody stands and how many seats are free is what the model says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.programmes import asking, ending, enrolling, enrolments
from network.programmes.lifecycle import EndReason, EnrolmentMove
from network.programmes.published import published_programme
from network.requests.actions import asking as asks
from network.requests.lists import state_now
from network.requests.queries import get_ask
from network.requests.reasons import Refusal, Withdrawal
from tenants import clock
from tenants.database import new_id, transaction
from tenants.errors import Conflict
from tenants.scope import Scope
from tests.actors import Cast
from tests.effort import tried
from tests.programmes import programmes

HOLD = timedelta(hours=24)
FILLS = {"offered", "expected", "enrolled", "on_hold"}
# From which states each act is open, and where it leads.
MOVES: dict[str, tuple[set[str], str]] = {
    "offer": ({"sent", "lapsed"}, "offered"),
    "accept": ({"offered"}, "expected"),
    "refuse": ({"offered"}, "refused"),
    "withdraw_ask": ({"sent", "offered", "lapsed"}, "withdrawn_ask"),
    "cancel": ({"expected"}, "cancelled"),
    "begin": ({"expected"}, "enrolled"),
    "not_start": ({"expected"}, "not_started"),
    "pause": ({"enrolled", "on_hold"}, "on_hold"),
    "go_on": ({"on_hold"}, "enrolled"),
    "complete": ({"enrolled", "on_hold"}, "completed"),
    "end_early": ({"enrolled", "on_hold"}, "ended_early"),
    "withdraw": ({"enrolled", "on_hold"}, "withdrawn"),
}
BY_ASKER = {"accept", "refuse", "withdraw_ask", "cancel"}
OF_ASK = BY_ASKER | {"offer"}
# Before the acceptance there is nothing of the kind; then it is only refused.
STEPS = st.lists(
    st.tuples(st.sampled_from([*MOVES, "ask", "ask", "enrol", "wait"]), st.integers(0, 9)),
    min_size=4,
    max_size=16,
)


@dataclass
class Model:
    """Where everybody stands, in the order in which they came."""

    seats: int
    states: list[str] = field(default_factory=list)

    @property
    def free(self) -> int:
        return self.seats - sum(state in FILLS for state in self.states)

    def does(self, act: str, at: int) -> bool:
        """Whether it is done; nothing changes where it is not."""
        open_from, after = MOVES[act]
        if self.states[at] not in open_from or (act == "offer" and not self.free):
            return False
        self.states[at] = after
        return True

    def wait(self) -> None:
        self.states = ["lapsed" if one == "offered" else one for one in self.states]


@dataclass
class Lived:
    """The same by the real acts."""

    cast: Cast
    programme_id: UUID
    cohort_id: UUID
    asked: list[UUID | None] = field(default_factory=list)
    enrolled: list[UUID | None] = field(default_factory=list)

    def ask(self) -> None:
        self.asked.append(programmes.asked(self.cast.centre, self.programme_id))
        self.enrolled.append(None)

    def enrol(self) -> bool:
        """Somebody comes without an ask, if there is a seat."""
        terms = {"reference": f"A{len(self.asked)}", "began_on": clock.today()}
        try:
            with self.cast.institution.acting() as scope, transaction():
                made = enrolling.enrol(scope, self.cohort_id, **terms).id  # type: ignore[arg-type]
        except Conflict:
            return False
        self.asked.append(None)
        self.enrolled.append(made)
        return True

    def does(self, act: str, at: int) -> bool:
        actor = self.cast.centre if act in BY_ASKER else self.cast.institution
        target = self.asked[at] if act in OF_ASK else self.enrolled[at]
        if target is None:
            return False
        try:
            with actor.acting() as scope, transaction():
                ACTS[act](scope, target, at)
        except Conflict:
            return False
        self._look(at)
        return True

    def _look(self, at: int) -> None:
        if (ask_id := self.asked[at]) is not None and self.enrolled[at] is None:
            with self.cast.institution.acting() as scope:
                found = enrolments.of_ask(scope, ask_id)
                self.enrolled[at] = found.id if found else None

    def states(self) -> list[str]:
        with self.cast.institution.acting() as scope:
            return [_state(scope, *both) for both in zip(self.asked, self.enrolled, strict=True)]

    def free(self) -> int:
        with self.cast.stranger.acting() as scope:
            return published_programme(scope, self.programme_id).free


def _state(scope: Scope, ask_id: UUID | None, enrolment_id: UUID | None) -> str:
    if enrolment_id is not None:
        return enrolments.get(scope, enrolment_id).state
    assert ask_id is not None
    state = state_now(get_ask(scope, ask_id)).value
    return "withdrawn_ask" if state == "withdrawn" else state


def _end(move: EnrolmentMove) -> Callable[[Scope, UUID, int], object]:
    reason = None if move is EnrolmentMove.COMPLETE else EndReason.NO_INTEREST
    return lambda scope, one, _: ending.end(scope, one, move, ended_on=clock.today(), reason=reason)


ACTS: dict[str, Callable[[Scope, UUID, int], object]] = {
    "offer": lambda scope, one, _: asking.offer(scope, one, hold_for=HOLD),
    "accept": lambda scope, one, _: enrolling.accept(scope, one),
    "refuse": lambda scope, one, _: asks.refuse(scope, one, Refusal.YOUTH_DECLINES),
    "withdraw_ask": lambda scope, one, _: asks.withdraw(scope, one, Withdrawal.OTHER_SOLUTION),
    "cancel": lambda scope, one, _: enrolling.cancel(scope, one, Withdrawal.OTHER_SOLUTION),
    "begin": lambda scope, one, at: enrolling.begin(
        scope, one, began_on=clock.today(), reference=f"P{at}"
    ),
    "not_start": lambda scope, one, _: enrolling.not_start(scope, one, EndReason.FAMILY_MOVED),
    "pause": lambda scope, one, _: ending.pause(
        scope, one, review_on=clock.today() + timedelta(days=30)
    ),
    "go_on": lambda scope, one, _: ending.go_on(scope, one),
    "complete": _end(EnrolmentMove.COMPLETE),
    "end_early": _end(EnrolmentMove.END_EARLY),
    "withdraw": _end(EnrolmentMove.WITHDRAW),
}


@settings(
    max_examples=tried(12, 300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seats=st.integers(1, 3), steps=STEPS)
def test_enrolments_are_what_the_model_says(
    cast: Cast, seats: int, steps: list[tuple[str, int]]
) -> None:
    programme_id, cohort_id = programmes.published(
        cast.institution, seats, name=f"Most {new_id()}", list_hours=None
    )
    model, lived, at = Model(seats), Lived(cast, programme_id, cohort_id), clock.now()
    for act, which in steps:
        at = _one(model, lived, at, act, which)
        with clock.frozen(at):
            assert lived.states() == model.states, act
            assert lived.free() == model.free, act


def _one(model: Model, lived: Lived, at: datetime, act: str, which: int) -> datetime:
    """One step in both; when it is afterwards."""
    at += HOLD if act == "wait" else timedelta(minutes=1)
    with clock.frozen(at):
        if act == "wait":
            model.wait()
        elif act == "ask":
            lived.ask()
            model.states.append("sent")
        elif act == "enrol":
            room = model.free > 0
            assert lived.enrol() == room
            model.states += ["enrolled"] * room
        elif model.states:
            one = which % len(model.states)
            assert lived.does(act, one) == model.does(act, one), (act, model.states)
    return at
