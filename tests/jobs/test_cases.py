"""That a mobile team has finished is told to whoever asked, without a word of it."""

from flask import Flask
from sqlalchemy import Engine, text

from network.jobs import every_job
from network.jobs.registry import JOBS
from tests.actors import Cast
from tests.programmes.working import closed, opened


def test_whoever_asked_is_told_once_of_a_proposal(cast: Cast, app: Flask, owner: Engine) -> None:
    assert every_job.known()
    enrolment_id = opened(cast.centre, cast.institution)
    closed(cast.institution, enrolment_id)

    with owner.connect() as connection:
        [args] = connection.scalars(
            text("SELECT args FROM procrastinate_jobs WHERE task_name = 'case_closed'")
        ).all()
    for _ in range(2):
        with app.app_context():
            JOBS["case_closed"](**args)

    with owner.connect() as connection:
        [told] = connection.execute(
            text("SELECT tenant_id, path FROM notices WHERE kind = 'case_closed'")
        ).all()
    assert told == (cast.centre.scope.tenant_id, f"/enrolments/{enrolment_id}/case")
