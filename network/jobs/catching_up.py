"""Does here and now what a worker would do: for a history that is made under a set clock."""

from sqlalchemy import text

from network.jobs import every_job
from network.jobs.registry import JOBS
from tenants import clock
from tenants.database import db, transaction
from tenants.isolation import acting_as
from tenants.scope import Scope

# Taken by deleting them: nobody else works here meanwhile, and a failure ends the history anyway.
TAKE = text(
    "DELETE FROM procrastinate_jobs WHERE status = 'todo'"
    " AND coalesce(scheduled_at <= :now, true) RETURNING id, task_name, args"
)


def catch_up() -> int:
    """Do every job that is due at the set time, and what follows from them; how many they were."""
    every_job.known()
    done = 0
    while jobs := _take():
        for name, ids in jobs:
            JOBS[name](**dict(ids))
        done += len(jobs)
    return done


def _take() -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Names and ids, in the order in which they were deferred; the same twice is done once."""
    with acting_as(Scope.steward()), transaction():
        taken = db.session.execute(TAKE, {"now": clock.now()}).all()
    in_order = sorted(taken, key=lambda job: job.id)
    return list(dict.fromkeys((job.task_name, tuple(job.args.items())) for job in in_order))
