"""Clocks of both sides of a border: set, paused, run on, met, stopped, excused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from network.clocks import actions, queries
from network.clocks.kinds import ClockKind, days
from network.clocks.queries import ClockState
from network.clocks.subjects import Subject, SubjectKind
from network.requests.deadlines import REPLY
from network.requests.profile import Urgency
from tenants.clock import frozen
from tenants.database import db, new_id, transaction
from tenants.errors import Invalid, NotFound
from tests.actors import Actor, Cast

pytestmark = pytest.mark.older

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)  # 10.00 in Slovenia
HOUR = timedelta(hours=1)


def an_ask() -> Subject:
    return Subject(SubjectKind.ASK, new_id(), "P-1/2026")


def set_reply(cast: Cast, subject: Subject, urgency: Urgency = Urgency.URGENT) -> UUID:
    with cast.centre.acting() as scope, transaction():
        return actions.start(
            scope,
            ClockKind.REPLY,
            subject,
            whose=cast.institution.tenant_id,
            limit=REPLY[urgency],
            urgent=urgency is Urgency.CRISIS,
        ).id


def does(actor: Actor, act: Callable[..., object], *args: object) -> None:
    with actor.acting() as scope, transaction():
        act(scope, *args)


def seen_by(actor: Actor, subject: Subject) -> list[tuple[ClockState, datetime]]:
    with actor.acting() as scope:
        found = queries.of_subjects(scope, [subject.id])[subject.id]
        return [(each.state, each.clock.due_at) for each in found]


def test_a_deadline_set_for_the_home_counts_in_its_working_time_and_both_see_it(cast: Cast):
    subject = an_ask()

    with frozen(TUESDAY):
        set_reply(cast, subject)

        due = (ClockState.RUNNING, TUESDAY + timedelta(days=1))
        assert seen_by(cast.institution, subject) == [due]
        assert seen_by(cast.centre, subject) == [due]
        assert seen_by(cast.stranger, subject) == []


def test_a_crisis_counts_two_hours_day_and_night(cast: Cast):
    subject, midnight = an_ask(), datetime(2026, 12, 24, 23, 30, tzinfo=UTC)

    with frozen(midnight):
        set_reply(cast, subject, Urgency.CRISIS)

        assert seen_by(cast.centre, subject) == [(ClockState.RUNNING, midnight + 2 * HOUR)]


def test_a_missed_deadline_still_wants_to_be_met(cast: Cast):
    subject = an_ask()
    with frozen(TUESDAY):
        set_reply(cast, subject)
    with frozen(TUESDAY + timedelta(days=2)):
        (missed, _) = seen_by(cast.institution, subject)[0]

        does(cast.institution, actions.meet, ClockKind.REPLY, subject.id)

        assert missed is ClockState.MISSED
        assert seen_by(cast.centre, subject)[0][0] is ClockState.MET_LATE


def test_a_pause_stops_working_time_and_what_was_left_runs_on(cast: Cast):
    subject = an_ask()
    with frozen(TUESDAY):
        set_reply(cast, subject)
    with frozen(TUESDAY + 2 * HOUR):
        does(cast.institution, actions.pause, ClockKind.REPLY, subject.id)
        assert seen_by(cast.centre, subject)[0][0] is ClockState.PAUSED
    with frozen(TUESDAY + timedelta(days=6)):
        does(cast.centre, actions.resume, ClockKind.REPLY, subject.id)

        (state, due_at) = seen_by(cast.institution, subject)[0]

    # Six of eight working hours were left; resumed on Monday at 10.00 they end with the day.
    assert state is ClockState.RUNNING
    assert abs(due_at - (TUESDAY + timedelta(days=6) + 6 * HOUR)) < timedelta(seconds=1)


def test_the_side_that_set_a_deadline_may_stop_it_and_never_meet_it(cast: Cast):
    subject = an_ask()
    set_reply(cast, subject)

    does(cast.centre, actions.meet, ClockKind.REPLY, subject.id)
    assert seen_by(cast.centre, subject)[0][0] is ClockState.RUNNING
    does(cast.centre, actions.stop, subject.id)

    assert seen_by(cast.institution, subject)[0][0] is ClockState.STOPPED


def test_only_the_house_itself_excuses_and_only_with_a_reason(cast: Cast):
    subject = an_ask()
    clock_id = set_reply(cast, subject)

    with pytest.raises(NotFound):
        does(cast.centre, actions.excuse, clock_id, "the other side's")
    with pytest.raises(Invalid):
        does(cast.institution, actions.excuse, clock_id, "  ")
    does(cast.institution, actions.excuse, clock_id, "The whole house is ill.")

    assert seen_by(cast.centre, subject)[0][0] is ClockState.EXCUSED


def test_the_same_deadline_started_twice_is_one(cast: Cast):
    subject = an_ask()

    with frozen(TUESDAY):
        first = set_reply(cast, subject)
    with frozen(TUESDAY + HOUR):
        again = set_reply(cast, subject)

    assert first == again


FORGED = {
    "meet it": "UPDATE clocks SET met_at = app_now() WHERE id = :id",
    "excuse it": "UPDATE clocks SET excused_at = app_now(), excuse = 'x' WHERE id = :id",
    "move its end": "UPDATE clocks SET due_at = due_at + interval '1 day' WHERE id = :id",
    "call it another": "UPDATE clocks SET kind = 'plan' WHERE id = :id",
    "take it over": "UPDATE clocks SET tenant_id = set_by_id WHERE id = :id",
    "wind its ladder back": "UPDATE clocks SET steps_taken = 7 WHERE id = :id",
}


@pytest.mark.parametrize("what", FORGED)
def test_the_database_does_not_let_the_other_side(cast: Cast, what: str):
    clock_id = set_reply(cast, an_ask())

    with cast.centre.acting(), pytest.raises(DBAPIError):
        db.session.execute(text(FORGED[what]), {"id": clock_id})


def test_nobody_sets_a_plan_for_another_house_or_anything_in_anothers_name(cast: Cast):
    with cast.centre.acting() as scope, pytest.raises(DBAPIError):
        actions.start(
            scope,
            ClockKind.PLAN,
            an_ask(),
            whose=cast.institution.tenant_id,
            limit=days(30),
        )
    with cast.outsider.acting() as scope, pytest.raises(DBAPIError):
        actions.start(
            scope, ClockKind.REPLY, an_ask(), whose=cast.institution.tenant_id, limit=days(1)
        )


def test_what_has_ended_stays_as_it_is(cast: Cast):
    subject = an_ask()
    clock_id = set_reply(cast, subject)
    does(cast.institution, actions.meet, ClockKind.REPLY, subject.id)

    with cast.institution.acting(), pytest.raises(DBAPIError):
        db.session.execute(text("UPDATE clocks SET met_at = NULL WHERE id = :id"), {"id": clock_id})
