"""A school keeps files and passes on to the centre what advisers proposed: for one pupil the centre
has written its request, for another the parents took back their consent. Another stands by."""

from uuid import UUID

from sqlalchemy import Engine

from network.consent.kinds import Category
from network.legal_bases import actions as bases
from network.programmes.cases.kinds import NextStep
from network.programmes.proposals import passing, queries, reading
from network.requests.actions import drafting
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast
from tests.programmes import working
from tests.programmes.proposing import a_school, agreed, pass_on, passed, proposed, pupil

C = Category
READ = (C.IDENTITY, C.CONTACT)


def go_to_a_centre(owner: Engine, cast: Cast) -> tuple[Actor, Actor, UUID]:
    """Both schools, and what the centre reads."""
    made, proposal_id = passed(owner, cast, C.CONTACT)
    school, centre = made.school, cast.centre
    with centre.acting() as scope, transaction():
        reading.read(scope, queries.get(scope, proposal_id))
        draft_id = passing.take_up(scope, proposal_id).draft_id
        assert draft_id is not None
        drafting.discard(scope, draft_id)
    factories.request(centre, draft_id=draft_id)
    ended = proposed(owner, cast, school=school, reference="P8")
    basis_id = agreed(school, ended.person_id)
    pass_on(ended, centre)
    with school.acting() as scope, transaction():
        bases.withdraw(scope, basis_id)
    milder = working.opened(school, cast.institution, reference="P9")
    working.closed(cast.institution, milder, NextStep.DAY_TREATMENT)
    bystander = a_school(owner, cast, "OŠ Za vodo")
    pupil(bystander)
    return school, bystander, proposal_id
