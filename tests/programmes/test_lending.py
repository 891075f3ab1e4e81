"""A house lends a room: others book it once, learn nothing of what it is used for, and are told
when it is taken back."""

from collections.abc import Callable
from datetime import time, timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError

from network.jobs.registry import JOBS
from network.programmes.sessions import lending, lent, planning, queries, repeating, room_lists
from network.programmes.sessions.booking import RoomTaken
from network.programmes.sessions.kinds import CancelReason, LendingRefusal
from network.programmes.sessions.lending import NotLent
from network.programmes.sessions.models import RoomBooking
from network.programmes.sessions.rooms import RoomInUse, give_up, retire
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.programmes import held, programmes
from tests.programmes.held import tomorrow

WHEN = {"begins": time(17), "minutes": 60}


def test_only_what_is_lent_is_seen_and_only_in_the_network(cast: Cast) -> None:
    room_id = held.room(cast.institution)
    held.room(cast.institution, "Rumena soba")
    with cast.stranger.acting() as scope:
        assert lent.rooms(scope) == ([], False)

    held.lent(cast.institution, room_id, note="Pritličje, ključ na recepciji.")

    with cast.stranger.acting() as scope:
        [found], more = lent.rooms(scope)
        assert (found.name, found.tenant_name, more) == ("Modra soba", "institution", False)
        assert found.note == "Pritličje, ključ na recepciji."
    for actor in (cast.institution, cast.outsider):
        with actor.acting() as scope:
            assert lent.rooms(scope) == ([], False)


def test_who_borrows_sees_when_it_is_taken_and_who_lends_by_which_programme(cast: Cast) -> None:
    room_id = held.lent(cast.institution)
    _, own = programmes.published(cast.institution)
    _, cohort_id = programmes.published(cast.stranger, name="Kuhanje")
    held.planned(cast.institution, own, begins=time(9), topic="Zasebno", room_ids=[room_id])
    session_id = held.planned(cast.stranger, cohort_id, topic="Juhe", room_ids=[room_id])

    with cast.stranger.acting() as scope:
        assert queries.one(scope, session_id).rooms == ["Modra soba (institution)"]
        times = lent.taken([room_id], clock.begins(tomorrow()), clock.now() + timedelta(days=3))
        hours = [each.when.starts_at.astimezone(clock.LOCAL).hour for each in times]
        assert hours == [9, 17]
        assert not db.session.scalars(
            select(RoomBooking).where(RoomBooking.asker_id != scope.tenant_id)
        ).all()
    with cast.institution.acting() as scope:
        moments = clock.begins(tomorrow()), clock.now() + timedelta(days=3)
        rows, _ = room_lists.booked(scope, *moments)
        assert [(row.house, row.programme) for row in rows] == [
            ("", "Varna pot"),
            ("stranger", "Kuhanje"),
        ]
        borrowed = rows[1].booking
        assert (borrowed.by_member_id, borrowed.by_name, borrowed.purpose) == (None, "", "")


def test_houses_that_want_it_at_once_get_it_once(cast: Cast) -> None:
    lends, borrows = cast.institution, cast.stranger
    several = [held.lent(lends, held.room(lends, name)) for name in ("A", "B", "C")]
    _, own = programmes.published(lends)
    _, other = programmes.published(borrows)
    together, won, lost = Barrier(6), [], []

    def want(order: int) -> None:
        wanted = several if order % 2 else several[::-1]
        house, cohort_id = (lends, own) if order % 3 else (borrows, other)
        together.wait()
        try:
            won.append(held.planned(house, cohort_id, room_ids=wanted))
        except RoomTaken as refusal:
            lost.append(refusal)

    at_once(*(partial(want, each) for each in range(6)))

    assert (len(won), len(lost)) == (1, 5)


