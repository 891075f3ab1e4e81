"""Months that are loaded say the same as months that were lived through, and harm nothing."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.demo import archive
from tenants.cluster import Cluster
from tests.demo.demos import PRESENT, SEED, demo
from tests.demo.facts import cases

pytestmark = pytest.mark.xdist_group("demo")
A_YEAR = 364
MONTH = timedelta(days=30)
LOADED = "SELECT min(created_at), max(created_at) FROM requests WHERE number ~ '-9[0-9]{3}$'"
OVERLAPPING = text(
    "SELECT count(*) FROM occupancies o JOIN occupancies x ON x.place_id = o.place_id"
    " AND x.id <> o.id AND x.during && o.during"
    " WHERE o.released_at IS NULL AND x.released_at IS NULL"
)


@pytest.mark.proof  # another demo, for something that changes with the demo alone
def test_a_month_made_by_acts_and_the_same_month_loaded_say_the_same(
    made: tuple[Flask, Engine], cluster: Cluster
):
    before = PRESENT - timedelta(days=A_YEAR)
    with demo(cluster, SEED, until=before) as (_, owner), owner.connect() as connection:
        lived = cases(connection, before)
    with made[1].connect() as connection:
        undone = connection.begin_nested()
        archive.older(connection, PRESENT - 20 * MONTH, copies=1, apart=A_YEAR)
        loaded = cases(connection, before)
        undone.rollback()

    assert len(loaded) >= 5
    assert any(case.stayed for case in loaded)
    assert [case for case in loaded if case not in lived] == []
    assert [case for case in lived if not case.stayed and case not in loaded] == []


def test_older_months_reach_back_and_fill_no_place_twice(made: tuple[Flask, Engine]):
    _, owner = made
    with owner.connect() as connection:
        first = connection.scalar(text("SELECT min(created_at) FROM requests"))
        undone = connection.begin_nested()
        archive.older(connection, first - 9 * MONTH, copies=3, apart=91)
        oldest, newest = connection.execute(
            text(
                "SELECT min(created_at), max(created_at) FROM requests WHERE number ~ '-9[0-9]{3}$'"
            )
        ).one()
        twice = connection.scalar(OVERLAPPING)
        undone.rollback()

    assert first - 9 * MONTH <= oldest < first - 6 * MONTH
    assert newest < first
    assert twice == 0
