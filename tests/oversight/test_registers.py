"""Registers open to an inspector one by one, without names, and every look is written down."""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.consent.kinds import Basis, Category
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.oversight import breaches, inspected, registers
from network.trail import queries as trail
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.elsewhere.people import known_to
from tests.oversight.test_inspections import number_of, opened
from tests.reading import english, words
from tests.rights.asking import House, received


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return known_to(cast.centre)


@pytest.fixture
def inspector(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "inspector", Role.INSPECTOR)


def lines(inspector: Actor) -> tuple[int, int]:
    """Of the registers of what persons asked and of legal bases."""
    with inspector.acting() as scope, transaction():
        asked = len(inspected.rights(scope).rows)
    with inspector.acting() as scope, transaction():
        return asked, len(inspected.bases(scope).rows)


def test_each_register_is_open_where_it_was_ticked_and_every_look_is_entered(
    cast: Cast, inspector: Actor, person_id: UUID, owner: Engine
) -> None:
    received(House(cast.centre, cast.centre, cast.centre, person_id))
    with cast.centre.acting() as scope, transaction():
        task = Told(Basis.STATUTORY_TASK, [Category.SCHOOL], article="ZSV, 88. člen")
        bases.record(scope, person_id, task)

    seen = []
    for more in ({"trail": True}, {"rights": True}, {"bases": True}):
        opened(cast, inspector, **more)
        seen.append(lines(inspector))
    ours = lines(colleague(owner, cast.centre, "another inspector", Role.INSPECTOR))

    assert seen == [(0, 0), (1, 0), (1, 1)]
    assert ours == (0, 0)
    with cast.centre.acting() as scope:
        looked = [row.entry for row in trail.trail(scope).rows if row.entry.kind == "read"]
    assert {(one.detail, one.member_name) for one in looked[2:4]} == {
        ("register_rights", "inspector"),
        ("register_bases", "inspector"),
    }


def test_registers_tell_no_name_and_no_word(cast: Cast, inspector: Actor, person_id: UUID) -> None:
    received(House(cast.centre, cast.centre, cast.centre, person_id))
    with cast.centre.acting() as scope, transaction():
        task = Told(Basis.STATUTORY_TASK, [Category.SCHOOL], article="Beseda člena")
        bases.record(scope, person_id, task)
    opened(cast, inspector, rights=True, bases=True)
    browser = english(inspector)

    asked, recorded = (words(browser.get(f"/inspection/{each}")) for each in ("rights", "bases"))

    assert "access" in asked
    assert number_of(cast, person_id) in recorded
    for told in (asked, recorded):
        assert "Živa" not in told
        assert "Beseda člena" not in told
    assert english(cast.centre).get("/inspection/rights").status_code == 403


def test_a_look_at_the_trail_and_at_breaches_is_entered_too(cast: Cast, inspector: Actor) -> None:
    with cast.centre.acting() as scope, transaction():
        breaches.report(scope, what="Beseda.", noticed_at=clock.now())
    opened(cast, inspector, trail=True, registers=True)

    with inspector.acting() as scope, transaction():
        assert len(registers.breaches(scope).rows) == 1
    with inspector.acting() as scope, transaction():
        trail.trail(scope)

    with cast.centre.acting() as scope:
        newest = [row.entry.detail for row in trail.trail(scope).rows[:2]]
    assert set(newest) == {"register_trail", "register_breaches"}
