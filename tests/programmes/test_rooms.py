"""A room is booked once, whoever wants it at the same time, and whoever comes late reads why."""

from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import IntegrityError

from network.programmes.sessions import booking, planning, queries, repeating, rooms
from network.programmes.sessions.booking import RoomTaken
from network.programmes.sessions.kinds import CancelReason
from network.programmes.sessions.models import ProgrammeSession, RoomBooking
from network.programmes.sessions.recurring import Span
from network.programmes.sessions.rooms import RoomInUse, RoomNameTaken
from tenants import clock
from tenants.database import db, new_id, transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.effort import tried
from tests.programmes import held, programmes
from tests.programmes.held import tomorrow


def test_a_room_that_is_taken_is_refused_with_when(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    room_id = held.room(cast.institution)
    held.planned(cast.institution, cohort_id, begins=time(15), room_ids=[room_id])

    with pytest.raises(RoomTaken) as refused:
        held.planned(cast.institution, cohort_id, begins=time(15, 59), room_ids=[room_id])
    held.planned(cast.institution, cohort_id, begins=time(16), room_ids=[room_id])

    day = tomorrow()
    assert str(refused.value) == (
        f"Modra soba is taken from 15:00 to 16:00 on {day.day}. {day.month}. {day.year}."
    )
    with cast.institution.acting():
        assert db.session.scalar(select(func.count()).select_from(ProgrammeSession)) == 2


def test_two_at_once_get_it_once_and_nobody_waits_for_ever(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    several = [held.room(cast.institution, name) for name in ("A", "B", "C")]
    together, won, lost = Barrier(6), [], []

    def want(order: int) -> None:
        wanted = several if order % 2 else several[::-1]
        together.wait()
        try:
            won.append(held.planned(cast.institution, cohort_id, room_ids=wanted))
        except RoomTaken as refusal:
            lost.append(refusal)

    threads = [Thread(target=want, args=(each,)) for each in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(won), len(lost)) == (1, 5)


def test_the_database_itself_refuses_what_overlaps(cast: Cast) -> None:
    room_id = held.room(cast.institution)
    with cast.institution.acting() as scope, transaction():
        rooms.book(scope, room_id, on=tomorrow(), begins=time(9), minutes=60, purpose="Sestanek")

    again = text(
        "INSERT INTO room_bookings (tenant_id, id, asker_id, room_id, starts_at, ends_at, purpose,"
        " programme, refusal, by_member_id, by_name, created_at) SELECT tenant_id, :id, asker_id,"
        " room_id, starts_at + interval '59 minutes', ends_at + interval '1 hour', purpose, '', '',"
        " by_member_id, by_name, created_at FROM room_bookings"
    )
    with (
        cast.institution.acting(),
        pytest.raises(IntegrityError, match="ex_room_bookings_one_at_a_time"),
        transaction(),
    ):
        db.session.connection().execute(again, {"id": new_id()})


def test_a_series_takes_its_room_every_time_or_not_at_all(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    room_id, day = held.room(cast.institution), tomorrow()
    third = day + timedelta(weeks=2)
    held.planned(cast.institution, cohort_id, third, room_ids=[room_id])
    when = {"on": day, "begins": time(16, 30), "minutes": 45, "skips_holidays": False}
    until = day + timedelta(weeks=4)

    with cast.institution.acting() as scope:
        with pytest.raises(RoomTaken), transaction():
            repeating.repeat(scope, cohort_id, until=until, room_ids=[room_id], **when)
        assert db.session.scalar(select(func.count()).select_from(ProgrammeSession)) == 1
        with transaction():
            _, made = repeating.repeat(scope, cohort_id, until=until, **when)
        assert len(made) == 5


def test_what_is_cancelled_or_moved_gives_its_room_back(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    room_id = held.room(cast.institution)
    first = held.planned(cast.institution, cohort_id, room_ids=[room_id])
    with cast.institution.acting() as scope, transaction():
        terms = {"on": tomorrow(), "begins": time(20), "minutes": 60, "room_ids": [room_id]}
        planning.change(scope, first, **terms)
    second = held.planned(cast.institution, cohort_id, room_ids=[room_id])
    with cast.institution.acting() as scope, transaction():
        planning.cancel(scope, second, CancelReason.STAFF_ILL)

    held.planned(cast.institution, cohort_id, room_ids=[room_id])

    with cast.institution.acting() as scope:
        assert queries.one(scope, second).rooms == []
        assert queries.one(scope, first).rooms == ["Modra soba"]


def test_a_booking_for_something_else_is_given_up_but_not_a_session_s(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    room_id = held.room(cast.institution)
    when = {"on": tomorrow(), "begins": time(9), "minutes": 60}
    held.planned(cast.institution, cohort_id, room_ids=[room_id])

    with cast.institution.acting() as scope:
        with pytest.raises(Invalid), transaction():
            rooms.book(scope, room_id, purpose=" ", **when)
        with pytest.raises(Invalid), transaction():
            rooms.book(scope, room_id, purpose="x", **(when | {"on": clock.today() - held.A_DAY}))
        with transaction():
            booking_id = rooms.book(scope, room_id, purpose="Sestanek", **when).id
        with pytest.raises(RoomInUse), transaction():
            rooms.retire(scope, room_id)
        with transaction():
            rooms.give_up(scope, booking_id)
        of_session = db.session.scalars(
            select(RoomBooking.id).where(RoomBooking.session_id.is_not(None))
        ).one()
        with pytest.raises(Conflict), transaction():
            rooms.give_up(scope, of_session)
        with transaction():
            rooms.book(scope, room_id, purpose="Drugo", **when)


def test_rooms_have_names_of_their_own_and_are_kept_by_those_who_manage(
    cast: Cast, owner: Engine
) -> None:
    room_id = held.room(cast.institution)
    educator = colleague(owner, cast.institution, "ana", Role.EDUCATOR)

    with pytest.raises(RoomNameTaken):
        held.room(cast.institution, "modra soba ")
    with pytest.raises(NotAllowed):
        held.room(educator, "Rumena")
    held.room(cast.stranger)
    with cast.stranger.acting() as scope, pytest.raises(NotFound), transaction():
        rooms.retire(scope, room_id)
    with cast.institution.acting() as scope:
        with transaction():
            rooms.change(scope, room_id, name="Projektor", kind="equipment")
            rooms.retire(scope, room_id)
        with pytest.raises(NotFound), transaction():
            booking.take(scope, [room_id], [(None, queries_span())], purpose="x")


def queries_span() -> Span:
    at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    return Span(at, at + timedelta(hours=1))


@settings(max_examples=tried(10, 100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wanted=st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 6), st.booleans()), min_size=1, max_size=12
    )
)
def test_what_is_booked_never_overlaps_and_only_that_is_refused(
    cast: Cast, wanted: list[tuple[int, int, bool]]
) -> None:
    """Beside a model: quarters of an hour that are taken."""
    room_id = held.room(cast.institution, str(new_id()))
    taken: dict[int, int] = {}
    for begins, quarters, stays in wanted:
        slots = range(begins, begins + quarters)
        when = {"begins": time(8 + begins // 4, begins % 4 * 15), "minutes": quarters * 15}
        free = not any(slot in taken for slot in slots)
        with cast.institution.acting() as scope:
            try:
                with transaction():
                    made = rooms.book(scope, room_id, on=tomorrow(), purpose="x", **when).id
            except RoomTaken:
                assert not free
                continue
            assert free
            if stays:
                taken |= dict.fromkeys(slots, 1)
            else:
                with transaction():
                    rooms.give_up(scope, made)
