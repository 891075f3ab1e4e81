"""A group through weeks of claims, arrivals, departures, lapsing holds and extra places, against a
plain model.

After every step the model is asked: was there room? Then the claim must have been given, and only
then; and what had begun, or is closed, must lie where it lay.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from network.availability import extra
from network.availability.claims import NoFreePlace, claim
from network.availability.deal import Span
from network.availability.holds import begin_stay, end_stay, give_back, reserve
from network.availability.places import PlacesFilled
from network.availability.profile import ExtraReason, OccupancyKind
from network.availability.published import published_group
from network.availability.queries import house
from tenants import clock
from tenants.database import new_id, transaction
from tests import factories
from tests.actors import Cast
from tests.availability.lives import (
    NOBODY,
    PLACES,
    ROWS,
    STAY,
    Life,
    Numbered,
    apart,
    behind,
    covers,
    from_on,
    has_room,
    room,
)
from tests.effort import tried

BEGIN = datetime(2026, 10, 23, 21, 30, tzinfo=UTC)  # half past eleven; on Sunday clocks go back


class House:
    """A group of the institution, and what one may do in it."""

    def __init__(self, cast: Cast, owner: Engine, places: int) -> None:
        self.cast, self.owner, self.places = cast, owner, places
        self.group_id = factories.group(cast.institution, places, name=str(new_id()))

    def rows(self) -> list[Life]:
        with self.owner.connect() as connection:
            return [Life(*row) for row in connection.execute(ROWS, {"group": self.group_id})]

    def live(self) -> list[Life]:
        return [each for each in self.rows() if each.live]

    def numbered(self) -> list[Numbered]:
        with self.owner.connect() as connection:
            return [Numbered(*row) for row in connection.execute(PLACES, {"group": self.group_id})]

    def authorise(self, starts: int, length: int) -> None:
        first = clock.today() + timedelta(days=starts)
        last = first + timedelta(days=length)
        with self.cast.institution.acting() as scope, transaction():
            extra.authorise(
                scope, self.group_id, starts=first, ends=last, reason=ExtraReason.CRISIS
            )

    def shorten(self, which: int) -> None:
        before = self.live()
        extras = [each for each in self.numbered() if each.extra_from]
        if extras:
            chosen, today = extras[which % len(extras)], clock.today()
            after = [
                e for e in before if e.number == chosen.number and not apart(e, from_on(today))
            ]
            sooner = chosen.retired_on is not None and today < chosen.retired_on
            try:
                with self.cast.institution.acting() as scope, transaction():
                    extra.change_end(scope, self.group_id, chosen.id, ends=today, note="Prej")
            except PlacesFilled:
                assert sooner
            else:
                assert not (sooner and after)
        self.check_kept(before)

    def claim(self, kind: OccupancyKind, starts: int, length: int | None) -> None:
        first = clock.today() + timedelta(days=starts)
        last = None if length is None else first + timedelta(days=length)
        wanted: Span[UUID] = Span(NOBODY, first, last)
        before = self.live()
        promised = kind in (OccupancyKind.HOLD, OccupancyKind.RESERVATION)
        with self.expected(room(before, wanted, self.numbered())):
            with self.cast.institution.acting() as scope, transaction():
                claim(
                    scope,
                    self.group_id,
                    kind=kind,
                    starts=first,
                    ends=last,
                    expires_at=clock.now() + timedelta(hours=48)
                    if kind is OccupancyKind.HOLD
                    else None,
                    ask_id=new_id() if promised else None,
                    asker_id=self.cast.centre.tenant_id if promised else None,
                )
            assert len(self.live()) == len(before) + 1
        self.check_kept(before)

    @contextmanager
    def expected(self, there_is_room: bool) -> Iterator[None]:
        try:
            yield
        except NoFreePlace:
            assert not there_is_room
        else:
            assert there_is_room

    def check_kept(self, before: Sequence[Life]) -> None:
        """Nobody was put out, and who lives somewhere or closed it still does."""
        now = {each.id: each for each in self.rows()}
        for each in before:
            assert each.id in now
            if each.stays_put:
                assert now[each.id] == each

    def reserve(self, which: int) -> None:
        held = [each for each in self.live() if each.kind == OccupancyKind.HOLD]
        if held:
            with self.cast.centre.acting() as scope, transaction():
                reserve(scope, held[which % len(held)].ask_id or NOBODY)

    def arrive(self, which: int) -> None:
        waiting = [each for each in self.live() if each.kind == OccupancyKind.RESERVATION]
        if waiting:
            chosen = waiting[which % len(waiting)]
            others = [each for each in self.live() if each.id != chosen.id]
            wanted: Span[UUID] = Span(chosen.id, clock.today(), None)
            there = next(each for each in self.numbered() if each.number == chosen.number)
            own = has_room(there, others, wanted)
            possible = own or room(others, wanted, self.numbered())
            with self.expected(possible), self.cast.institution.acting() as scope, transaction():
                begin_stay(scope, chosen.id, clock.today(), None)

    def give_back(self, which: int) -> None:
        waiting = [each for each in self.live() if each.ask_id and each.kind != STAY]
        if waiting:
            with self.cast.centre.acting() as scope, transaction():
                give_back(scope, waiting[which % len(waiting)].ask_id or NOBODY)

    def leave(self, which: int) -> None:
        living = [e for e in self.live() if e.kind == STAY and e.starts <= clock.today()]
        if living:
            with self.cast.institution.acting() as scope, transaction():
                end_stay(scope, living[which % len(living)].id, clock.today())

    def check(self) -> None:
        """What the home and everybody else see is what there is, today and later."""
        live = self.live()
        with self.cast.institution.acting() as scope:
            own = house(scope, self.group_id)
        with self.cast.stranger.acting() as scope:
            group = published_group(scope, self.group_id)
        assert sorted((f.number, f.kind, f.starts, f.ends) for f in group.fillings if f.ends) == (
            sorted((e.number, e.kind, e.starts, e.ends) for e in live if e.ends)
        )
        for ahead in (0, 1, 5):
            on = clock.today() + timedelta(days=ahead)
            needed = [e.span() for e in live if covers(e.span(), on)]
            counted = group.counts(on)
            assert own.strip(self.group_id, on) == group.strip(on)
            standing = sum(each.stands(on) for each in self.numbered())
            assert counted.free == max(0, standing - len(needed) + behind(live, on))
            assert counted.places == standing
            crowd = group.crowd(on)
            assert (crowd.capacity, crowd.extra) == (self.places, standing - self.places)


claims = st.tuples(
    st.just("claim"),
    st.sampled_from(OccupancyKind),
    st.integers(0, 8),
    st.one_of(st.none(), st.integers(1, 8)),
)
others = st.tuples(
    st.sampled_from(["reserve", "arrive", "give_back", "leave", "shorten"]), st.integers(0, 9)
)
extras = st.tuples(st.just("authorise"), st.integers(0, 4), st.integers(1, 8))
pauses = st.tuples(st.just("wait"), st.sampled_from([1, 3, 24, 47, 49, 24 * 5]))


@settings(
    max_examples=tried(25, 200),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    places=st.integers(1, 3),
    steps=st.lists(
        st.one_of(claims, claims, others, extras, pauses), min_size=4, max_size=tried(16, 32)
    ),
)
def test_a_place_is_given_exactly_when_there_is_one(
    cast: Cast, owner: Engine, places: int, steps: list[tuple[object, ...]]
) -> None:
    now = BEGIN
    with clock.frozen(now):
        house = House(cast, owner, places)
    for name, *values in steps:
        if name == "wait":
            now += timedelta(hours=int(str(values[0])))
        with clock.frozen(now):
            if name != "wait":
                getattr(house, str(name))(*values)
            house.check()
