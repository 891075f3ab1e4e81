"""A centre is told of a proposal, and whoever passed it on of the answer: numbers, never whom."""

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.jobs import every_job
from network.jobs.registry import JOBS
from network.programmes.proposals import passing
from network.programmes.proposals.kinds import PutAside
from tenants.database import transaction
from tests.actors import Cast
from tests.programmes.proposing import passed


@pytest.mark.parametrize("answered", [False, True])
def test_each_side_is_told_once(cast: Cast, app: Flask, owner: Engine, answered: bool) -> None:
    assert every_job.known()
    made, proposal_id = passed(owner, cast)
    kind, whom = passing.PASSED, cast.centre
    if answered:
        kind, whom = passing.ANSWERED, made.school
        with cast.centre.acting() as scope, transaction():
            passing.put_aside(scope, proposal_id, PutAside.OTHER_HELP)

    with owner.connect() as connection:
        jobs = text("SELECT args FROM procrastinate_jobs WHERE task_name = :kind")
        [args] = connection.scalars(jobs, {"kind": kind}).all()
    for _ in range(2):
        with app.app_context():
            JOBS[kind](**args)

    with owner.connect() as connection:
        notices = text("SELECT tenant_id, member_id, path FROM notices WHERE kind = :kind")
        [told] = connection.execute(notices, {"kind": kind}).all()
    assert told == (whom.tenant_id, whom.scope.member_id, f"/proposals/{proposal_id}")
