"""What was kept long enough goes, no earlier, and the rest of the trail is as good as before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.trail import pruning, verifying
from network.trail import queries as trail
from network.trail.chain import Break
from network.trail.pruning import Tampered
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Invalid, NotAllowed
from tenants.isolation import acting_as
from tenants.scope import NOBODY, Role, Scope
from tests import factories
from tests.actors import Actor, Cast, colleague

YEAR = timedelta(days=366)


@contextmanager
def job_of(actor: Actor) -> Iterator[Scope]:
    keeper = replace(actor.scope, member_id=NOBODY, account_id=NOBODY)
    with actor.app.app_context(), acting_as(keeper) as scope:
        yield scope


def prune(actor: Actor) -> int:
    with job_of(actor) as scope, transaction():
        return pruning.prune(scope, [])


def sent(cast: Cast, name: str = "Jadro") -> None:
    factories.ask(cast.centre, factories.group(cast.institution, name=name))


@pytest.fixture
def three_years_on(cast: Cast) -> Iterator[None]:
    """Something was written, three years went by, and something more was written."""
    sent(cast)
    with clock.frozen(clock.now() + 3 * YEAR):
        sent(cast, "Klas")
        yield


def test_what_was_kept_long_enough_goes_and_the_rest_is_verified(
    cast: Cast, three_years_on: None
) -> None:
    with cast.centre.acting() as scope:
        before = len(trail.trail(scope).rows)

    gone = prune(cast.centre)

    assert gone > 0
    assert prune(cast.centre) == 0
    with cast.centre.acting() as scope:
        rows = trail.trail(scope).rows
        assert len(rows) == before - gone + 1
        assert rows[0].entry.detail == "trail_pruned"
        assert verifying.verify(scope) is None
        since = verifying.checkpoint(scope)
    assert since is not None
    assert since.seq == gone


def test_nothing_goes_before_its_time(cast: Cast) -> None:
    sent(cast)

    with clock.frozen(clock.now().replace(month=12, day=1) + 2 * YEAR):
        assert prune(cast.centre) == 0


def test_a_house_may_keep_it_longer_and_never_shorter(
    cast: Cast, owner: Engine, three_years_on: None
) -> None:
    worker = colleague(owner, cast.centre, "worker", Role.CASE_WORKER)
    with cast.centre.acting() as scope, transaction():
        pruning.keep_for(scope, 5)

    assert prune(cast.centre) == 0
    with pytest.raises(Invalid), cast.centre.acting() as scope, transaction():
        pruning.keep_for(scope, 1)
    with pytest.raises(NotAllowed), worker.acting() as scope, transaction():
        pruning.keep_for(scope, 5)


SIGNED_OFF = (
    "INSERT INTO trail_checkpoints (tenant_id, seq, seal, upto, key_number, mac, created_at)"
    " SELECT e.tenant_id, e.seq, e.seal, {upto}, 1, sha256('x'), app_now()"
    " FROM trail_entries e WHERE e.seq = 1 AND e.tenant_id = app_tenant()"
)


@pytest.mark.parametrize("upto", ["app_now()", "app_trail_bound()"])
def test_the_database_itself_lets_nothing_young_be_signed_off(cast: Cast, upto: str) -> None:
    sent(cast)

    with job_of(cast.centre), pytest.raises(DBAPIError):
        db.session.execute(text(SIGNED_OFF.format(upto=upto)))


def test_without_a_checkpoint_nothing_goes_and_a_member_takes_nothing(
    cast: Cast, three_years_on: None
) -> None:
    with job_of(cast.centre):
        gone = db.session.execute(text("DELETE FROM trail_entries RETURNING seq")).all()
    assert gone == []
    with cast.centre.acting(), pytest.raises(DBAPIError):
        db.session.execute(text("DELETE FROM trail_entries"))


def test_a_trail_that_was_tampered_with_is_not_pruned(
    cast: Cast, owner: Engine, three_years_on: None
) -> None:
    change = "UPDATE trail_entries SET member_name = 'x' WHERE seq = 1 AND tenant_id = :t"
    with owner.begin() as connection:
        connection.execute(text(change), {"t": cast.centre.tenant_id})

    with pytest.raises(Tampered) as refused:
        prune(cast.centre)

    assert (refused.value.found.seq, refused.value.found.how) == (1, Break.CHANGED)


CHANGES = (
    "UPDATE trail_checkpoints SET seq = seq + 1 WHERE tenant_id = :t",
    "UPDATE trail_checkpoints SET upto = upto + interval '1 year' WHERE tenant_id = :t",
    "UPDATE trail_checkpoints SET mac = sha256('x') WHERE tenant_id = :t",
    "DELETE FROM trail_checkpoints WHERE tenant_id = :t",
    "UPDATE trail_entries SET detail = 'x' WHERE tenant_id = :t AND kind = 'decide'",
    "DELETE FROM trail_entries WHERE tenant_id = :t"
    " AND seq = (SELECT seq + 1 FROM trail_checkpoints WHERE tenant_id = :t)",
)


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_owner_of_the_tables_does_to_a_pruned_trail_is_found(
    cast: Cast, owner: Engine, three_years_on: None, change: str
) -> None:
    prune(cast.centre)

    with owner.begin() as connection:
        connection.execute(text(change), {"t": cast.centre.tenant_id})

    with cast.centre.acting() as scope:
        assert verifying.verify(scope) is not None