def test_who_books_while_it_is_kept_back_or_retired_does_not_get_it(cast: Cast) -> None:
    """Whichever comes first: never a booking of a room that was not lent when it was made."""
    room_id = held.lent(cast.institution)
    _, cohort_id = programmes.published(cast.stranger)
    together, said = Barrier(2), []

    def keeps() -> None:
        together.wait()
        with cast.institution.acting() as scope, transaction():
            lending.keep(scope, room_id)

    def books() -> None:
        together.wait()
        try:
            said.append(held.planned(cast.stranger, cohort_id, room_ids=[room_id]))
        except NotFound:
            said.append(None)

    at_once(keeps, books)

    assert len(said) == 1
    with pytest.raises(NotFound):
        held.planned(cast.stranger, cohort_id, begins=time(20), room_ids=[room_id])
    with cast.institution.acting() as scope:
        if said[0] is None:
            with transaction():
                retire(scope, room_id)
        else:
            with pytest.raises(RoomInUse), transaction():
                retire(scope, room_id)


def test_a_series_in_a_lent_room_is_foreseen_with_what_is_taken(cast: Cast) -> None:
    room_id = held.lent(cast.institution)
    _, own = programmes.published(cast.institution)
    _, cohort_id = programmes.published(cast.stranger)
    day, until = tomorrow(), tomorrow() + timedelta(weeks=3)
    held.planned(cast.institution, own, day + timedelta(weeks=1), room_ids=[room_id])
    said: dict[str, Any] = {"on": day, "until": until, "skips_holidays": False} | WHEN

    with cast.stranger.acting() as scope:
        found = repeating.foresee(scope, cohort_id, room_ids=[room_id], **said)
        assert len(found.days) == 4
        assert [(each.room, each.taken.starts_at.date()) for each in found.clashes] == [
            ("Modra soba", day + timedelta(weeks=1))
        ]
        with pytest.raises(RoomTaken), transaction():
            repeating.repeat(scope, cohort_id, room_ids=[room_id], **said)
        without = [day + timedelta(weeks=1)]
        with transaction():
            series, made = repeating.repeat(
                scope, cohort_id, room_ids=[room_id], without=without, **said
            )
        assert (len(made), series.left_out) == (3, without)


def test_a_room_is_taken_back_with_a_reason_and_the_session_stays(
    cast: Cast, app: Flask, owner: Engine
) -> None:
    room_id = held.lent(cast.institution)
    session_ids = borrowed_weekly(cast.stranger, room_id, weeks=3)
    first, second, third = (of_session(owner, each) for each in session_ids)

    with cast.institution.acting() as scope:
        with transaction():
            lending.refuse(scope, second, reason=LendingRefusal.NEEDED, rest=True)
        with pytest.raises(NotLent), transaction():
            lending.refuse(scope, third, reason=LendingRefusal.CLOSED)
        with pytest.raises(Conflict), transaction():
            give_up(scope, first)

    with cast.stranger.acting() as scope:
        found = [queries.one(scope, each) for each in session_ids]
        assert [each.session.state for each in found] == ["planned"] * 3
        assert [each.rooms for each in found] == [["Modra soba (institution)"], [], []]
        assert found[1].taken_back == [("Modra soba (institution)", "needed")]
    assert told(app, owner) == [(cast.stranger.tenant_id, "Varna pot", session_ids[1])]


def test_only_who_manages_takes_back_and_only_what_is_to_come(cast: Cast, owner: Engine) -> None:
    room_id = held.lent(cast.institution)
    [session_id] = borrowed_weekly(cast.stranger, room_id, weeks=1)
    booking_id = of_session(owner, session_id)
    educator = colleague(owner, cast.institution, "ana", Role.EDUCATOR)
    why = {"reason": LendingRefusal.NEEDED}

    with educator.acting() as scope, pytest.raises(NotAllowed), transaction():
        lending.refuse(scope, booking_id, **why)
    with cast.stranger.acting() as scope, pytest.raises(NotFound), transaction():
        lending.refuse(scope, booking_id, **why)
    with (
        clock.frozen(clock.now() + timedelta(days=9)),
        cast.institution.acting() as scope,
        pytest.raises(NotLent),
        transaction(),
    ):
        lending.refuse(scope, booking_id, **why)
    with cast.stranger.acting() as scope, transaction():
        planning.cancel(scope, session_id, CancelReason.WEATHER)
    with cast.institution.acting() as scope, pytest.raises(NotLent), transaction():
        lending.refuse(scope, booking_id, **why)


