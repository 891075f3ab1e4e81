"""Whatever both sides do, in whatever order and at whatever time, the database stays with the
model, and what must never be is not."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text

from network.availability.published import published_group
from network.placements import actions as placements
from network.placements.lifecycle import Destination, NonArrival
from network.placements.queries import of_ask
from network.requests import lists, queries
from network.requests.actions import answering, asking, declining, searching, visiting, writing
from network.requests.lifecycle import ENDED, MOVES, OF_PROGRAMMES, AskMove, AskState
from network.requests.reasons import Closing, Decline, Refusal, Visitor, Withdrawal
from network.requests.thread import RECEIVED_DISCLOSURES
from tenants import clock
from tenants.database import db, new_id, transaction
from tenants.errors import Conflict, Invalid
from tenants.scope import Scope
from tests import factories
from tests.actors import Actor, Cast
from tests.effort import tried
from tests.requests.model import LONGER, SOON, Search

CAPACITY = (1, 2)
STEPS = tried(14, 28)
Deed = tuple[str, int]  # what is done, and with which ask or group
# What follows by itself, and what only time makes possible, has tests of its own.
NOT_BY_HAND = {AskMove.RELEASE, AskMove.GIVE_UP, *OF_PROGRAMMES}
BY_HAND = [move for move in AskMove if move not in NOT_BY_HAND]
ONWARD = {
    AskMove.OFFER: 4,
    AskMove.ACCEPT: 6,
    AskMove.ARRIVE: 4,
    AskMove.DEPART: 3,
    AskMove.CANCEL: 2,
}
HOURS = st.sampled_from([0, 0, 0, 0, 1, 47, 49])
ANYTHING = st.tuples(st.sampled_from([*BY_HAND, "ask", "close"]), st.integers(0, 4))
ONE_LIVE_HOLD = text(
    "SELECT count(*) FROM occupancies o JOIN asks a ON a.id = o.ask_id WHERE o.released_at IS NULL"
    " AND o.kind IN ('hold', 'reservation') AND a.ended_at IS NOT NULL"
)
ACCEPTED_TWICE = text(
    "SELECT count(*) FROM (SELECT request_id FROM asks WHERE state IN ('accepted', 'arrived')"
    " GROUP BY request_id HAVING count(*) > 1) twice"
)


class Reality:
    """The same request in the database, moved by the real acts of the real people."""

    def __init__(self, cast: Cast) -> None:
        self.centre = cast.centre
        self.homes = (cast.institution, cast.stranger)
        self.groups = [
            factories.group(home, capacity=places, name=str(new_id()))
            for home, places in zip(self.homes, CAPACITY, strict=True)
        ]
        self.request_id = factories.request(cast.centre)
        self.asks: list[tuple[UUID, Actor]] = []

    def ask(self, group: int) -> bool:
        def act() -> None:
            with self.centre.acting() as scope, transaction():
                made = asking.ask(scope, self.request_id, [self.groups[group]])
                ask_id = made[0].id
            self.asks.append((ask_id, self.homes[group]))

        return went_well(act)

    def close(self) -> bool:
        def act() -> None:
            with self.centre.acting() as scope, transaction():
                writing.close(scope, self.request_id, Closing.LOST_CONTACT)

        return went_well(act)

    def move(self, number: int, made: AskMove) -> bool:
        ask_id, home = self.asks[number]
        return went_well(lambda: move(self.centre, home, ask_id, made))

    def states(self) -> list[AskState]:
        with self.centre.acting() as scope:
            return [lists.state_now(queries.own_ask(scope, ask_id)) for ask_id, _ in self.asks]


def went_well(act: Callable[[], None]) -> bool:
    try:
        act()
    except (Conflict, Invalid):
        return False
    return True


def move(centre: Actor, home: Actor, ask_id: UUID, made: AskMove) -> None:
    """The move, by the side to which it belongs. Opening what is opened is simply reading it."""
    match made:
        case AskMove.ACCEPT:
            with centre.acting() as scope, transaction():
                placements.accept(scope, ask_id)
        case AskMove.REFUSE:
            with centre.acting() as scope, transaction():
                asking.refuse(scope, ask_id, Refusal.TOO_FAR)
        case AskMove.WITHDRAW:
            with centre.acting() as scope, transaction():
                asking.withdraw(scope, ask_id, Withdrawal.NEEDS_CHANGED)
        case AskMove.CANCEL:
            with centre.acting() as scope, transaction():
                placements.cancel(scope, ask_id, Withdrawal.OTHER_SOLUTION)
        case _:
            answer(home, ask_id, made)
    if made is AskMove.NOT_ARRIVE:  # what the worker does for the centre as soon as it hears
        with centre.acting() as scope, transaction():
            searching.search_again(scope, queries.own_ask(scope, ask_id).request_id)


ANSWERS: dict[AskMove, Callable[[Scope, UUID], object]] = {
    AskMove.INTEREST: answering.show_interest,
    AskMove.WAITLIST: answering.waitlist,
    AskMove.OFFER: answering.offer,
    AskMove.VISIT: visiting.record_visit,
    AskMove.DECLINE: lambda scope, ask: declining.decline(scope, ask, Decline.NO_PLACE),
    AskMove.STEP_BACK: lambda scope, ask: declining.step_back(scope, ask, "a mistake"),
    AskMove.REOPEN: lambda scope, ask: declining.reopen(scope, ask, "a place became free"),
    AskMove.EXTEND: lambda scope, ask: answering.extend(
        scope, ask, hold_for=LONGER, note="the court is late"
    ),
    AskMove.ARRANGE_VISIT: lambda scope, ask: visiting.arrange_visit(
        scope, ask, at=clock.now() + SOON, participants=[Visitor.PARENT]
    ),
}


def answer(home: Actor, ask_id: UUID, made: AskMove) -> None:
    with home.acting() as scope, transaction():
        if made in ANSWERS:
            ANSWERS[made](scope, ask_id)
        elif made is not AskMove.OPEN:
            record(home, ask_id, made)
        elif lists.state_now(queries.get_ask(scope, ask_id)) is not AskState.SENT:
            raise Conflict("nothing to open")
        else:
            answering.open_ask(scope, ask_id)


def record(home: Actor, ask_id: UUID, made: AskMove) -> None:
    scope = home.scope
    found = of_ask(scope, ask_id)
    if found is None:
        raise Conflict("nobody is placed")
    match made:
        case AskMove.NOT_ARRIVE:
            placements.not_arrive(scope, found.id, NonArrival.OTHER)
        case AskMove.ARRIVE:
            reference = f"R{str(ask_id)[-6:]}"
            placements.arrive(scope, found.id, arrived_on=clock.today(), reference=reference)
        case AskMove.DEPART:
            placements.depart(scope, found.id, left_on=clock.today(), destination=Destination.HOME)


def sensible(model: Search) -> list[Deed]:
    """What could be done now; what leads on towards a stay more often than what ends an ask."""
    deeds: list[Deed] = [("ask", group) for group in range(len(CAPACITY))]
    for number, ask in enumerate(model.asks):
        before = ask.at(model.now)
        for move in BY_HAND:
            deeds += [(move, number)] * (ONWARD.get(move, 1) if (before, move) in MOVES else 0)
    return deeds


def do(deed: Deed, model: Search, real: Reality) -> tuple[bool, bool]:
    """The same deed in the model and in the database, and whether each let it happen."""
    what, which = deed
    if what == "ask":
        group = which % len(CAPACITY)
        return model.ask(group), real.ask(group)
    if what == "close":
        return model.close(), real.close()
    if not model.asks:
        return False, False
    number, made = which % len(model.asks), AskMove(what)
    return model.move(model.asks[number], made), real.move(number, made)


@given(st.data())
@settings(
    max_examples=tried(12, 200),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_database_follows_the_model_whatever_people_do(
    cast: Cast, owner: Engine, story: st.DataObject
):
    real, model = Reality(cast), Search(clock.now(), CAPACITY)
    for _ in range(STEPS):
        model.now += timedelta(hours=story.draw(HOURS))
        with clock.frozen(model.now):
            likely = st.sampled_from(sensible(model))
            deed = story.draw(st.one_of(likely, likely, likely, ANYTHING))
            expected, happened = do(deed, model, real)

            assert happened is expected, deed
            same(model, real)
            sound(model, real, owner)


def same(model: Search, real: Reality) -> None:
    """States, free places and the request's state are the model's."""
    assert real.states() == [ask.at(model.now) for ask in model.asks]
    with real.centre.acting() as scope:
        request = queries.get_request(scope, real.request_id)
        assert queries.state_of(scope, request) is model.state
        for number, group_id in enumerate(real.groups):
            published = published_group(scope, group_id)
            assert published.counts(clock.today()).free == model.free(number)


def sound(model: Search, real: Reality, owner: Engine) -> None:
    """No place is kept for an ask that has ended, no request accepts two places, and no home
    reads anything of an ask that is over."""
    with owner.connect() as connection:
        assert connection.scalar(ONE_LIVE_HOLD) == 0
        assert connection.scalar(ACCEPTED_TWICE) == 0
    for home in real.homes:
        live = {
            ask_id
            for (ask_id, asked), ask in zip(real.asks, model.asks, strict=True)
            if asked is home and ask.at(model.now) not in ENDED
        }
        with home.acting():
            read = set(db.session.scalars(select(RECEIVED_DISCLOSURES.c.ask_id)))
        assert read & {ask_id for ask_id, _ in real.asks} == live
