"""A year of the demo's programmes: every taken seat is somebody's, everything that can become of an
enrolment has become of somebody, and the numbers add up."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, text

from network.aftercare import figures as aftercare
from network.aftercare.figures import ANSWERS
from network.demo.lives import ENDINGS, QUIET, cohorts_of, lives_of
from network.demo.programmes import EVERYTHING
from network.plans import figures
from network.plans.figures import SchoolOrWork
from network.programmes.afterwards import OutcomeStage
from network.programmes.lifecycle import NEED_REASON, EnrolmentState
from network.requests.suppression import Hidden
from tenants import clock
from tenants.isolation import acting_as
from tests.demo.demos import PRESENT
from tests.demo.test_making import _scope as signed_in

pytestmark = pytest.mark.xdist_group("demo")
TODAY = date(2026, 10, 20)


@pytest.fixture
def asked(made: tuple[Flask, Engine]):
    with made[1].connect() as connection:
        yield connection


def counted(asked: Connection, query: str) -> int:
    return asked.execute(text(query)).scalar_one()


def test_every_taken_seat_is_an_enrolment(asked: Connection) -> None:
    seats = "SELECT count(*) FROM seat_claims s WHERE released_at IS NULL AND kind <> 'hold'"
    of = "EXISTS (SELECT FROM enrolments e WHERE e.tenant_id = s.tenant_id AND e.claim_id = s.id"

    live = "AND e.state IN ('expected', 'enrolled', 'on_hold'))"
    assert counted(asked, f"{seats} AND NOT {of} {live}") == 0
    taken = counted(asked, seats)
    people = counted(
        asked, "SELECT count(*) FROM enrolments WHERE state IN ('expected', 'enrolled', 'on_hold')"
    )
    assert taken == people > 80


def test_every_state_and_reason_of_an_enrolment_can_be_looked_at(asked: Connection) -> None:
    states = Counter(asked.scalars(text("SELECT state FROM enrolments")))
    reasons = set(asked.scalars(text("SELECT reason FROM enrolments WHERE ended_on IS NOT NULL")))

    assert set(states) == set(EnrolmentState)
    assert min(states[each] for each in ("completed", "ended_early", "deselected")) >= 20
    assert reasons == {"", *(one.value for _, why in ENDINGS.values() for one in why if one)}


def test_nobody_ends_without_a_step_that_says_so(asked: Connection) -> None:
    untold = """SELECT count(*) FROM enrolments e WHERE ended_on IS NOT NULL AND 2 > (
        SELECT count(*) FROM enrolment_steps s WHERE s.enrolment_id = e.id
        AND s.on_day IN (e.began_on, e.ended_on))"""
    out_of_order = """SELECT count(*) FROM enrolment_steps s JOIN enrolment_steps t
        ON t.enrolment_id = s.enrolment_id AND t.id > s.id WHERE t.at < s.at"""

    assert counted(asked, untold) == 0
    assert counted(asked, out_of_order) == 0


def test_no_cohort_had_more_people_than_seats_on_any_day(asked: Connection) -> None:
    crowded = """SELECT count(*) FROM (
      SELECT e.cohort_id, d.day, count(*) AS people,
             (SELECT count(*) FROM seats s WHERE s.cohort_id = e.cohort_id) AS seats
      FROM generate_series(date '2025-10-21', date '2026-10-20', interval '9 days') AS d (day)
      JOIN enrolments e ON e.began_on <= d.day AND coalesce(e.ended_on, 'infinity') > d.day
      WHERE e.state <> 'cancelled'
      GROUP BY 1, 2) AS days WHERE people > seats"""

    assert counted(asked, crowded) == 0


def test_sessions_of_a_year_were_held_for_several_cohorts(asked: Connection) -> None:
    rows = asked.execute(
        text(
            "SELECT cohort_id, count(*), min(starts_at), max(starts_at) FROM programme_sessions"
            " WHERE state = 'held' GROUP BY cohort_id"
        )
    ).all()
    unmarked = """SELECT count(*) FROM attendances a
      JOIN programme_sessions s ON s.id = a.session_id
      JOIN enrolments e ON e.id = a.enrolment_id
      WHERE (s.starts_at AT TIME ZONE 'Europe/Ljubljana')::date NOT BETWEEN e.began_on
        AND coalesce(e.ended_on, 'infinity')"""

    assert len(rows) >= 8
    assert sum(row[1] for row in rows) >= 150
    assert min(row[2] for row in rows) < PRESENT - timedelta(days=300)
    assert counted(asked, unmarked) == 0
    assert counted(asked, "SELECT count(*) FROM attendances") >= 600
    assert counted(asked, "SELECT count(*) FROM attendances") <= counted(
        asked, "SELECT count(*) FROM attendance_changes"
    )


def test_people_wait_for_what_is_full(asked: Connection) -> None:
    waiting = """SELECT count(DISTINCT programme_id) FROM asks
        WHERE state = 'waitlisted' AND programme_id IS NOT NULL"""

    assert counted(asked, waiting) >= 3


def test_it_is_told_at_four_stages_and_what_comes_next_is_due(asked: Connection) -> None:
    told = Counter(asked.scalars(text("SELECT stage FROM enrolment_outcomes")))
    reached = set(asked.scalars(text("SELECT reached FROM enrolment_outcomes")))
    next_due = """SELECT count(*) FROM clocks WHERE kind = 'afterwards' AND met_at IS NULL"""

    assert told["exit"] > told["weeks_4"] > told["months_6"] > told["months_12"] > 0
    assert reached == {"reached", "contact_lost", "declined"}
    assert counted(asked, next_due) > 100


STANDING = """
SELECT count(*) FROM enrolments e
JOIN programmes p ON p.tenant_id = e.tenant_id AND p.id = e.programme_id
LEFT JOIN enrolment_outcomes o ON o.enrolment_id = e.id AND o.stage = :stage
WHERE e.tenant_id = :tenant AND p.name = :name AND e.began_on IS NOT NULL
AND (e.ended_on + CAST(:since AS interval))::date <= :today
AND CASE
  WHEN o.id IS NULL THEN 'not_asked'
  WHEN o.in_education = 'yes' THEN 'education'
  WHEN o.employment IN ('employed', 'self_employed') THEN 'work'
  WHEN o.reached <> 'reached' OR o.in_education = 'unknown' OR o.employment = 'unknown'
    THEN 'not_known'
  ELSE 'neither' END = :standing
