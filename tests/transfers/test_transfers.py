"""A case goes to another centre: asked for, handed over under a basis, taken once."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from network.consent.kinds import Category
from network.jobs import every_job
from network.jobs.registry import JOBS
from network.legal_bases import actions as bases
from network.records import actions as files
from network.records import door
from network.requests.actions import sharing, writing
from network.requests.actions.sharing import NotCovered
from network.requests.reasons import Closing
from network.transfers import actions, queries
from network.transfers.kinds import CaseRefusal, CaseStanding
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.transfers.centres import ALL, ask, case_of, other_centre, task

C = Category


@pytest.fixture
def centre(cast: Cast) -> Actor:
    return cast.centre


@pytest.fixture
def other(owner: Engine, centre: Actor) -> Actor:
    return other_centre(owner, centre)


@pytest.fixture
def person_id(centre: Actor) -> UUID:
    return case_of(centre)


def standing(actor: Actor, transfer_id: UUID) -> CaseStanding:
    with actor.acting() as scope, transaction():
        return queries.told(scope, transfer_id).standing


def approve(actor: Actor, transfer_id: UUID) -> None:
    with actor.acting() as scope, transaction():
        actions.approve(scope, transfer_id)


def take(actor: Actor, transfer_id: UUID) -> dict[str, object]:
    """Everything that the new file says."""
    with actor.acting() as scope, transaction():
        file_id = actions.take_over(scope, transfer_id).id
    with actor.acting() as scope, transaction():
        parts = door.read(scope, file_id)
        return {name: value for part in parts.values() for name, value in part.values.items()}


def told(app: Flask, owner: Engine, actor: Actor) -> list[str]:
    """What the actor's house was told, once every job is done."""
    assert every_job.known()
    ours = "SELECT task_name, args FROM procrastinate_jobs WHERE task_name LIKE 'transfer%'"
    with owner.connect() as connection:
        jobs = connection.execute(text(f"{ours} ORDER BY id")).all()
    for name, args in jobs:
        with app.app_context():
            JOBS[name](**args)
    with owner.connect() as connection:
        said = text("SELECT kind FROM notices WHERE tenant_id = :tenant ORDER BY id")
        return list(connection.scalars(said, {"tenant": actor.tenant_id}))


def test_what_a_basis_covers_begins_the_file_of_the_other_centre(
    app: Flask, owner: Engine, centre: Actor, other: Actor, person_id: UUID
) -> None:
    task(centre, person_id, other)
    transfer_id = ask(other, centre, person_id)
    approve(centre, transfer_id)
    with centre.acting() as scope, transaction():
        files.write(scope, person_id, C.HEALTH, {"allergies": "penicilin"})

    said = take(other, transfer_id)

    assert (said["last_name"], said["address"], said["allergies"]) == (
        "Ilić",
        "Nikjer 1",
        "oreščki",
    )
    assert "court" not in said
    assert standing(centre, transfer_id) is CaseStanding.TAKEN
    with centre.acting() as scope, transaction():
        assert [one.other for one in queries.of_file(scope, person_id)] == ["drugi-center"]
    assert told(app, owner, other) == ["transfer_answered"]
    assert told(app, owner, centre) == ["transfer_asked", "transfer_taken"]


def test_it_is_taken_once(centre: Actor, other: Actor, person_id: UUID) -> None:
    task(centre, person_id, other)
    transfer_id = ask(other, centre, person_id)
    approve(centre, transfer_id)
    take(other, transfer_id)

    with pytest.raises(Conflict):
        take(other, transfer_id)
    with other.acting(), transaction():
        assert db.session.scalar(text("SELECT count(*) FROM transferred_parts")) == 0


def test_without_a_basis_for_it_nothing_is_handed_over(
    cast: Cast, centre: Actor, other: Actor, person_id: UUID
) -> None:
    transfer_id = ask(other, centre, person_id)
    task(centre, person_id, cast.outsider, recipients=[cast.institution.tenant_id])

    with pytest.raises(NotCovered):
        approve(centre, transfer_id)

    task(centre, person_id, other, C.HEALTH)
    with pytest.raises(NotCovered):
        approve(centre, transfer_id)


def test_what_ends_before_it_is_taken_is_gone(centre: Actor, other: Actor, person_id: UUID) -> None:
    basis = task(centre, person_id, other)
    transfer_id = ask(other, centre, person_id)
    approve(centre, transfer_id)
    with centre.acting() as scope, transaction():
        bases.withdraw(scope, basis)

    with pytest.raises(Conflict, match="No legal basis"):
        take(other, transfer_id)


