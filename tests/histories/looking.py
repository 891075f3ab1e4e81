"""What a tenant really reads: every view that shares something, as the role that policies bind.

All histories of a part pass in one transaction, of which nothing stays. Savepoints are said to the
connection directly: after every ROLLBACK that goes through it, the driver forgets what it has
prepared, and planning all of that anew takes most of the time.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from psycopg.pq import ExecStatus
from sqlalchemy import text

from network.elsewhere.glass import OPENED
from network.trail import writing as trail
from tenants.database import db
from tenants.errors import DomainError
from tenants.isolation import acting_as
from tests.actors import Actor
from tests.promises.borders import VIEWS
from tests.promises.eyes import told_of

READS = """
SELECT 'part ' || category FROM received_parts
UNION SELECT 'document ' || kind FROM received_documents
UNION SELECT 'stop ' || category FROM stopped_parts
UNION SELECT 'level ' || level FROM received_disclosures
UNION SELECT 'papers' FROM paper_keys
UNION SELECT 'words' FROM lent_words WHERE word_key IS NOT NULL
UNION SELECT 'case ' || category FROM transferred_parts
UNION SELECT 'known' FROM known_elsewhere
UNION SELECT 'emergency ' || house FROM emergency_reads
UNION SELECT 'opens ' || t.name FROM emergency_houses h JOIN tenants t ON t.id = h.tenant_id
UNION SELECT 'file ' || p.category FROM file_parts p
  JOIN person_keys k ON k.tenant_id = p.tenant_id AND k.person_id = p.person_id
  WHERE k.wrapped IS NOT NULL
"""
OTHERS = tuple(view for view in VIEWS if f"FROM {view}" not in READS)
PREPARED = "SELECT name FROM pg_prepared_statements WHERE name IN ('reads', 'everything')"
OWNED = "SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant_id'"


class Eyes:
    """Looks through the connection on which the histories pass, for one tenant after the other."""

    def __init__(self, driver: Any, owner: Actor) -> None:
        self.driver = driver
        owned = set(db.session.scalars(text(OWNED)))
        strays = " UNION ".join(
            f"SELECT 'stray {view}' WHERE EXISTS"
            f" (SELECT FROM {view} WHERE tenant_id = '{owner.tenant_id}')"
            for view in OTHERS
            if view in owned
        )
        for name in db.session.scalars(text(PREPARED)).all():  # by the histories before
            self.say(f"DEALLOCATE {name}")
        self.say(f"PREPARE reads AS {READS}")
        self.say(f"PREPARE everything AS {READS} UNION {strays}")

    def say(self, command: str) -> None:
        answer = self.driver.pgconn.exec_(command.encode())
        assert answer.status == ExecStatus.COMMAND_OK, answer.error_message

    def read(self, actors: Sequence[Actor], now: datetime, what: str) -> list[set[str]]:
        """What each of them reads then, in one question: `reads`, or `everything` that says whose
        it is."""
        asked = "; ".join(f"{_as(actor, now)}; EXECUTE {what}" for actor in actors)
        with self.driver.cursor() as cursor:
            cursor.execute(asked, prepare=False)
            found = [{row[0] for row in cursor.fetchall()}]
            while cursor.nextset():
                found.append({row[0] for row in cursor.fetchall()})
        return found[1::2]


def _as(actor: Actor, now: datetime) -> str:
    told = told_of(actor) | {"app.now": now.isoformat()}
    return "SELECT " + ", ".join(f"set_config('{n}', '{value}', true)" for n, value in told.items())


@contextmanager
def undone(actor: Actor) -> Iterator[Eyes]:
    """One transaction of which nothing stays."""
    with actor.app.app_context(), acting_as(actor.scope):
        driver: Any = db.session.connection().connection.driver_connection
        before = driver.prepare_threshold, driver.prepared_max
        driver.prepare_threshold, driver.prepared_max = 1, 2000
        db.session.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
        eyes = Eyes(driver, actor)
        try:
            eyes.say("SAVEPOINT history")
            yield eyes
        finally:
            db.session.rollback()
            driver.prepare_threshold, driver.prepared_max = before


def begin_anew(eyes: Eyes) -> None:
    """Back to where every history begins."""
    eyes.say("ROLLBACK TO SAVEPOINT history")
    _forget()


def attempting(eyes: Eyes) -> Callable[[Callable[[], object], bool], bool]:
    """Whether an act was done; of what is refused nothing stays, as after any page."""

    def attempt(act: Callable[[], object], expected: bool) -> bool:
        if not expected:
            eyes.say("SAVEPOINT act")
        try:
            act()
            db.session.flush()
        except DomainError:
            if not expected:
                eyes.say("ROLLBACK TO SAVEPOINT act")
            _forget()
            return False
        _write_of_glasses()
        return True

    return attempt


def _write_of_glasses() -> None:
    """As at the end of a page; of the trail only what a view reads, since it takes its time."""
    waiting = db.session.info.get(trail.WAITING) or []
    if any(one.says["detail"] == OPENED for one in waiting):
        trail.write_down(db.session())
    db.session.info.pop(trail.WAITING, None)


def _forget() -> None:
    db.session.expunge_all()
    db.session.info.pop(trail.WAITING, None)
