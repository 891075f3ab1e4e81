"""The catalogue of the demo: everything on the path, in every state."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.demo.meeting import MEETINGS
from network.demo.programmes import EVERYTHING
from network.programmes.directory import networks
from network.programmes.kinds import PathStage, ProgrammeKind, ProgrammeState
from network.programmes.outlook import Chance, outlook
from network.programmes.published import public_programmes
from tenants import clock
from tests.demo.demos import PRESENT

pytestmark = pytest.mark.xdist_group("demo")


def test_twenty_seven_programmes_stand_along_the_whole_path(made: tuple[Flask, Engine]) -> None:
    with made[1].connect() as connection:
        states = Counter(connection.scalars(text("SELECT state FROM programmes")))
        kinds = set(connection.scalars(text("SELECT kind FROM programmes")))

    assert states.total() == len(EVERYTHING) == 27
    assert (set(states), kinds) == (set(ProgrammeState), set(ProgrammeKind))


def test_cohorts_meet_and_somebody_is_to_be_asked_after(made: tuple[Flask, Engine]) -> None:
    with made[1].connect() as connection:
        states = Counter(connection.scalars(text("SELECT state FROM programme_sessions")))
        over = text(
            "SELECT count(*) FROM programme_sessions WHERE state = 'planned' AND ends_at < :present"
        )
        unmarked = connection.scalar(over, {"present": PRESENT})
        due = connection.scalar(
            text("SELECT count(*) FROM clocks WHERE kind = 'no_show' AND met_at IS NULL")
        )
        marks = set(connection.scalars(text("SELECT mark FROM attendances")))

    assert states["held"] >= 4
    assert states["planned"] >= 6
    assert unmarked == len(MEETINGS)
    assert due == sum(each.misses_somebody for each in MEETINGS.values())
    assert marks >= {"came", "late", "excused", "unexcused"}


def test_everybody_finds_something_at_each_place_and_each_chance_but_full(
    made: tuple[Flask, Engine],
) -> None:
    app, _ = made
    with app.app_context(), clock.frozen(PRESENT):
        [network] = networks()
        shown = public_programmes(network.id)
        chances = {outlook(each, clock.today()).chance for each in shown}

    assert {each.stage for each in shown} == set(PathStage)
    assert chances == set(Chance) - {Chance.DRAFT, Chance.CLOSED, Chance.FULL}


def test_advisers_are_at_work_for_one_and_have_proposed_a_place_for_another(
    made: tuple[Flask, Engine],
) -> None:
    with made[1].connect() as connection:
        cases = connection.execute(
            text("SELECT state, next_step FROM mobile_cases ORDER BY state DESC")
        ).all()
        answered = set(connection.scalars(text("SELECT DISTINCT code FROM least_answers")))

    assert Counter(tuple(one) for one in cases) == {
        ("open", None): 2,
        ("closed", "placement_request"): 2,
    }
    assert len(answered) > 3


def test_a_school_keeps_files_and_has_passed_a_proposal_on(made: tuple[Flask, Engine]) -> None:
    of = "SELECT count(*) FROM {} r JOIN tenants t ON t.id = r.tenant_id AND t.kind = 'school'"
    whose = "SELECT t.name, p.answer FROM passed_proposals p JOIN tenants t ON t.id = recipient_id"
    tables = ("young_persons", "requests", "legal_bases", "passed_proposals")
    with made[1].connect() as connection:
        counted = {table: connection.scalar(text(of.format(table))) for table in tables}
        went = [tuple(one) for one in connection.execute(text(whose))]

    assert counted == {
        "young_persons": 3,
        "requests": 3,
        "legal_bases": 4,
        "passed_proposals": 1,
    }
    assert went == [("CSD Ljubljana", "")]


def test_one_of_each_home_has_a_plan_and_a_third_of_them_are_through(
    made: tuple[Flask, Engine],
) -> None:
    with made[1].connect() as connection:
        states = Counter(connection.scalars(text("SELECT state FROM plans")))
        reviews = connection.scalar(text("SELECT count(*) FROM plan_reviews"))
        houses = connection.scalar(text("SELECT count(DISTINCT tenant_id) FROM plans"))

    assert states == {"active": 4, "finished": 2}
    assert (houses, reviews) == (6, 6)
