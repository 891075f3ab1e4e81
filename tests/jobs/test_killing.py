"""Workers as processes of their own: killed in the middle they lose nothing and repeat nothing."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from tenants import clock
from tenants.database import new_id, transaction
from tests.actors import Cast
from tests.database import Database
from tests.effort import tried

pytestmark = pytest.mark.xdist_group("workers")
DUE = tried(16, 40)
LONGEST = 90  # seconds
# A review that was due an hour ago is told three days before and on the day: two notices each.
TELLINGS = 2 * DUE
PARENT = """
from network.cli import worker
from network.settings import Settings

with worker.beside(Settings.from_environment()):
    input()
"""


@pytest.fixture
def due(app: Flask, cast: Cast) -> int:
    """Many things of one home are due, each with a job that tells somebody."""
    with cast.institution.acting() as scope, transaction():
        for number in range(DUE):
            subject = Subject(SubjectKind.REQUEST, new_id(), f"2026-{number:04}")
            past = clock.now() - timedelta(hours=1)
            clocks.start(scope, ClockKind.FULL_REVIEW, subject, due_at=past)
    return DUE


def environment(database: Database) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PRISTAN_")}
    return kept | database.environment


@contextmanager
def working(database: Database, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "network.cli", "worker", "--patience", "1", *options],
        env=environment(database),
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(holds: Callable[[], bool]) -> None:
    """Wait for a condition; fail after a long while."""
    pause = threading.Event()
    for _ in range(LONGEST * 10):
        if holds():
            return
        pause.wait(0.1)
    raise AssertionError("waited in vain")


def number(owner: Engine, query: str) -> int:
    with owner.connect() as connection:
        return int(connection.scalar(text(f"SELECT count(*) FROM {query}")) or 0)


def told(owner: Engine) -> int:
    return number(owner, "notices")


def test_killed_at_random_it_loses_nothing_and_tells_nobody_twice(
    database: Database, owner: Engine, due: int
):
    for share in (0.25, 0.6):
        enough = int(TELLINGS * (share + random.uniform(-0.2, 0.2)))
        with working(database) as process:
            until(lambda least=enough: told(owner) >= least)
            process.kill()

    with working(database, "--until-done") as process:
        assert process.wait(LONGEST) == 0

    assert told(owner) == TELLINGS
    assert number(owner, "clocks WHERE steps_taken = 2") == due
    unfinished = "procrastinate_jobs WHERE status <> 'todo' OR scheduled_at <= now()"
    assert number(owner, unfinished) == 0


def test_told_to_stop_it_ends_what_it_does_and_goes(database: Database, owner: Engine, due: int):
    with working(database) as process:
        until(lambda: told(owner) > 0)
        process.send_signal(signal.SIGTERM)

        assert process.wait(LONGEST) == 0

    assert number(owner, "procrastinate_jobs WHERE status = 'doing'") == 0
    assert number(owner, "clocks WHERE steps_taken = 1") == 0


def test_it_ends_with_whoever_started_it_even_if_that_one_is_killed(
    database: Database, owner: Engine, cast: Cast
):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], env=environment(database), stdin=subprocess.PIPE
    )
    until(lambda: number(owner, "procrastinate_workers") > 0)
    [child] = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()

    parent.kill()
    parent.communicate()

    until(lambda: is_gone(child))


def is_gone(process: str) -> bool:
    """Ended, though perhaps nobody has asked yet how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
