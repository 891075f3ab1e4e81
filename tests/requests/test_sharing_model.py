"""Random histories of bases and shares: what each home reads equals the model, part by part.

Each history is lived through in one transaction that is undone, as the application's role, with a
look through the share views after every act; a sample is lived through for good and looked at in a
browser.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import text

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.requests import queries, who_sees
from network.requests.actions import asking, declining, sharing, withdrawing
from network.requests.reasons import Decline
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import DomainError
from tenants.isolation import acting_as, on_behalf_of
from tenants.scope import Scope
from tests import factories
from tests.actors import Actor, Cast
from tests.effort import tried
from tests.reading import english, words
from tests.requests.sharing_model import EVERYTHING, STEP, Ground, Home, Model
from tests.shares import with_file

HISTORIES = tried(60, 20_000)
ON_PAGES = tried(3, 100)
STEPS = 12
SENSIBLE = 0.75  # of what is shown, how much could be
STARTS = datetime.fromisoformat("2026-11-20T09:00:00+00:00")


@dataclass
class Life:
    """One history: the dice, the model, and the real thing beside it."""

    rng: Random
    cast: Cast
    person_id: UUID
    asks: dict[str, UUID]
    model: Model
    recorded: list[UUID] = field(default_factory=list)

    def home(self, name: str) -> Actor:
        found: Actor = getattr(self.cast, name)
        return found

    def some(self) -> frozenset[str]:
        return frozenset(self.rng.sample(EVERYTHING, self.rng.randint(1, len(EVERYTHING))))

    def one_home(self) -> str:
        return self.rng.choice(sorted(self.asks))


@pytest.fixture
def life(cast: Cast) -> Callable[[int], Life]:
    """A request with its file, asked of two homes; each history begins from there."""
    with clock.frozen(STARTS):
        groups = {n: factories.group(getattr(cast, n), name=n) for n in ("institution", "stranger")}
        request_id = factories.request(cast.centre)
        person_id = with_file(cast.centre, request_id)
        asks = {n: factories.ask(cast.centre, group, request_id) for n, group in groups.items()}
        for ask_id in asks.values():
            with cast.centre.acting() as scope, transaction():
                asking.raise_level(scope, ask_id)

    def begin(seed: int) -> Life:
        model = Model(clock.local_day(STARTS), {name: Home() for name in asks})
        return Life(Random(seed), cast, person_id, asks, model)

    return begin


def grant(life: Life, scope: Scope) -> None:
    """A consent, a court order, a task of statute or a danger; sometimes somebody says no."""
    kind = life.rng.choice(
        (
            Basis.CONSENT,
            Basis.CONSENT,
            Basis.COURT_ORDER,
            Basis.STATUTORY_TASK,
            Basis.VITAL_INTEREST,
        )
    )
    no = kind is Basis.CONSENT and life.rng.random() < 0.25
    what, homes = life.some(), _some_homes(life)
    first = life.model.today + timedelta(days=life.rng.choice((0, 0, 0, 2)))
    last = first + timedelta(days=life.rng.randint(0, 6))
    told = Told(
        kind,
        [Category(each) for each in what],
        recipients=[life.home(name).tenant_id for name in homes],
        starts=first,
        ends=last,
        givers=[Giver.MOTHER],
        how=How.IN_PERSON,
        dissent=no,
        article="ZSV, 88. člen",
        court="Okrožno sodišče",
        decision_number="III N 1/2026",
        final_on=date(2026, 11, 2),
        reason="Nevarnost.",
    )
    life.recorded.append(bases.record(scope, life.person_id, told).id)
    life.model.grounds.append(Ground(kind.value, what, homes, first, last, no))


def _some_homes(life: Life) -> frozenset[str]:
    chosen = life.rng.choice(((), (), ("institution",), ("stranger",)))
    return frozenset(chosen)


def withdraw(life: Life, scope: Scope) -> None:
    if not life.recorded:
        return
    at = life.rng.randrange(len(life.recorded))
    expected = not life.model.grounds[at].gone
    done = _tried(lambda: withdrawing.withdraw_basis(scope, life.recorded[at]))
    assert done == expected
    life.model.grounds[at].gone = True


def narrow(life: Life, scope: Scope) -> None:
    """Taken back and given anew for less."""
    withdraw(life, scope)
    grant(life, scope)


def show(life: Life, scope: Scope) -> None:
    name = life.one_home()
    what = _within_reach(life, name) if life.rng.random() < SENSIBLE else set(life.some())
    done = _tried(
        lambda: sharing.show_parts(scope, life.asks[name], [Category(each) for each in what])
    )
    assert done == life.model.show(name, what)


def _within_reach(life: Life, name: str) -> set[str]:
    """Some of what could be shown, so that histories are not all refusals."""
    level = life.model.homes[name].level
    could = [w for w in EVERYTHING if STEP[w] <= level + 1 and life.model.covered(name, w)]
    return set(life.rng.sample(could, life.rng.randint(1, len(could)))) if could else set()


def close(life: Life, scope: Scope) -> None:
    name = life.one_home()
    what = set(life.some()) if life.rng.random() < 0.5 else set()
    asked_to = [Category(each) for each in what]
    done = _tried(lambda: sharing.close_parts(scope, life.asks[name], asked_to))
    assert done == life.model.close(name, what)


def decline(life: Life, _: Scope) -> None:
    name = life.one_home()
    with on_behalf_of(life.home(name).scope) as scope:
        done = _tried(lambda: declining.decline(scope, life.asks[name], Decline.NO_PLACE))
    assert done == life.model.decline(name)


def reopen(life: Life, _: Scope) -> None:
    name = life.one_home()
    with on_behalf_of(life.home(name).scope) as scope:
        done = _tried(lambda: declining.reopen(scope, life.asks[name], "Mesto se je sprostilo."))
    assert done == life.model.reopen(name)


def lift(life: Life, scope: Scope) -> None:
    name = life.one_home()
    done = _tried(lambda: asking.raise_level(scope, life.asks[name]))
    assert done == life.model.lift(name)


FIRST = (grant, show)
ACTS = (grant, grant, grant, show, show, show, show, withdraw, narrow, close, decline, reopen, lift)


def _tried(act: Callable[[], object]) -> bool:
    """Whether it was done; a refusal leaves no trace."""
    part = db.session.begin_nested()
    try:
        act()
    except DomainError:
        part.rollback()
        return False
    part.commit()
    return True


def _live(life: Life) -> Iterator[tuple[datetime, Callable[[Life, Scope], None]]]:
    """The moments of a history with their acts; now and then a day or more goes by."""
    moment = STARTS
    for step in range(STEPS):
        act = FIRST[step] if step < len(FIRST) else life.rng.choice(ACTS)
        moment += timedelta(minutes=1)
        if life.rng.random() < 0.15:
            moment += timedelta(days=life.rng.randint(1, 4))
        life.model.today = clock.local_day(moment)
        yield moment, act


def _read(life: Life, name: str) -> set[str]:
    with on_behalf_of(life.home(name).scope):
        return set(db.session.scalars(text("SELECT category FROM received_parts")))


def _told(life: Life, scope: Scope) -> dict[str, set[str]]:
    """What the centre is told that each home sees."""
    asks = {name: queries.get_ask(scope, ask_id) for name, ask_id in life.asks.items()}
    request = queries.get_request(scope, next(iter(asks.values())).request_id)
    homes = who_sees.homes(scope, request, list(asks.values()))
    said = {home.ask.id: {category.value for category in home.shown} for home in homes}
    return {name: said.get(ask_id, set()) for name, ask_id in life.asks.items()}


@contextmanager
def undone(life: Life) -> Iterator[Scope]:
    """Everything in one transaction, of which nothing stays."""
    with life.cast.centre.app.app_context(), acting_as(life.cast.centre.scope) as scope:
        yield scope
        db.session.rollback()


@pytest.mark.parametrize("part", range(4))
def test_what_each_home_reads_equals_the_model(life: Callable[[int], Life], part: int) -> None:
    seen = 0
    for seed in range(part, HISTORIES, 4):
        one = life(seed)
        with undone(one) as scope:
            for moment, act in _live(one):
                with clock.frozen(moment):
                    act(one, scope)
                    for name in one.asks:
                        read = _read(one, name)
                        assert read == one.model.readable(name), (seed, act.__name__, name)
                        seen += len(read)
                    assert not _read(one, "coordination"), seed
                    assert _told(one, scope) == {n: one.model.readable(n) for n in one.asks}, seed

    assert seen > HISTORIES // 4  # something was there to be read


@pytest.mark.parametrize("seed", range(ON_PAGES))
def test_the_same_on_the_pages_of_the_homes(life: Callable[[int], Life], seed: int) -> None:
    one = life(10**6 + seed)
    moment = STARTS
    with one.cast.centre.app.app_context():
        for moment, act in _live(one):
            with clock.frozen(moment), acting_as(one.cast.centre.scope) as scope, transaction():
                act(one, scope)

    with clock.frozen(moment):
        for name, ask_id in one.asks.items():
            told = words(english(one.home(name)).get(f"/asks/{ask_id}"))
            readable = one.model.readable(name)
            assert ("Živa" in told) == ("identity" in readable), (seed, name)
            assert ("Nikjer 1" in told) == ("contact" in readable), (seed, name)
            assert ("oreščki" in told) == ("health" in readable), (seed, name)
