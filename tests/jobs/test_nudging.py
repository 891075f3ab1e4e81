"""The ladder of what is due: the doer, then the deputy, then the coordination; each once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.jobs.nudging import nudge, stalled
from network.notices.actions import wish
from network.requests.deadlines import REPLY
from network.requests.profile import Urgency
from tenants.clock import frozen
from tenants.database import new_id, transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)  # 10.00 in Slovenia
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class House:
    """A home whose group has somebody responsible and a deputy, an ask to it, and its clock."""

    def __init__(self, cast: Cast, owner: Engine, urgency: Urgency = Urgency.URGENT) -> None:
        self.cast, self.owner = cast, owner
        home = cast.institution
        self.responsible = colleague(owner, home, "Rok", Role.COUNSELLOR)
        self.deputy = colleague(owner, home, "Neža", Role.COUNSELLOR)
        people = {
            "responsible_id": self.responsible.scope.member_id,
            "deputy_id": self.deputy.scope.member_id,
        }
        self.group_id = factories.group(home, **people)
        self.ask_id = factories.ask(cast.centre, self.group_id)
        self.clock_id = self._clock(urgency)

    def _clock(self, urgency: Urgency) -> UUID:
        subject = Subject(SubjectKind.ASK, self.ask_id, "2026-0001")
        with self.cast.centre.acting() as scope, transaction():
            clocks.stop(scope, self.ask_id)
            return clocks.start(
                scope,
                ClockKind.REPLY,
                subject,
                whose=self.cast.institution.tenant_id,
                limit=REPLY[urgency],
                urgent=urgency is Urgency.CRISIS,
            ).id

    def does(self, act: Callable[..., object], *args: object, by: Actor | None = None) -> None:
        with (by or self.cast.institution).acting() as scope, transaction():
            act(scope, *args)

    def nudged(self, at: datetime) -> list[tuple[str, str]]:
        """Who has been told what about this clock by then: the job ran, and ran again."""
        with frozen(at), self.cast.institution.app.app_context():
            for _ in range(2):
                nudge(str(self.cast.institution.tenant_id), str(self.clock_id))
            self._tell_offices()
        return self.told()

    def _tell_offices(self) -> None:
        jobs = text("SELECT args FROM procrastinate_jobs WHERE task_name = 'stalled'")
        with self.owner.connect() as connection:
            deferred = connection.scalars(jobs).all()
        for ids in deferred:
            stalled(**ids)
            stalled(**ids)

    def told(self) -> list[tuple[str, str]]:
        with self.owner.connect() as connection:
            found = connection.execute(
                text(
                    "SELECT m.name, n.kind FROM notices n JOIN members m ON m.id = n.member_id"
                    " WHERE n.once LIKE :clock ORDER BY n.id"
                ),
                {"clock": f"%{self.clock_id}%"},
            )
            return [(row.name, row.kind) for row in found]


@pytest.fixture
def house(app: Flask, cast: Cast, owner: Engine) -> House:
    with frozen(TUESDAY):
        return House(cast, owner)


def test_the_doer_then_the_deputy_then_the_coordination_hear_of_it(house: House):
    due = TUESDAY + DAY

    assert house.nudged(due - HOUR) == []
    assert house.nudged(due) == [("Rok", "due_now")]
    assert house.nudged(due + DAY)[1:] == [("Neža", "deputy_needed")]
    assert house.nudged(due + 2 * DAY)[2:] == [("coordination worker", "stalled")]
    assert len(house.nudged(due + 9 * DAY)) == 3


def test_a_worker_that_was_away_for_days_takes_every_step_it_missed(house: House):
    told = house.nudged(TUESDAY + 9 * DAY)

    assert [kind for _, kind in told] == ["due_now", "deputy_needed", "stalled"]


def test_the_coordination_learns_a_number_and_nothing_else(house: House):
    house.nudged(TUESDAY + 9 * DAY)

    with house.owner.connect() as connection:
        row = connection.execute(
            text("SELECT number, path FROM notices WHERE kind = 'stalled'")
        ).one()
    assert row == ("2026-0001", "/coordination")


@pytest.mark.parametrize(
    "end",
    [
        lambda house: house.does(clocks.meet, ClockKind.REPLY, house.ask_id),
        lambda house: house.does(clocks.pause, ClockKind.REPLY, house.ask_id),
        lambda house: house.does(clocks.stop, house.ask_id, by=house.cast.centre),
        lambda house: house.does(clocks.excuse, house.clock_id, "The whole house is ill."),
    ],
    ids=["met", "paused", "stopped", "excused"],
)
def test_nobody_hears_of_what_is_no_longer_due(house: House, end: Callable[[House], None]):
    with frozen(TUESDAY + HOUR):
        end(house)

    assert house.nudged(TUESDAY + 9 * DAY) == []


def test_what_runs_on_after_a_pause_is_due_at_its_new_time(house: House):
    with frozen(TUESDAY + HOUR):
        house.does(clocks.pause, ClockKind.REPLY, house.ask_id)
    with frozen(TUESDAY + 2 * DAY):
        house.does(clocks.resume, ClockKind.REPLY, house.ask_id)

    assert house.nudged(TUESDAY + 2 * DAY + HOUR) == []
    assert house.nudged(TUESDAY + 3 * DAY) == [("Rok", "due_now")]


def test_while_the_responsible_is_away_the_deputy_hears_at_once(house: House):
    away = {"absent_from": date(2026, 11, 25), "absent_until": date(2026, 11, 27)}
    house.does(wish, away, by=house.responsible)

    assert house.nudged(TUESDAY + DAY) == [("Rok", "due_now"), ("Neža", "due_now")]


def test_where_nobody_answers_for_it_the_head_does(app: Flask, cast: Cast, owner: Engine):
    with frozen(TUESDAY):
        house = House(cast, owner)
    with owner.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("UPDATE groups SET responsible_id = NULL, deputy_id = NULL"))
        connection.execute(text("UPDATE asks SET recipient_responsible_id = NULL"))

    assert house.nudged(TUESDAY + DAY) == [("institution worker", "due_now")]


def test_a_crisis_is_told_at_night_and_at_once(app: Flask, cast: Cast, owner: Engine):
    midnight = datetime(2026, 11, 24, 23, tzinfo=UTC)
    with frozen(midnight):
        house = House(cast, owner, Urgency.CRISIS)

    house.nudged(midnight + HOUR)

    jobs = text("SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'mail'")
    with owner.connect() as connection:
        assert midnight + HOUR in list(connection.scalars(jobs))


def test_a_review_is_any_coordinators_and_leads_to_the_reviews(
    app: Flask, cast: Cast, owner: Engine
):
    subject = Subject(SubjectKind.ASK, new_id(), "2026-0001")
    with frozen(TUESDAY), cast.institution.acting() as scope, transaction():
        review = clocks.start(
            scope, ClockKind.DECLINE_REVIEW, subject, whose=cast.coordination.tenant_id
        ).id

    with frozen(TUESDAY + 21 * HOUR), app.app_context():
        nudge(str(cast.coordination.tenant_id), str(review))

    with owner.connect() as connection:
        row = connection.execute(text("SELECT member_id, kind, path FROM notices")).one()
    assert row == (cast.coordination.scope.member_id, "due_soon", "/coordination/reviews")
