"""Two at once: neither waits for the other for ever, and the second is told it was too late."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from network.availability.queries import own_group
from network.placements import actions, queries
from network.placements.own import ReferenceTaken
from network.requests.queries import lock_ask
from network.requests.reasons import Withdrawal
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict
from tests import factories
from tests.actors import Cast

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


def test_neither_waits_for_the_other(cast: Cast, owner: Engine) -> None:
    group = factories.group(cast.institution)
    ask_id, placement_id = factories.accepted(cast.centre, cast.institution, group)

    with ThreadPoolExecutor(1) as home, cast.centre.acting() as scope, transaction():
        lock_ask(scope, ask_id)
        arrival = home.submit(arrive, cast, placement_id)
        wait_until_somebody_waits(owner)
        db.session.execute(text("SET LOCAL lock_timeout = '3s'"))
        assert queries.lock(scope, placement_id).state == "expected"

    assert arrival.result() == "resident"


def test_whoever_is_second_is_refused(cast: Cast) -> None:
    group = factories.group(cast.institution)
    ask_id, placement_id = factories.accepted(cast.centre, cast.institution, group)

    with ThreadPoolExecutor(2) as people:
        arrival = people.submit(arrive, cast, placement_id)
        cancellation = people.submit(cancel, cast, ask_id)

    with cast.institution.acting() as scope:
        state = queries.get(scope, placement_id).state
    assert {arrival.result(), cancellation.result()} == {state, "refused"}


def test_somebody_can_be_entered_while_the_group_is_being_changed(cast: Cast) -> None:
    group = factories.group(cast.institution)

    with ThreadPoolExecutor(1) as home, cast.institution.acting() as scope, transaction():
        own_group(scope, group, lock=True)
        entered = home.submit(factories.stay, cast.institution, group)
        stay = entered.result(timeout=10)

    with cast.institution.acting() as scope:
        assert queries.get(scope, stay).state == "resident"


def test_one_reference_is_given_once_though_two_give_it_at_once(cast: Cast, owner: Engine) -> None:
    here, there = (factories.group(cast.institution, name=name) for name in ("Jadro", "Sidro"))
    today = clock.today()

    with ThreadPoolExecutor(1) as colleague, cast.institution.acting() as scope, transaction():
        actions.enter(scope, here, reference="J7", arrived_on=today)
        second = colleague.submit(factories.stay, cast.institution, there, "J7")
        wait_until_somebody_waits(owner)

    with pytest.raises(ReferenceTaken):
        second.result()


def arrive(cast: Cast, placement_id: UUID) -> str:
    with cast.institution.acting() as scope:
        try:
            with transaction():
                today = clock.today()
                found = actions.arrive(scope, placement_id, arrived_on=today, reference="J1")
                return found.state
        except Conflict:
            return "refused"


def cancel(cast: Cast, ask_id: UUID) -> str:
    with cast.centre.acting() as scope:
        try:
            with transaction():
                return actions.cancel(scope, ask_id, Withdrawal.NEEDS_CHANGED).state
        except Conflict:
            return "refused"


def wait_until_somebody_waits(owner: Engine) -> None:
    """Until another transaction stands before a lock of ours."""
    with owner.connect() as connection:
        while not connection.scalar(WAITING):
            connection.execute(text("SELECT pg_sleep(0.01)"))
