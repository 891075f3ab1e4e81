"""The registers of data protection ask the database as often for three lines as for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.consent.kinds import Basis, Category
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.oversight import breaches
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.elsewhere.people import ask, broken, known_to, switched_on
from tests.oversight.test_inspections import opened
from tests.reading import english
from tests.rights.asking import House, at_the_centre, received, to_erase, with_another_file
from tests.statements import asked

DESK = (
    "/data-protection",
    "/breaches",
    "/rights",
    "/rights?show=open",
    "/erasures",
    "/trail",
    "/trail?by=others",
    "/emergencies",
    "/inspections",
)
OF_AN_INSPECTOR = ("/inspection", "/inspection/rights", "/inspection/bases", "/breaches", "/trail")
REGISTERS = {"trail": True, "registers": True, "rights": True, "bases": True}


@dataclass(frozen=True)
class Watched:
    """The centre, and an inspector to whom everything of it is open."""

    cast: Cast
    house: House
    inspector: Actor

    def more(self) -> None:
        """A line more in every register."""
        another = with_another_file(self.house)
        received(another)
        to_erase(another)
        broken(self.cast.institution, ask(self.cast.institution))
        with self.house.worker.acting() as scope, transaction():
            breaches.report(scope, what="Pismo.", noticed_at=clock.now())
            ends = clock.today() + timedelta(days=20)
            task = Told(Basis.STATUTORY_TASK, [Category.SCHOOL], article="88", ends=ends)
            bases.record(scope, another.person_id, task)
        opened(self.cast, self.inspector, another.person_id, **REGISTERS)


@pytest.fixture
def watched(cast: Cast, owner: Engine) -> Watched:
    switched_on(cast)
    known_to(cast.centre)
    inspector = colleague(owner, cast.centre, "inspector", Role.INSPECTOR)
    return Watched(cast, at_the_centre(cast, owner), inspector)


def costs(app: Flask, reader: Actor, paths: Sequence[str]) -> Mapping[str, int]:
    """How often each page asks, the second time somebody looks at it."""
    browser, found = english(reader), {}
    for path in paths:
        browser.get(path)
        with asked(app) as said:
            answer = browser.get(path)
        assert answer.status_code == 200, path
        found[path] = len(said)
    return found


def test_those_of_the_desk(app: Flask, watched: Watched) -> None:
    watched.more()
    one = costs(app, watched.house.dpo, DESK)
    watched.more()
    watched.more()

    assert costs(app, watched.house.dpo, DESK) == one


def test_those_that_are_open_to_an_inspector(app: Flask, watched: Watched) -> None:
    watched.more()
    one = costs(app, watched.inspector, OF_AN_INSPECTOR)
    watched.more()
    watched.more()

    assert costs(app, watched.inspector, OF_AN_INSPECTOR) == one


def test_that_of_emergencies_which_our_people_opened(app: Flask, watched: Watched) -> None:
    institution = watched.cast.institution
    watched.more()
    one = costs(app, institution, ["/emergencies?by=us"])
    watched.more()
    watched.more()

    assert costs(app, institution, ["/emergencies?by=us"]) == one
