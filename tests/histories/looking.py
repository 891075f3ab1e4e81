"""What a tenant really reads: every view that shares something, as the role that policies bind.

Savepoints are said to the connection directly: after every ROLLBACK that goes through it, the
driver forgets all statements that it has prepared, and planning them anew takes most of the time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from psycopg.pq import ExecStatus
from sqlalchemy import text

from network.trail import writing as trail
from tenants.database import db
from tenants.errors import DomainError
from tenants.isolation import acting_as, on_behalf_of
from tests.actors import Actor
from tests.promises.borders import VIEWS

READS = """
SELECT 'part ' || category FROM received_parts
UNION SELECT 'document ' || kind FROM received_documents
UNION SELECT 'stop ' || category FROM stopped_parts
UNION SELECT 'level ' || level FROM received_disclosures
UNION SELECT 'papers' FROM paper_keys
UNION SELECT 'case ' || category FROM transferred_parts
UNION SELECT 'known' FROM known_elsewhere
UNION SELECT 'emergency ' || house FROM emergency_reads
UNION SELECT 'opens ' || t.name FROM emergency_houses h JOIN tenants t ON t.id = h.tenant_id
UNION SELECT 'file ' || p.category FROM file_parts p
  JOIN person_keys k ON k.tenant_id = p.tenant_id AND k.person_id = p.person_id
  WHERE k.wrapped IS NOT NULL
"""
NAMED = tuple(view for view in VIEWS if view in READS)
COLUMNS = "SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant_id'"


def reads(actor: Actor) -> set[str]:
    with on_behalf_of(actor.scope):
        return set(db.session.connection().exec_driver_sql(READS).scalars())


def other_views() -> list[str]:
    """The views that READS does not know, so far as they say whose a row is."""
    owned = set(db.session.scalars(text(COLUMNS)))
    return [view for view in VIEWS if view in owned and view not in NAMED]


def strays(actor: Actor, owner: Actor, views: list[str]) -> set[str]:
    """Views of which nobody thought that they show this actor something of the owner's."""
    looked = " UNION ALL ".join(
        f"SELECT '{view}' WHERE EXISTS (SELECT FROM {view} WHERE tenant_id = %(owner)s)"
        for view in views
    )
    with on_behalf_of(actor.scope):
        found = db.session.connection().exec_driver_sql(looked, {"owner": owner.tenant_id})
        return set(found.scalars())


@contextmanager
def undone(actor: Actor) -> Iterator[Callable[[str], None]]:
    """One transaction of which nothing stays; says savepoints to its connection."""
    with actor.app.app_context(), acting_as(actor.scope):
        driver: Any = db.session.connection().connection.driver_connection
        before = driver.prepare_threshold, driver.prepared_max
        driver.prepare_threshold, driver.prepared_max = 1, 2000
        db.session.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))

        def say(command: str) -> None:
            answer = driver.pgconn.exec_(command.encode())
            assert answer.status == ExecStatus.COMMAND_OK, answer.error_message

        try:
            yield say
        finally:
            driver.prepare_threshold, driver.prepared_max = before
            db.session.rollback()


def attempting(say: Callable[[str], None]) -> Callable[[Callable[[], object]], bool]:
    """Whether an act was done; of what was refused nothing stays, as after any page."""

    def attempt(act: Callable[[], object]) -> bool:
        say("SAVEPOINT act")
        try:
            act()
        except DomainError:
            say("ROLLBACK TO SAVEPOINT act")
            _forget()
            return False
        trail.write_down(db.session())
        say("RELEASE SAVEPOINT act")
        return True

    return attempt


def begin_anew(say: Callable[[str], None]) -> None:
    """Back to where every history begins."""
    say("ROLLBACK TO SAVEPOINT history")
    _forget()


def _forget() -> None:
    db.session.expunge_all()
    db.session.info.pop(trail.WAITING, None)
