"""A file is found by its name in the own house, by those whom it opens to, and by no other."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.consent.kinds import Category
from network.oversight import finding
from network.records import actions as files
from network.records.fields import Exclusion, Sensitivity
from network.trail import queries as trail
from tenants.database import db, transaction
from tenants.errors import Invalid, NotAllowed
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.elsewhere.people import BORN, known_to
from tests.statements import asked


def found(actor: Actor, name: str = "", birth_date: date | None = None) -> list[tuple[str, bool]]:
    with actor.acting() as scope, transaction():
        return [
            (hit.name, hit.opens) for hit in finding.find(scope, name=name, birth_date=birth_date)
        ]


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return known_to(cast.centre)


@pytest.fixture
def officer(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "officer", Role.DPO)


@pytest.mark.parametrize("typed", ["Živa", "ziva", "CUK", "doric ziva", "Čuk-Đorić Živa"])
def test_it_is_found_however_the_name_is_written(cast: Cast, person_id: UUID, typed: str) -> None:
    assert found(cast.centre, typed) == [("Živa Čuk-Đorić", True)]


def test_by_the_day_of_birth_and_never_by_half_a_word(cast: Cast, person_id: UUID) -> None:
    assert len(found(cast.centre, birth_date=BORN)) == 1
    assert len(found(cast.centre, "ziva", BORN)) == 1
    assert found(cast.centre, "ziv") == []
    assert found(cast.centre, "ziva", date(2011, 3, 1)) == []
    assert found(cast.centre, "Ziva Novak") == []
    with pytest.raises(Invalid):
        found(cast.centre, " - ")


def test_whoever_does_not_open_it_learns_nothing_of_it(
    cast: Cast, owner: Engine, person_id: UUID
) -> None:
    worker = colleague(owner, cast.centre, "worker", Role.CASE_WORKER)
    counts = "SELECT count(*) FROM file_digests"  # what the database itself shows of it

    assert found(worker, "ziva") == []
    for who in (cast.institution, cast.stranger):
        assert found(who, "ziva") == []
        with who.acting():
            assert db.session.scalar(text(counts)) == 0


def test_the_officer_finds_the_number_and_who_answers_for_it(
    cast: Cast, officer: Actor, owner: Engine, person_id: UUID
) -> None:
    kept_away = colleague(owner, cast.centre, "relative", Role.DPO)
    with cast.centre.acting() as scope, transaction():
        files.exclude(scope, person_id, kept_away.scope.member_id, Exclusion.RELATIVE)
        files.classify(scope, person_id, Sensitivity.SEALED)

    with officer.acting() as scope, transaction():
        [hit] = finding.find(scope, name="ziva")
    assert (hit.name, hit.opens, hit.responsible) == ("", False, "centre worker")
    assert found(kept_away, "ziva") == []


def test_each_search_stands_in_the_trail_without_what_was_typed(
    cast: Cast, officer: Actor, person_id: UUID
) -> None:
    found(officer, "ziva")

    with officer.acting() as scope:
        entry = trail.trail(scope).rows[0].entry
    assert (entry.detail, entry.subject, entry.subject_id) == ("file_searched", "file_search", None)
    assert "ziva" not in str(vars(entry)).lower()


def test_a_new_name_is_found_and_the_old_one_no_more(cast: Cast, person_id: UUID) -> None:
    named = {"first_name": "Živa", "last_name": "Novak", "birth_date": BORN}
    with cast.centre.acting() as scope, transaction():
        files.write(scope, person_id, Category.IDENTITY, named)

    assert len(found(cast.centre, "Živa Novak")) == 1
    assert found(cast.centre, "Čuk") == []


def test_an_erased_file_is_found_by_nobody(cast: Cast, owner: Engine, person_id: UUID) -> None:
    destroyed = "UPDATE person_keys SET wrapped = NULL, destroyed_at = now()"
    with owner.begin() as connection:
        connection.execute(text(destroyed))
        left = connection.scalar(text("SELECT count(*) FROM file_digests"))

    assert left == 0
    assert found(cast.centre, "ziva") == []


def test_files_of_before_are_taken_up_by_whoever_opens_them(
    cast: Cast, owner: Engine, officer: Actor, person_id: UUID
) -> None:
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM file_digests"))

    assert found(officer, "ziva") == []
    assert len(found(cast.centre, "ziva")) == 1
    assert len(found(officer, "ziva")) == 1


def test_the_same_name_has_another_digest_in_another_house(cast: Cast, owner: Engine) -> None:
    for who in (cast.centre, cast.institution):
        known_to(who)

    with owner.connect() as connection:
        shared = "SELECT digest FROM file_digests GROUP BY digest HAVING count(*) > 1"
        assert connection.execute(text(shared)).all() == []
        assert connection.scalar(text("SELECT count(*) FROM file_digests")) == 8


def test_only_those_who_keep_files_or_watch_over_them_look(cast: Cast, owner: Engine) -> None:
    office = colleague(owner, cast.centre, "office", Role.ADMINISTRATOR)

    with pytest.raises(NotAllowed):
        found(office, "ziva")


def test_three_found_cost_no_more_than_one(app: Flask, cast: Cast) -> None:
    known_to(cast.centre)
    with asked(app) as one:
        found(cast.centre, "ziva")
    for _ in range(2):
        known_to(cast.centre)
    with asked(app) as three:
        found(cast.centre, "ziva")

    assert len(three) == len(one)