"""
SINCE = {"exit": "0", "weeks_4": "4 weeks", "months_6": "6 months", "months_12": "1 year"}


@pytest.mark.parametrize("stage", SINCE)
def test_the_figures_of_a_house_are_what_is_counted_by_hand(
    made: tuple[Flask, Engine], asked: Connection, stage: str
) -> None:
    with made[0].app_context(), clock.frozen(PRESENT):
        peter = signed_in("peter@mladinski-dom-lipa.pristan.test")
        with acting_as(peter) as scope:
            found = figures.afterwards(scope, OutcomeStage(stage)).grid
    said = 0
    for name in found.rows:
        line = dict(zip((*SchoolOrWork, "all"), found.line(name), strict=True))
        for standing, number in line.items():
            bound = {"tenant": peter.tenant_id, "name": name, "stage": stage, "today": TODAY}
            known = {"since": SINCE[stage], "standing": standing}
            if standing != "all":
                counts = asked.execute(text(STANDING), bound | known).scalar_one()
                assert counts == number if not isinstance(number, Hidden) else counts >= 0
                said += not isinstance(number, Hidden)

    assert said or stage == "months_12"


def test_lives_fit_into_their_cohorts_and_never_overlap_on_a_seat() -> None:
    for offer in EVERYTHING:
        for plan in cohorts_of(offer, TODAY):
            lives = lives_of(Random(1), offer, plan, TODAY)
            first = TODAY + timedelta(days=plan.begins)
            assert len({one.reference for one in lives}) == len(lives)
            assert all(one.begins >= first for one in lives)
            assert all(one.ends is None or one.begins <= one.ends for one in lives)
            assert all(
                one.ends is None or one.ends <= TODAY - QUIET * timedelta(1) for one in lives
            )
            assert all((one.how in NEED_REASON) == (one.reason is not None) for one in lives)
            for seat in {one.seat for one in lives}:
                of_seat = [one for one in lives if one.seat == seat]
                for one, after in pairwise(of_seat):
                    assert one.ends is not None
                    assert one.ends < after.begins
            assert all(one.seat <= plan.seats for one in lives)
            live = sum(one.ends is None for one in lives)
            assert live == (plan.taken if plan.begins <= 0 and offer.state != "closed" else 0)


DECIDED = """
SELECT CASE WHEN left_on <= DATE '2024-10-20' THEN 'two_years' WHEN left_on <= DATE '2025-10-20'
  THEN 'year' WHEN left_on <= DATE '2026-04-20' THEN 'half_year' ELSE 'lately' END AS ago,
  state, count(*) FROM aftercares WHERE tenant_id = :tenant GROUP BY 1, 2
"""
AGAIN = """
SELECT coalesce(e.placed_again, 'not_told'), count(*) FROM aftercares a
LEFT JOIN aftercare_evaluations e ON e.aftercare_id = a.id AND e.stage = 'half_year'
WHERE a.tenant_id = :tenant AND a.left_on <= DATE '2026-04-20' GROUP BY 1
"""


def test_the_figures_of_aftercare_are_what_is_counted_by_hand(
    made: tuple[Flask, Engine], asked: Connection
) -> None:
    with made[0].app_context(), clock.frozen(PRESENT):
        peter = signed_in("peter@mladinski-dom-lipa.pristan.test")
        with acting_as(peter) as scope:
            found = aftercare.of_house(scope)
    bound = {"tenant": peter.tenant_id}
    decided = {(row.ago, row.state): row.count for row in asked.execute(text(DECIDED), bound)}
    again = dict(tuple(row) for row in asked.execute(text(AGAIN), bound))

    for (ago, state), number in found.decided.cells.items():
        if ago and state and not isinstance(number, Hidden):
            assert number == decided.get((ago, state), 0)
    for answer in ANSWERS:
        number = found.again.cells["half_year", answer]
        assert isinstance(number, Hidden) or number == again.get(answer, 0)
    assert sum(decided.values()) >= 10
    assert sum(again.values()) >= 6
