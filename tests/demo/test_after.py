"""Aftercare in the demo: agreed on, declined, to be decided; contacts, and look-backs."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import Engine, text

pytestmark = pytest.mark.xdist_group("demo")


def test_some_are_followed_some_said_no_and_some_are_looked_back_at(
    made: tuple[Flask, Engine],
) -> None:
    with made[1].connect() as connection:
        states = Counter(connection.scalars(text("SELECT state FROM aftercares")))
        ways = set(connection.scalars(text("SELECT way FROM aftercare_contacts")))
        told = connection.scalars(text("SELECT stage FROM aftercare_evaluations")).all()
        kept = connection.scalar(
            text("SELECT count(*) FROM aftercare_agreements WHERE words IS NOT NULL")
        )
        crisis = connection.scalar(
            text(
                "SELECT count(*) FROM aftercares a JOIN tenants t ON t.id = a.tenant_id"
                " WHERE t.kind <> 'institution'"
            )
        )

    assert set(states) == {"agreed", "declined", "proposed", "ended"}
    assert kept == states["agreed"] + states["ended"]
    assert "phone" in ways
    assert set(told) == {"half_year", "year", "two_years"}
    assert len(told) > 40
    assert crisis == 0