def test_it_lapses_after_fourteen_days(centre: Actor, other: Actor, person_id: UUID) -> None:
    task(centre, person_id, other)
    transfer_id = ask(other, centre, person_id)
    approve(centre, transfer_id)

    with clock.frozen(clock.now() + timedelta(days=14)):
        with other.acting(), transaction():
            assert db.session.scalar(text("SELECT count(*) FROM transferred_parts")) == 0
        with pytest.raises(Conflict):
            take(other, transfer_id)
        assert standing(other, transfer_id) is CaseStanding.LAPSED


def test_open_requests_are_closed_first(centre: Actor, other: Actor, person_id: UUID) -> None:
    task(centre, person_id, other)
    request_id = factories.request(centre)
    with centre.acting() as scope, transaction():
        sharing.link_file(scope, request_id, door.person(scope, person_id).number)
    transfer_id = ask(other, centre, person_id)

    with pytest.raises(Conflict, match="open requests"):
        approve(centre, transfer_id)
    with centre.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.LOST_CONTACT)
    approve(centre, transfer_id)

    assert standing(other, transfer_id) is CaseStanding.APPROVED


def test_whether_there_is_such_a_file_is_not_told(
    owner: Engine, centre: Actor, other: Actor, person_id: UUID
) -> None:
    worker = colleague(owner, centre, "worker", Role.CASE_WORKER)
    real, made_up = ask(other, centre, person_id), ask(other, centre, number="2026-9999")

    assert standing(other, real) is standing(other, made_up) is CaseStanding.ASKED
    for transfer_id in (real, made_up):
        with pytest.raises(Conflict, match="no file with this number"):
            approve(worker, transfer_id)
    with worker.acting() as scope, transaction():
        actions.decline(scope, made_up, CaseRefusal.UNKNOWN)
    assert standing(other, made_up) is CaseStanding.DECLINED


def test_each_side_does_its_own_part_only(
    cast: Cast, owner: Engine, centre: Actor, other: Actor, person_id: UUID
) -> None:
    task(centre, person_id, other)
    transfer_id = ask(other, centre, person_id)

    def refused(actor: Actor, act: str, kind: type[DomainError], *more: object) -> None:
        with actor.acting() as scope, pytest.raises(kind), transaction():
            getattr(actions, act)(scope, transfer_id, *more)

    refused(other, "approve", NotFound)
    refused(other, "decline", NotFound, CaseRefusal.UNKNOWN)
    refused(centre, "withdraw", NotFound)
    refused(centre, "take_over", NotFound)
    refused(other, "take_over", Conflict)
    for stranger in (cast.institution, cast.stranger, cast.outsider, cast.coordination):
        refused(stranger, "approve", NotFound)
    office = colleague(owner, centre, "office", Role.ADMINISTRATOR)
    refused(office, "approve", NotAllowed)
    with cast.institution.acting() as scope, pytest.raises(NotAllowed), transaction():
        queries.transfers(scope)
    with other.acting() as scope, pytest.raises(Invalid), transaction():
        actions.ask(scope, owner_id=cast.outsider.tenant_id, file_number="1", reason="moved")  # type: ignore[arg-type]
    with other.acting() as scope, transaction():
        actions.withdraw(scope, transfer_id)
    refused(centre, "approve", Conflict)


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE case_transfers SET answer = 'approved', answered_at = app_now() WHERE id = :id",
        "UPDATE case_transfers SET owner_id = app_tenant(), version = 9 WHERE id = :id",
        "UPDATE case_transfers SET taken_at = app_now() WHERE id = :id",
        "DELETE FROM case_transfers WHERE id = :id",
    ],
)
def test_the_database_holds_each_side_to_its_part(
    centre: Actor, other: Actor, person_id: UUID, forged: str
) -> None:
    transfer_id = ask(other, centre, person_id)

    with other.acting(), pytest.raises(ProgrammingError), transaction():
        db.session.execute(text(forged), {"id": transfer_id})


def test_all_of_it_is_covered_by_one_task(centre: Actor, other: Actor, person_id: UUID) -> None:
    task(centre, person_id, other)
    transfer_id = ask(other, centre, person_id)

    with centre.acting() as scope, transaction():
        found = queries.meant(scope, queries.transfer(scope, transfer_id))

    assert found is not None
    assert set(found.covered) == set(ALL)
