"""Who came is marked in one go and corrected later; whoever stays away is asked after."""

from threading import Barrier, Thread
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.clocks import queries as clocks
from network.clocks.kinds import ClockKind
from network.programmes import ending
from network.programmes.lifecycle import EndReason
from network.programmes.sessions import attending, following_up, noting, planning, queries, totals
from network.programmes.sessions.attending import CannotMark
from network.programmes.sessions.following_up import NobodyMissing
from network.programmes.sessions.kinds import (
    AttendanceMark,
    CancelReason,
    FollowUpKind,
    NoteCategory,
    SessionKind,
)
from network.programmes.sessions.planning import SessionPast
from tenants import clock
from tenants.database import db, new_id, transaction
from tenants.errors import Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.programmes import held, programmes

CAME, AWAY, LATE = AttendanceMark.CAME, AttendanceMark.UNEXCUSED, AttendanceMark.LATE


def mark(
    house: Actor,
    session_id: UUID,
    marks: dict[UUID, AttendanceMark],
    others: AttendanceMark | None = None,
) -> None:
    with house.acting() as scope, transaction():
        attending.mark(scope, session_id, marks=marks, others=others)


def asked_after(house: Actor, enrolment_id: UUID) -> bool:
    with house.acting() as scope:
        found = clocks.of_subjects(scope, [enrolment_id])[enrolment_id]
        return any(
            one.clock.kind == ClockKind.NO_SHOW and not clocks.ended(one.clock) for one in found
        )


def test_those_who_did_not_come_are_named_and_all_others_came(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=12)
    people = [held.takes_part(cast.institution, cohort_id, f"P{at:02}") for at in range(12)]
    session_id = held.begun(cast.institution, cohort_id)

    mark(cast.institution, session_id, {people[3]: AWAY, people[7]: LATE}, others=CAME)

    with cast.institution.acting() as scope:
        found = queries.one(scope, session_id)
        assert (found.session.state, found.marked) == ("held", 12)
        counted = totals.of_cohort(scope, cohort_id)
        assert (counted.came, counted.of(AWAY), counted.marked) == (11, 1, 12)
        assert totals.of_enrolment(scope, people[3]).of(AWAY) == 1


