"""A seat that comes free goes down the waiting list, in its order, whoever accepts, refuses or lets
an offer run out."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from network.jobs.registry import keeping_house
from network.jobs.seats import seat_freed
from network.programmes import asking, catalogue, cohorts, ending, enrolling, waiting_list
from network.programmes.lifecycle import EnrolmentMove
from network.requests.actions import answering
from network.requests.actions import asking as asks
from network.requests.lists import state_now
from network.requests.moves import SEAT_FREED
from network.requests.queries import get_ask
from network.requests.reasons import Refusal, Withdrawal
from tenants import clock
from tenants.database import new_id, transaction
from tests.actors import Actor, Cast
from tests.effort import tried
from tests.programmes import programmes

HOURS = 72
HOLD = timedelta(hours=HOURS)


def opened(cast: Cast, seats: int = 1, **content: Any) -> tuple[UUID, UUID]:
    """A programme that goes down its list by itself, and its cohort."""
    return programmes.published(cast.institution, seats, **({"list_hours": HOURS} | content))


def waiting(cast: Cast, programme_id: UUID, number: int) -> list[UUID]:
    """So many who wait, in that order."""
    found = []
    for _ in range(number):
        ask_id = programmes.asked(cast.centre, programme_id)
        with cast.institution.acting() as scope, transaction():
            answering.waitlist(scope, ask_id)
        found.append(ask_id)
    return found


def go_down(house: Actor, programme_id: UUID) -> list[UUID]:
    with house.app.app_context(), keeping_house(house.scope.tenant_id) as scope:
        return waiting_list.go_down(scope, programme_id)


def deferred(owner: Engine) -> int:
    with owner.connect() as connection:
        wanted = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = :name"
        return int(connection.scalar(text(wanted), {"name": SEAT_FREED}) or 0)


def states(cast: Cast, ask_ids: Sequence[UUID]) -> list[str]:
    with cast.centre.acting() as scope:
        return [state_now(get_ask(scope, each)).value for each in ask_ids]


def test_the_first_is_offered_the_next_only_after_them(cast: Cast) -> None:
    programme_id, _ = opened(cast)
    asked = waiting(cast, programme_id, 3)

    assert go_down(cast.institution, programme_id) == asked[:1]
    assert go_down(cast.institution, programme_id) == []
    assert states(cast, asked) == ["offered", "waitlisted", "waitlisted"]

    with cast.centre.acting() as scope, transaction():
        asks.refuse(scope, asked[0], Refusal.YOUTH_DECLINES)
    assert go_down(cast.institution, programme_id) == asked[1:2]


def test_who_lets_it_run_out_makes_room_and_stands_at_the_end(cast: Cast) -> None:
    programme_id, _ = opened(cast)
    first, second = waiting(cast, programme_id, 2)
    go_down(cast.institution, programme_id)

    with clock.frozen(clock.now() + HOLD):
        assert go_down(cast.institution, programme_id) == [second]
        assert states(cast, [first, second]) == ["waitlisted", "offered"]
    with clock.frozen(clock.now() + 2 * HOLD):
        assert go_down(cast.institution, programme_id) == []
        assert states(cast, [first, second]) == ["waitlisted", "waitlisted"]
        with cast.institution.acting() as scope, transaction():
            assert [each.id for each in waiting_list.first_of(scope, programme_id)] == [
                first,
                second,
            ]
            asking.offer(scope, first)


def test_a_person_puts_them_back_in_line(cast: Cast) -> None:
    programme_id, _ = opened(cast)
    [only] = waiting(cast, programme_id, 1)
    go_down(cast.institution, programme_id)

    with clock.frozen(clock.now() + HOLD):
        go_down(cast.institution, programme_id)
        with cast.institution.acting() as scope:
            with transaction():
                asking.not_ready(scope, only, note="Pokličemo jih.")
            with transaction():
                answering.waitlist(scope, only)
        assert go_down(cast.institution, programme_id) == [only]


def test_who_is_to_begin_when_the_cohort_is_over_is_passed_by(cast: Cast) -> None:
    programme_id = programmes.drafted(cast.institution, list_hours=HOURS)
    ends = clock.today() + timedelta(days=30)
    programmes.cohort(cast.institution, programme_id, 1, ends=ends)
    with cast.institution.acting() as scope, transaction():
        catalogue.publish(scope, programme_id)
    later = programmes.asked(cast.centre, programme_id, wanted_from=ends + timedelta(days=1))
    soon = programmes.asked(cast.centre, programme_id)
    for ask_id in (later, soon):
        with cast.institution.acting() as scope, transaction():
            answering.waitlist(scope, ask_id)

    assert go_down(cast.institution, programme_id) == [soon]
    assert states(cast, [later, soon]) == ["waitlisted", "offered"]


@pytest.mark.parametrize("content", [{"list_hours": None}, {"paused": True}])
def test_a_house_that_offers_by_hand_or_takes_nobody_in_offers_nothing(
    cast: Cast, content: dict[str, Any]
) -> None:
    paused = content.pop("paused", False)
    programme_id, _ = opened(cast, **content)
    waiting(cast, programme_id, 1)
    if paused:
        with cast.institution.acting() as scope, transaction():
            catalogue.pause(scope, programme_id)

    assert go_down(cast.institution, programme_id) == []


def test_every_way_in_which_a_seat_comes_free_sets_it_going(cast: Cast, owner: Engine) -> None:
    programme_id, cohort_id = opened(cast, seats=2)
    asked = waiting(cast, programme_id, 2)
    go_down(cast.institution, programme_id)

    def freed(act: Any, actor: Actor) -> bool:
        before = deferred(owner)
        with actor.acting() as scope, transaction():
            act(scope)
        return deferred(owner) > before

    assert freed(lambda scope: asks.refuse(scope, asked[0], Refusal.YOUTH_DECLINES), cast.centre)
    with cast.centre.acting() as scope, transaction():
        enrolment_id = enrolling.accept(scope, asked[1]).id
    with cast.institution.acting() as scope, transaction():
        enrolling.begin(scope, enrolment_id, began_on=clock.today(), reference="P1")
        alone = enrolling.enrol(scope, cohort_id, reference="P2", began_on=clock.today()).id
    for each in (enrolment_id, alone):
        assert freed(
            lambda scope, each=each: ending.end(
                scope, each, EnrolmentMove.COMPLETE, ended_on=clock.today()
            ),
            cast.institution,
        )
    more = {"name": "jesen 2026", "starts": clock.today(), "seats": 3}
    assert freed(lambda scope: cohorts.change(scope, cohort_id, **more), cast.institution)


def test_the_job_holds_when_it_comes_twice_and_for_what_is_gone(cast: Cast) -> None:
    programme_id, _ = opened(cast)
    [only] = waiting(cast, programme_id, 1)
    ours = str(cast.institution.scope.tenant_id)

    with cast.institution.app.app_context():
        for named in (programme_id, programme_id, only):
            seat_freed(ours, str(named))

    assert states(cast, [only]) == ["offered"]


Step = tuple[str, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "refuse", "withdraw", "expire", "leave", "join"]),
        st.integers(0, 7),
    ),
    max_size=12,
)


class Line:
    """What the list should be: who waits in which order, who holds an offer, who has a seat."""

    def __init__(self, seats: int, names: Sequence[UUID]) -> None:
        self.seats = seats
        self.waits: list[UUID] = list(names)
        self.last: list[UUID] = []
        self.offers: list[UUID] = []
        self.inside: list[UUID] = []

    def go_down(self) -> None:
        while self.waits and len(self.offers) + len(self.inside) < self.seats:
            self.offers.append(self.waits.pop(0))

    def expire(self) -> None:
        self.last += self.offers
        self.offers = []


class Lived:
    """One step after the other, by the real acts and in the model."""

    def __init__(self, cast: Cast, programme_id: UUID, line: Line) -> None:
        self.cast, self.programme_id, self.line = cast, programme_id, line
        self.asked = list(line.waits)

    def do(self, step: str, which: int) -> None:
        """Nothing where there is nobody to do it."""
        line = self.line
        if step == "join":
            line.waits += (new := waiting(self.cast, self.programme_id, 1))
            self.asked += new
        elif step == "refuse" and line.offers:
            ask_id = line.offers.pop(which % len(line.offers))
            with self.cast.centre.acting() as scope, transaction():
                asks.refuse(scope, ask_id, Refusal.YOUTH_DECLINES)
        elif step == "accept" and line.offers:
            line.inside.append(ask_id := line.offers.pop(which % len(line.offers)))
            with self.cast.centre.acting() as scope, transaction():
                enrolling.accept(scope, ask_id)
        elif step == "withdraw" and (among := line.waits + line.last):
            ask_id = among[which % len(among)]
            (line.waits if ask_id in line.waits else line.last).remove(ask_id)
            with self.cast.centre.acting() as scope, transaction():
                asks.withdraw(scope, ask_id, Withdrawal.NO_LONGER_NEEDED)
        elif step == "leave" and line.inside:
            ask_id = line.inside.pop(which % len(line.inside))
            with self.cast.centre.acting() as scope, transaction():
                enrolling.cancel(scope, ask_id, Withdrawal.NO_LONGER_NEEDED)

    def compare(self) -> None:
        """The job has run: both stand at the same."""
        go_down(self.cast.institution, self.programme_id)
        self.line.go_down()
        now = zip(self.asked, states(self.cast, self.asked), strict=True)
        assert {ask for ask, state in now if state == "offered"} == set(self.line.offers)
        with self.cast.institution.acting() as scope:
            shown = [each.id for each in waiting_list.first_of(scope, self.programme_id)]
        assert [each for each in shown if each in self.line.waits] == self.line.waits
        assert {each for each in shown if each not in self.line.waits} == set(self.line.last)


@settings(
    max_examples=tried(12, 300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seats=st.integers(1, 3), number=st.integers(1, 4), steps=STEPS)
def test_the_order_is_kept_whatever_happens(
    cast: Cast, seats: int, number: int, steps: list[Step]
) -> None:
    at = clock.now()
    programme_id, _ = opened(cast, seats, name=f"Most {new_id()}")
    lived = Lived(cast, programme_id, Line(seats, waiting(cast, programme_id, number)))
    for step, which in steps:
        at += HOLD if step == "expire" else timedelta(minutes=5)
        with clock.frozen(at):
            if step == "expire":
                lived.line.expire()
            lived.do(step, which)
            lived.compare()