FORGED = {
    "borrower: moves it": ("stranger", "SET ends_at = ends_at + interval '1 hour'"),
    "borrower: says why": ("stranger", "SET released_at = app_now(), refusal = 'other'"),
    "lender: without a reason": ("institution", "SET released_at = app_now()"),
    "lender: for another programme": ("institution", "SET programme = 'Drugo'"),
    "lender: gives it to itself": ("institution", "SET asker_id = tenant_id"),
}


@pytest.mark.parametrize("wrong", FORGED)
def test_the_database_holds_what_was_borrowed(cast: Cast, owner: Engine, wrong: str) -> None:
    room_id = held.lent(cast.institution)
    [session_id] = borrowed_weekly(cast.stranger, room_id, weeks=1)
    who, change = FORGED[wrong]
    actor: Actor = getattr(cast, who)

    with actor.acting(), pytest.raises(DBAPIError), transaction():
        db.session.connection().execute(text(f"UPDATE room_bookings {change}"))

    assert of_session(owner, session_id)


def at_once(*what: Callable[[], None]) -> None:
    threads = [Thread(target=each) for each in what]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def borrowed_weekly(house: Actor, room_id: UUID, weeks: int) -> list[UUID]:
    """The sessions of a new programme of the house, from tomorrow on, in a lent room."""
    _, cohort_id = programmes.published(house)
    until = tomorrow() + timedelta(weeks=weeks - 1)
    said: dict[str, Any] = {"on": tomorrow(), "until": until, "skips_holidays": False} | WHEN
    with house.acting() as scope, transaction():
        _, made = repeating.repeat(scope, cohort_id, room_ids=[room_id], **said)
        return [each.id for each in made]


def of_session(owner: Engine, session_id: UUID) -> UUID:
    with owner.connect() as connection:
        found = connection.scalars(
            text("SELECT id FROM room_bookings WHERE session_id = :id"), {"id": session_id}
        ).one()
        assert isinstance(found, UUID)
        return found


def told(app: Flask, owner: Engine) -> list[tuple[UUID, str, UUID]]:
    """Whom the job tells, of which programme and session, however often it comes."""
    with owner.connect() as connection:
        [args] = connection.scalars(
            text("SELECT args FROM procrastinate_jobs WHERE task_name = 'room_refused'")
        ).all()
    for _ in range(2):
        with app.app_context():
            JOBS["room_refused"](**args)
    with owner.connect() as connection:
        rows = connection.execute(
            text("SELECT tenant_id, number, path FROM notices WHERE kind = 'room_refused'")
        ).all()
    return [(tenant_id, number, UUID(path.rpartition("/")[2])) for tenant_id, number, path in rows]


def test_what_is_booked_stays_booked_though_it_is_lent_no_more(cast: Cast) -> None:
    room_id = held.lent(cast.institution)
    [session_id] = borrowed_weekly(cast.stranger, room_id, weeks=1)
    with cast.institution.acting() as scope, transaction():
        lending.keep(scope, room_id)
    said: dict[str, Any] = {"on": tomorrow(), "room_ids": [room_id]} | WHEN

    with cast.stranger.acting() as scope:
        with transaction():
            planning.change(scope, session_id, topic="Juhe", **said)
        assert queries.one(scope, session_id).rooms == ["Modra soba (institution)"]
        with pytest.raises(NotFound), transaction():
            planning.change(scope, session_id, **(said | {"minutes": 90}))
        assert queries.one(scope, session_id).rooms == ["Modra soba (institution)"]
