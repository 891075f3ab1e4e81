"""The catalogue of the demo: everything on the path, in every state."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import Engine, text

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


def test_three_have_plans_and_the_first_is_through(made: tuple[Flask, Engine]) -> None:
    with made[1].connect() as connection:
        states = Counter(connection.scalars(text("SELECT state FROM plans")))
        reviews = connection.scalar(text("SELECT count(*) FROM plan_reviews"))
        told = connection.scalars(text("SELECT stage FROM enrolment_outcomes")).all()

    assert states == {"active": 2, "finished": 1}
    assert (reviews, list(told)) == (3, ["exit"])
