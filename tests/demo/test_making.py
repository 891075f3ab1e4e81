"""The invented network: the same for everybody who makes it, and with everything in it."""

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.availability.published import published_groups
from network.demo.accounts import shown
from network.requests.lifecycle import AskState, RequestState
from network.requests.lists import requests
from tenants import clock, credentials
from tenants.cluster import Cluster
from tenants.isolation import acting_as
from tenants.scope import Role
from tests.demo.demos import PRESENT, SEED, demo
from tests.demo.facts import digest

pytestmark = pytest.mark.xdist_group("demo")


@pytest.mark.proof  # another demo, for something that changes with the demo alone
def test_the_same_seed_makes_the_same_demo(made: tuple[Flask, Engine], cluster: Cluster):
    with demo(cluster, SEED) as (_, owner):
        assert digest(owner) == digest(made[1])


def test_the_homes_are_about_as_full_as_homes_are(made: tuple[Flask, Engine]):
    places, free, closed = _board(made[0])

    assert places == 140
    assert 0.9 <= 1 - free / (places - closed) <= 1


def _board(app: Flask) -> tuple[int, int, int]:
    with app.app_context(), clock.frozen(PRESENT):
        maja = _scope("maja@csd-ljubljana.pristan.test")
        with acting_as(maja) as scope:
            groups = published_groups(scope)
            counted = [group.counts(clock.today()) for group in groups]
            capacity = sum(group.crowd(clock.today()).capacity for group in groups)
    return (
        capacity,
        sum(each.free for each in counted),
        sum(each.closed for each in counted),
    )


def _scope(email: str):
    password = next(each.password for each in shown() if each.email == email)
    return credentials.scope_to_enter(credentials.authenticate(email, password, "203.0.113.7"))


def test_every_state_of_a_request_and_of_an_ask_can_be_looked_at(made: tuple[Flask, Engine]):
    app, owner = made

    with owner.connect() as connection:
        asks = set(connection.scalars(text("SELECT state FROM asks")))
        lapsed = connection.scalar(
            text("SELECT count(*) FROM asks WHERE state = 'offered' AND hold_until <= :now"),
            {"now": PRESENT},
        )
        centres = connection.scalars(
            text("SELECT email FROM members WHERE 'case_worker' = ANY (roles)")
        ).all()

    assert asks == set(AskState) - {AskState.LAPSED}
    assert lapsed
    assert _request_states(app, centres) == set(RequestState)


def _request_states(app: Flask, emails) -> set[RequestState]:
    found = set()
    with app.app_context(), clock.frozen(PRESENT):
        for email in emails:
            with acting_as(_scope(email)) as scope:
                for state in RequestState:
                    found |= {row.state for row in requests(scope, state=state).rows}
    return found


def test_there_is_somebody_in_every_role_and_the_sign_in_page_shows_them(
    made: tuple[Flask, Engine],
):
    with made[1].connect() as connection:
        known = set(connection.scalars(text("SELECT email FROM accounts")))

    assert {account.email for account in shown()} == known
    assert {role for account in shown() for role in account.roles} == set(Role)


def test_confirmations_are_fresh_ageing_and_stale(made: tuple[Flask, Engine]):
    with made[1].connect() as connection:
        hours = text(
            "SELECT DISTINCT CASE WHEN :now - confirmed_at < interval '48 hours' THEN 'fresh'"
            " WHEN :now - confirmed_at < interval '7 days' THEN 'ageing' ELSE 'stale' END"
            " FROM groups"
        )

        assert set(connection.scalars(hours, {"now": PRESENT})) == {"fresh", "ageing", "stale"}
