"""What is shown to a home of a file grows, shrinks and runs out: it hears of each."""

from datetime import timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy import Engine, text

from network.jobs import every_job
from network.jobs.registry import JOBS
from tenants import clock
from tenants.clock import frozen
from tests.actors import Cast
from tests.shares import WHO, grant, read, show

DAY = timedelta(days=1)


def told(owner: Engine, cast: Cast) -> list[str]:
    """The kinds of all that the home was told, in order."""
    with owner.connect() as connection:
        said = text("SELECT kind FROM notices WHERE tenant_id = :tenant ORDER BY id")
        return list(connection.scalars(said, {"tenant": cast.institution.tenant_id}))


def move_asks(app: Flask, owner: Engine) -> None:
    assert every_job.known()
    with owner.connect() as connection:
        said = text("SELECT args FROM procrastinate_jobs WHERE task_name = 'ask_moved' ORDER BY id")
        waiting = connection.scalars(said).all()
    for args in waiting:
        with app.app_context():
            JOBS["ask_moved"](**args)


def test_a_home_hears_that_it_is_shown_more_or_less_and_what_to_stop_using(
    app: Flask, owner: Engine, cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, *WHO, ends=clock.today())
    show(cast, ask_id, *WHO)
    read(cast.institution, ask_id)
    move_asks(app, owner)
    before = told(owner, cast)

    for _ in range(2):
        with frozen(clock.now() + DAY), app.app_context():
            JOBS["stop_use"](tenant_id=str(cast.institution.tenant_id))
            JOBS["stop_use"](tenant_id=str(cast.centre.tenant_id))

    assert before == ["ask_received", "shown_changed", "shown_changed"]
    assert told(owner, cast) == [*before, "stop_use"]
