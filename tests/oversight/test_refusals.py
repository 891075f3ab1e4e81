"""Who is turned away from a file stands in the trail; nobody can flood it that way."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from network.oversight.refusals import ENTERED
from network.trail import queries as trail
from network.trail.kinds import EntryKind
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.api.client import program
from tests.elsewhere.people import known_to
from tests.reading import english


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return known_to(cast.centre)


@pytest.fixture
def worker(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "worker", Role.CASE_WORKER)


def refused(actor: Actor) -> list[tuple[str, str, UUID | None]]:
    """The newest first: who, what kind, and which one."""
    with actor.acting() as scope:
        rows = trail.trail(scope, kind=EntryKind.READ_REFUSED).rows
        return [(one.entry.member_name, one.entry.subject, one.entry.subject_id) for one in rows]


def test_a_refused_look_at_a_file_names_it_if_there_is_one(
    cast: Cast, worker: Actor, person_id: UUID
) -> None:
    browser = english(worker)

    assert browser.get(f"/files/{person_id}").status_code == 404
    assert browser.get(f"/files/{uuid4()}").status_code == 404

    told = [("worker", "young_person", None), ("worker", "young_person", person_id)]
    assert refused(cast.centre) == told


def test_a_program_and_another_house_are_written_down_where_they_belong(
    cast: Cast, worker: Actor, person_id: UUID
) -> None:
    assert program(cast.centre, member=worker).get(f"/files/{person_id}").status_code == 404
    assert program(cast.institution).get(f"/files/{person_id}").status_code == 404

    assert refused(cast.centre) == [("worker", "young_person", person_id)]
    assert refused(cast.institution) == [("institution worker", "young_person", None)]


def test_what_opens_leaves_no_such_entry(cast: Cast, person_id: UUID) -> None:
    english(cast.centre).get(f"/files/{person_id}")

    assert refused(cast.centre) == []


def test_nobody_floods_the_trail(cast: Cast, worker: Actor, person_id: UUID) -> None:
    browser = english(worker)

    for _ in range(ENTERED + 10):
        assert browser.get(f"/files/{person_id}").status_code == 404

    with cast.centre.acting() as scope:
        first = trail.trail(scope, kind=EntryKind.READ_REFUSED)
        rest = trail.trail(scope, kind=EntryKind.READ_REFUSED, before=first.after)
    assert len(first.rows) + len(rest.rows) == ENTERED or first.after is None
    assert len(first.rows) <= ENTERED
