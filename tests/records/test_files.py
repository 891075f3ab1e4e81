"""A young person's file: sealed in the database, open to its team, closed to everybody else."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from network.consent.kinds import Category
from network.records import actions, door, queries
from network.records.fields import Exclusion, Sensitivity
from network.trail import queries as trail
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague

NAME = {"first_name": "Živa", "last_name": "Izmišljena"}
BORN = date(2011, 2, 28)


@pytest.fixture
def file_id(cast: Cast) -> UUID:
    """Begun by the worker of the centre, who is its head as well."""
    return begin(cast.centre)


@pytest.fixture
def worker(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "worker", Role.CASE_WORKER)


@pytest.fixture
def other(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "other", Role.CASE_WORKER)


def begin(actor: Actor) -> UUID:
    with actor.acting() as scope, transaction():
        return actions.begin(scope, **NAME, birth_date=BORN).id


def read(actor: Actor, file_id: UUID) -> dict[str, object]:
    with actor.acting() as scope, transaction():
        parts = door.read(scope, file_id)
        return {name: value for part in parts.values() for name, value in part.values.items()}


def sees(actor: Actor, file_id: UUID) -> bool:
    try:
        return bool(read(actor, file_id))
    except NotFound:
        return False


def test_what_is_written_is_read_again(cast: Cast, file_id: UUID) -> None:
    with cast.centre.acting() as scope, transaction():
        actions.write(scope, file_id, Category.HEALTH, {"allergies": "oreščki", "doctor": ""})
        actions.write(scope, file_id, Category.OWN_WORDS, {"wants": "Rada bi domov."})

    said = read(cast.centre, file_id)

    assert said == NAME | {
        "birth_date": BORN,
        "allergies": "oreščki",
        "wants": "Rada bi domov.",
    }


def test_nothing_of_it_lies_in_the_database_in_the_clear(
    cast: Cast, owner: Engine, file_id: UUID
) -> None:
    with owner.connect() as connection:
        rows = connection.execute(text("SELECT to_jsonb(p)::text, sealed FROM file_parts p")).all()
        keys = connection.execute(text("SELECT wrapped FROM person_keys")).all()

    assert rows
    assert keys
    for shown, sealed in rows:
        for word in ("Živa", "Izmi", "2011"):
            assert word not in shown
            assert word.encode() not in sealed


def test_only_the_team_and_the_head_open_it(cast: Cast, worker: Actor, other: Actor) -> None:
    file_id = begin(worker)

    opened = [sees(who, file_id) for who in (worker, cast.centre, other, cast.institution)]
    with cast.centre.acting() as scope, transaction():
        actions.take_in(scope, file_id, other.scope.member_id)
    joined = sees(other, file_id)
    with worker.acting() as scope, transaction():
        actions.let_go(scope, file_id, other.scope.member_id)

    assert opened == [True, True, False, False]
    assert joined
    assert not sees(other, file_id)


def test_a_sealed_file_is_for_its_team_alone(cast: Cast, worker: Actor) -> None:
    file_id = begin(worker)

    with worker.acting() as scope, transaction():
        actions.classify(scope, file_id, Sensitivity.SEALED)

    assert sees(worker, file_id)
    assert not sees(cast.centre, file_id)


def test_who_is_excluded_opens_it_in_no_role(cast: Cast, worker: Actor, other: Actor) -> None:
    file_id = begin(worker)
    with worker.acting() as scope, transaction():
        actions.take_in(scope, file_id, other.scope.member_id)
        actions.exclude(scope, file_id, other.scope.member_id, Exclusion.RELATIVE)
        actions.exclude(scope, file_id, cast.centre.scope.member_id, Exclusion.OTHER)

    assert not sees(other, file_id)
    assert not sees(cast.centre, file_id)
    with worker.acting() as scope:
        with pytest.raises(Conflict):
            actions.take_in(scope, file_id, other.scope.member_id)
        with pytest.raises(Invalid):
            actions.exclude(scope, file_id, worker.scope.member_id, Exclusion.OTHER)


def test_a_look_at_a_protected_file_stands_in_the_trail(cast: Cast, file_id: UUID) -> None:
    read(cast.centre, file_id)
    with cast.centre.acting() as scope, transaction():
        actions.classify(scope, file_id, Sensitivity.PROTECTED)
    read(cast.centre, file_id)

    with cast.centre.acting() as scope:
        entries = [row.entry for row in trail.trail(scope).rows]
        looks = [entry for entry in entries if entry.kind == "read"]
        assert [entry.subject_id for entry in looks] == [file_id]
        assert "identity" in looks[0].categories


def test_two_who_write_at_once_are_told(cast: Cast, file_id: UUID) -> None:
    with cast.centre.acting() as scope:
        version = door.read(scope, file_id)[Category.IDENTITY].version
        with transaction():
            actions.write(scope, file_id, Category.IDENTITY, NAME, version)
        with pytest.raises(Conflict):
            actions.write(scope, file_id, Category.IDENTITY, NAME, version)


def test_a_part_that_somebody_moved_does_not_open(cast: Cast, owner: Engine, file_id: UUID) -> None:
    second = begin(cast.centre)
    with owner.begin() as connection:
        connection.execute(
            text(
                "UPDATE file_parts SET sealed = (SELECT sealed FROM file_parts"
                " WHERE person_id = :one) WHERE person_id = :two"
            ),
            {"one": file_id, "two": second},
        )

    with pytest.raises(RuntimeError, match="does not open"):
        read(cast.centre, second)


def test_a_file_whose_key_is_gone_is_erased(cast: Cast, owner: Engine, file_id: UUID) -> None:
    with owner.begin() as connection:
        connection.execute(text("UPDATE person_keys SET wrapped = NULL, destroyed_at = app_now()"))

    with cast.centre.acting() as scope:
        with pytest.raises(door.Erased):
            door.read(scope, file_id)
        found = queries.files(scope)
        assert door.identities(scope, found.rows) == {}


def test_a_name_is_needed_and_the_right_role(cast: Cast) -> None:
    with cast.centre.acting() as scope, pytest.raises(Invalid):
        actions.begin(scope, birth_date=BORN)
    with cast.coordination.acting() as scope, pytest.raises(NotAllowed):
        actions.begin(scope, **NAME)
