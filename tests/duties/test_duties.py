"""Nobody leaves before their work is in other hands."""

import pytest
from flask import Flask
from sqlalchemy import Engine, update
from sqlalchemy.exc import ProgrammingError

from network.duties import actions, queries
from network.jobs import every_job
from network.jobs.registry import JOBS
from network.records import actions as files
from network.records import door
from network.records.fields import Exclusion, Sensitivity
from network.records.models import YoungPerson
from network.requests.actions import answering, writing
from network.requests.queries import get_request
from network.requests.reasons import Closing
from network.trail import queries as trail
from network.trail.kinds import EntryKind
from tenants.database import db, transaction
from tenants.errors import Invalid, NotAllowed, NotFound
from tenants.isolation import acting_as
from tenants.scope import Role, Scope
from tests import factories
from tests.actors import Actor, Cast, colleague


@pytest.fixture
def ana(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "Ana", Role.CASE_WORKER)


def total(actor: Actor, of: Actor) -> int:
    with actor.acting() as scope:
        return queries.of_member(scope, of.scope.member_id).total


def test_who_answers_for_something_open_is_not_deactivated(cast: Cast, ana: Actor):
    request_id = factories.request(ana)

    with cast.centre.acting() as scope, pytest.raises(actions.StillAnswers), transaction():
        actions.deactivate(scope, ana.scope.member_id)
    with ana.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.LOST_CONTACT)

    assert total(cast.centre, ana) == 0
    with cast.centre.acting() as scope, transaction():
        actions.deactivate(scope, ana.scope.member_id)


def test_work_is_handed_over_as_responsible_and_as_deputy(cast: Cast, ana: Actor):
    factories.request(ana)
    factories.request(cast.centre, deputy_id=ana.scope.member_id, file_reference="as deputy")
    assert total(cast.centre, ana) == 2

    with cast.centre.acting() as scope, transaction():
        actions.hand_over(scope, ana.scope.member_id, scope.member_id)

    assert total(cast.centre, ana) == 0
    assert total(cast.centre, cast.centre) == 2


def test_nobody_becomes_both_responsible_and_deputy(cast: Cast, ana: Actor):
    request_id = factories.request(ana, deputy_id=cast.centre.scope.member_id)

    with cast.centre.acting() as scope, transaction():
        actions.hand_over(scope, ana.scope.member_id, scope.member_id)

    with cast.centre.acting() as scope:
        found = get_request(scope, request_id)
        assert (found.responsible_id, found.deputy_id) == (scope.member_id, None)


def test_a_home_hands_over_groups_asks_and_placements(cast: Cast, owner: Engine):
    eva = colleague(owner, cast.institution, "Eva", Role.COUNSELLOR)
    me = eva.scope.member_id
    group_id = factories.group(cast.institution, responsible_id=me)
    ask_id = factories.ask(cast.centre, group_id)
    with cast.institution.acting() as scope, transaction():
        answering.assign(scope, ask_id, responsible_id=me, deputy_id=None)
    assert total(cast.institution, eva) == 2

    with cast.institution.acting() as scope, transaction():
        actions.hand_over(scope, me, scope.member_id)

    assert total(cast.institution, eva) == 0


def test_work_goes_only_to_somebody_else_who_works_here(cast: Cast, ana: Actor):
    from_id = ana.scope.member_id
    elsewhere = cast.institution.scope.member_id

    for to_id in (from_id, elsewhere):
        with cast.centre.acting() as scope, pytest.raises(Invalid), transaction():
            actions.hand_over(scope, from_id, to_id)
    with ana.acting() as scope, pytest.raises(NotAllowed), transaction():
        actions.hand_over(scope, cast.centre.scope.member_id, from_id)


def test_members_are_called_by_name_also_after_they_left(cast: Cast, ana: Actor):
    with cast.centre.acting() as scope, transaction():
        actions.deactivate(scope, ana.scope.member_id)

    with cast.centre.acting() as scope:
        named = queries.names_of(scope, [ana.scope.member_id, None, cast.stranger.scope.member_id])

    assert named == {ana.scope.member_id: "Ana"}


def test_files_change_hands_without_being_opened_by_whoever_sees_to_it(
    app: Flask, cast: Cast, owner: Engine, ana: Actor
):
    eva = colleague(owner, cast.centre, "Eva", Role.CASE_WORKER)
    office = colleague(owner, cast.centre, "Pisarna", Role.ADMINISTRATOR)
    with ana.acting() as scope, transaction():
        file_id = files.begin(scope, last_name="Ilić").id
        files.classify(scope, file_id, Sensitivity.SEALED)
        closed = files.begin(scope, last_name="Đurić").id
        files.exclude(scope, closed, eva.scope.member_id, Exclusion.RELATIVE)

    with office.acting() as scope, transaction():
        actions.hand_over(scope, ana.scope.member_id, eva.scope.member_id)
    with app.app_context():
        assert every_job.known()
        people = {"from_id": str(ana.scope.member_id), "to_id": str(eva.scope.member_id)}
        JOBS["files_handed_over"](tenant_id=str(cast.centre.tenant_id), **people)

    assert (total(office, eva), total(office, ana)) == (1, 1)
    with eva.acting() as scope, transaction():
        assert door.person(scope, file_id).responsible_id == eva.scope.member_id
        told = trail.about(scope, [file_id], [EntryKind.DECIDE]).rows
        assert told[0].entry.detail == "handed_over"
    with ana.acting() as scope, transaction():
        assert door.person(scope, closed).responsible_id == ana.scope.member_id
        with pytest.raises(NotFound):
            door.person(scope, file_id)


def test_the_house_itself_changes_of_a_file_only_who_answers_for_it(cast: Cast, ana: Actor):
    with ana.acting() as scope, transaction():
        file_id = files.begin(scope, last_name="Ilić").id
    house = Scope.caretaker(cast.centre.tenant_id)

    with (
        cast.centre.app.app_context(),
        acting_as(house),
        pytest.raises(ProgrammingError, match="only who answers"),
        transaction(),
    ):
        db.session.execute(
            update(YoungPerson).where(YoungPerson.id == file_id).values(sensitivity="protected")
        )
