"""What holds a proposal beside its basis: a restriction, an erasure, a second hand; and health
institutions do as schools do."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from network.consent.kinds import Category
from network.programmes.proposals import passing, queries, reading
from network.records import door
from network.records.restricting import Ground, Restricted
from network.rights import restriction
from network.rights.gathering import gather
from network.rights.items import Section
from network.rights.kinds import Right
from tenants.database import transaction
from tenants.scope import Role, TenantKind
from tests.actors import Actor, Cast, colleague, neighbour
from tests.programmes.proposing import (
    Proposal,
    a_school,
    agreed,
    pass_on,
    passed,
    proposed,
    pupil,
)
from tests.rights.asking import House, erased, granted

C = Category


def house_of(owner: Engine, school: Actor, person_id: UUID) -> House:
    """The school's counsellor, and two who decide."""
    dpo = colleague(owner, school, "pooblaščenka", Role.DPO)
    return House(school, dpo, colleague(owner, school, "ravnatelj", Role.HEAD), person_id)


def read(centre: Actor, proposal_id: UUID) -> reading.Read:
    with centre.acting() as scope, transaction():
        return reading.read(scope, queries.get(scope, proposal_id))


def restricted(owner: Engine, made: Proposal) -> None:
    house = house_of(owner, made.school, made.person_id)
    rights_request_id = granted(house, Right.RESTRICTION)
    with house.dpo.acting() as scope, transaction():
        restriction.restrict(scope, rights_request_id, ground=Ground.ACCURACY)


def test_of_a_restricted_file_nothing_is_read_and_nothing_goes(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)
    assert read(cast.centre, proposal_id).parts

    restricted(owner, made)

    assert read(cast.centre, proposal_id) == reading.Read(None, [])
    with made.school.acting() as scope, transaction():
        passing.withdraw(scope, proposal_id)
    with pytest.raises(Restricted):
        pass_on(made, cast.centre)


def test_the_head_of_a_school_erases_the_file_of_a_pupil(cast: Cast, owner: Engine):
    school = a_school(owner, cast)
    person_id = pupil(school)

    erased(house_of(owner, school, person_id))

    with school.acting() as scope, pytest.raises(door.Erased):
        door.read(scope, person_id)


def test_without_its_key_a_proposal_says_nothing(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)
    with owner.begin() as connection:
        gone = (
            "UPDATE person_keys SET wrapped = NULL, destroyed_at = app_now() WHERE person_id = :id"
        )
        connection.execute(text("ALTER TABLE person_keys DISABLE TRIGGER USER"))
        connection.execute(text(gone), {"id": made.person_id})
        connection.execute(text("ALTER TABLE person_keys ENABLE TRIGGER USER"))

    assert read(cast.centre, proposal_id) == reading.Read(None, [])


def test_a_report_of_what_is_kept_tells_where_it_went(cast: Cast, owner: Engine):
    made, _ = passed(owner, cast)

    with made.school.acting() as scope, transaction():
        said = [
            one
            for one in gather(scope, door.person(scope, made.person_id))
            if one.section is Section.PROPOSAL
        ]

    assert [(one.name, one.said) for one in said] == [("passed", "centre")]


def passes(made: Proposal, centre: Actor) -> str:
    try:
        pass_on(made, centre)
    except passing.PassedAlready:
        return "refused"
    return "passed"


def test_two_who_pass_it_on_at_once_do_so_once(cast: Cast, owner: Engine):
    made = proposed(owner, cast)
    agreed(made.school, made.person_id)

    with ThreadPoolExecutor(2) as people:
        both = [people.submit(passes, made, cast.centre) for _ in range(2)]

    assert sorted(one.result() for one in both) == ["passed", "refused"]


def takes_up(centre: Actor, proposal_id: UUID) -> UUID | None:
    with centre.acting() as scope, transaction():
        return passing.take_up(scope, proposal_id).draft_id


def test_two_who_take_it_up_at_once_begin_one_request(cast: Cast, owner: Engine):
    _, proposal_id = passed(owner, cast)

    with ThreadPoolExecutor(2) as people:
        both = [people.submit(takes_up, cast.centre, proposal_id) for _ in range(2)]

    assert len({one.result() for one in both}) == 1


def test_a_health_institution_passes_on_as_a_school_does(cast: Cast, owner: Engine):
    roles = (Role.COUNSELLOR, Role.HEAD)
    clinic = neighbour(owner, cast.centre, "Razvojna ambulanta", TenantKind.HEALTH, *roles)

    _, proposal_id = passed(owner, cast, school=clinic)

    assert read(cast.centre, proposal_id).parts
