"""Works off jobs until it is told to stop. Any number of workers may run side by side."""

import asyncio
from collections.abc import Callable
from functools import wraps

from flask import Flask
from procrastinate import App, PsycopgConnector, RetryStrategy
from sqlalchemy import make_url

from network.jobs import every_job
from network.jobs.registry import JOBS, ROUNDS
from tenants.database import db

RETRY = RetryStrategy(max_attempts=10, exponential_wait=3)
STALLED_AFTER = 30.0  # seconds without a sign of life, after which a worker counts as dead
SIGN_OF_LIFE = 10.0
AT_A_TIME = 4


def run(flask: Flask, *, until_done: bool = False, patience: float = STALLED_AFTER) -> None:
    """Work until a signal comes, or only until nothing is left to do now.

    `patience` is after how many seconds without a sign of life another worker's unfinished jobs
    are done again.
    """
    asyncio.run(_run(flask, until_done, patience))


async def _run(flask: Flask, until_done: bool, patience: float) -> None:
    app = application(flask)
    async with app.open_async():
        await _take_over_stalled(app, patience)
        watch = asyncio.create_task(_keep_taking_over(app, patience))
        try:
            await _work(app, until_done, patience)
            while until_done and await app.job_manager.list_jobs_async(status="doing"):
                # Another worker has them: it ends them, or it is dead and they come to us.
                await asyncio.sleep(patience / 3)
                await _work(app, until_done, patience)
        finally:
            watch.cancel()


async def _work(app: App, until_done: bool, patience: float) -> None:
    await app.run_worker_async(
        wait=not until_done,
        concurrency=AT_A_TIME,
        delete_jobs="successful",
        update_heartbeat_interval=min(SIGN_OF_LIFE, patience / 3),
        stalled_worker_timeout=patience,
        fetch_job_polling_interval=5,
        install_signal_handlers=not until_done,
    )


def application(flask: Flask) -> App:
    """The library's application, with every job of ours under its name."""
    address = make_url(flask.config["SQLALCHEMY_DATABASE_URI"]).set(drivername="postgresql")
    conninfo = address.render_as_string(hide_password=False)
    app = App(connector=PsycopgConnector(conninfo=conninfo, min_size=1, max_size=AT_A_TIME + 2))
    every_job.known()
    for name, done in JOBS.items():
        app.task(name=name, retry=RETRY)(_inside(flask, done))
    for name, (cron, done) in ROUNDS.items():
        task = app.task(name=name, retry=RETRY, queueing_lock=name)(_round(flask, done))
        app.periodic(cron=cron, periodic_id=name)(task)
    return app


def _inside(flask: Flask, done: Callable[..., None]) -> Callable[..., None]:
    @wraps(done)
    def act(**ids: str) -> None:
        with flask.app_context():
            done(**ids)
            db.session.remove()

    return act


def _round(flask: Flask, done: Callable[[], None]) -> Callable[[int], None]:
    @wraps(done)
    def act(timestamp: int) -> None:  # noqa: ARG001 - the library tells which round it is
        with flask.app_context():
            done()
            db.session.remove()

    return act


async def _keep_taking_over(app: App, patience: float) -> None:
    while True:
        await asyncio.sleep(patience)
        await _take_over_stalled(app, patience)


async def _take_over_stalled(app: App, patience: float) -> None:
    """What a worker that died had begun is done again: jobs hold when they are done twice."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=patience):
        await manager.retry_job(job)