def test_what_is_said_again_corrects_and_what_was_said_stays_known(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one, two = (held.takes_part(cast.institution, cohort_id, name) for name in ("A", "B"))
    session_id = held.begun(cast.institution, cohort_id)
    mark(cast.institution, session_id, {one: AWAY}, others=CAME)

    mark(cast.institution, session_id, {one: AttendanceMark.EXCUSED, two: CAME})

    with cast.institution.acting() as scope:
        assert totals.of_cohort(scope, cohort_id).by_mark == {CAME: 1, AttendanceMark.EXCUSED: 1}
        assert [(each.before, each.mark) for each in totals.changes_of(scope, session_id)] == [
            ("", "unexcused"),
            ("", "came"),
            ("unexcused", "excused"),
        ]


def test_two_who_mark_at_once_leave_one_mark_and_both_stay_known(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one = held.takes_part(cast.institution, cohort_id, "A")
    session_id, together = held.begun(cast.institution, cohort_id), Barrier(2)

    def say(said: AttendanceMark) -> None:
        together.wait()
        mark(cast.institution, session_id, {one: said})

    threads = [Thread(target=say, args=(each,)) for each in (CAME, LATE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with cast.institution.acting() as scope:
        first, second = totals.changes_of(scope, session_id)
        assert (first.before, second.before) == ("", first.mark)
        assert totals.of_cohort(scope, cohort_id).by_mark == {AttendanceMark(second.mark): 1}


def test_only_those_who_took_part_on_that_day_are_marked(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=5)
    early = held.takes_part(cast.institution, cohort_id, "A")
    left = held.takes_part(cast.institution, cohort_id, "B")
    rests = held.takes_part(cast.institution, cohort_id, "C")
    late = held.takes_part(cast.institution, cohort_id, "D", days=1)
    with cast.institution.acting() as scope, transaction():
        gone = clock.today() - 10 * held.A_DAY
        ending.end_early(scope, left, gone, EndReason.NO_INTEREST)
        ending.pause(scope, rests, clock.today() + held.A_DAY)
    session_id = held.begun(cast.institution, cohort_id, days_ago=5)

    with pytest.raises(Invalid):
        mark(cast.institution, session_id, {left: CAME})
    with pytest.raises(Invalid):
        mark(cast.institution, session_id, {late: CAME})
    with pytest.raises(Invalid):
        mark(cast.institution, session_id, {})
    mark(cast.institution, session_id, {}, others=CAME)

    with cast.institution.acting() as scope:
        found = attending.expected(scope, queries.get(scope, session_id))
        assert [(one.enrolment.id, one.mark, one.rests) for one in found] == [
            (early, CAME, False),
            (rests, None, True),
        ]


def test_a_session_to_come_or_cancelled_is_not_marked_and_one_held_is_not_cancelled(
    cast: Cast,
) -> None:
    _, cohort_id = programmes.published(cast.institution)
    held.takes_part(cast.institution, cohort_id, "A")
    to_come = held.planned(cast.institution, cohort_id)
    over = held.begun(cast.institution, cohort_id)

    with pytest.raises(CannotMark):
        mark(cast.institution, to_come, {}, others=CAME)
    mark(cast.institution, over, {}, others=CAME)
    with cast.institution.acting() as scope:
        with pytest.raises(SessionPast), transaction():
            planning.cancel(scope, over, CancelReason.TOO_FEW)
        with transaction():
            planning.cancel(scope, to_come, CancelReason.TOO_FEW)
    with clock.frozen(clock.now() + 3 * held.A_DAY), pytest.raises(CannotMark):
        mark(cast.institution, to_come, {}, others=CAME)


def test_an_individual_session_is_for_one(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one, other = (held.takes_part(cast.institution, cohort_id, name) for name in ("A", "B"))
    alone = {"kind": SessionKind.INDIVIDUAL, "enrolment_id": one}
    session_id = held.begun(cast.institution, cohort_id, **alone)

    with pytest.raises(Invalid):
        held.begun(cast.institution, cohort_id, kind=SessionKind.INDIVIDUAL)
    with pytest.raises(Invalid):
        mark(cast.institution, session_id, {other: CAME})
    mark(cast.institution, session_id, {}, others=CAME)

    with cast.institution.acting() as scope:
        assert [each.session.id for each in totals.attended(scope, one)[0]] == [session_id]
        assert totals.of_enrolment(scope, other).marked == 0


def test_whoever_stays_away_twice_in_a_row_is_asked_after(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one = held.takes_part(cast.institution, cohort_id, "A")
    older, old, new = (held.begun(cast.institution, cohort_id, days_ago=n) for n in (20, 13, 6))
    mark(cast.institution, older, {one: AWAY})
    mark(cast.institution, new, {one: AWAY})
    assert asked_after(cast.institution, one)
    mark(cast.institution, old, {one: CAME})
    assert not asked_after(cast.institution, one)

    mark(cast.institution, old, {one: AWAY})
    assert asked_after(cast.institution, one)
    with cast.institution.acting() as scope, transaction():
        following_up.follow_up(scope, one, done=FollowUpKind.CALLED, words="Pride drugič.")

    assert not asked_after(cast.institution, one)
    with cast.institution.acting() as scope:
        [(row, words)] = following_up.followed_up(scope, one)
        assert (row.done, words) == ("called", "Pride drugič.")
    again = held.begun(cast.institution, cohort_id, days_ago=3)
    mark(cast.institution, again, {one: AWAY})
    assert not asked_after(cast.institution, one)


def test_nobody_is_asked_after_who_came_or_has_left(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one = held.takes_part(cast.institution, cohort_id, "A")
    first, second = (held.begun(cast.institution, cohort_id, days_ago=n) for n in (9, 2))

    with cast.institution.acting() as scope, pytest.raises(NobodyMissing), transaction():
        following_up.follow_up(scope, one, done=FollowUpKind.NONE_NEEDED)
    for each in (first, second):
        mark(cast.institution, each, {one: AWAY})
    with cast.institution.acting() as scope, transaction():
        ending.end_early(scope, one, clock.today(), EndReason.NO_SHOWS)

    assert not asked_after(cast.institution, one)


def test_notes_are_sealed_and_stay_in_the_house(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    session_id = held.begun(cast.institution, cohort_id)
    with cast.institution.acting() as scope:
        with pytest.raises(Invalid), transaction():
            noting.note(scope, session_id, category=NoteCategory.PROGRESS, body=" ")
        with transaction():
            noting.note(scope, session_id, category=NoteCategory.AGREEMENT, body="Brez telefonov.")
        [(row, words)] = noting.notes_of(scope, queries.get(scope, session_id))

    assert (row.category, words) == ("agreement", "Brez telefonov.")
    assert b"telefonov" not in row.body
    with cast.stranger.acting() as scope, pytest.raises(NotFound), transaction():
        noting.note(scope, session_id, category=NoteCategory.PROGRESS, body="x")


def test_the_stranger_sees_nothing_and_whoever_only_manages_marks_nobody(
    cast: Cast, owner: Engine
) -> None:
    _, cohort_id = programmes.published(cast.institution)
    held.takes_part(cast.institution, cohort_id, "A")
    session_id = held.begun(cast.institution, cohort_id)
    clerk = colleague(owner, cast.institution, "tajnik", Role.ADMINISTRATOR)

    for actor, refusal in ((cast.stranger, NotFound), (cast.centre, NotFound), (clerk, NotAllowed)):
        with pytest.raises(refusal):
            mark(actor, session_id, {}, others=CAME)
        with pytest.raises(refusal):
            held.planned(actor, cohort_id)


def test_the_database_itself_keeps_marks_and_what_was_held(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution)
    one = held.takes_part(cast.institution, cohort_id, "A")
    session_id = held.begun(cast.institution, cohort_id)
    to_come = held.planned(cast.institution, cohort_id)
    mark(cast.institution, session_id, {one: CAME})
    known = {"id": new_id(), "to_come": to_come}

    for forged in (
        "UPDATE programme_sessions SET state = 'planned' WHERE state = 'held'",
        "UPDATE attendances SET session_id = :to_come",
        "INSERT INTO attendances SELECT tenant_id, :id, :to_come, enrolment_id, mark, created_at"
        " FROM attendances",
        "UPDATE attendance_changes SET mark = 'late'",
        "DELETE FROM attendances",
    ):
        gaps = {name: each for name, each in known.items() if f":{name}" in forged}
        with cast.institution.acting(), pytest.raises(DBAPIError), transaction():
            db.session.connection().execute(text(forged), gaps)
