"""Breaking the glass: the least of a file, for an hour, seen by both houses and judged."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.clocks import queries as clocks
from network.elsewhere.kinds import OPEN_FOR
from network.records import actions as files
from network.records.fields import Sensitivity
from network.requests import looks
from network.trail import queries as trail
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.elsewhere.people import (
    ask,
    broken,
    known_to,
    seen,
    switched_on,
    to_judge,
    told,
    work,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def on(cast: Cast) -> None:
    switched_on(cast)


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return known_to(cast.centre)


@pytest.fixture
def question_id(cast: Cast, person_id: UUID) -> UUID:
    return ask(cast.institution)


def test_the_least_is_shown_and_how_to_reach_the_house(
    cast: Cast, owner: Engine, question_id: UUID
) -> None:
    emergency_id = broken(cast.institution, question_id)

    [summary] = seen(cast.institution, emergency_id)

    assert summary.said == {
        "allergies": "oreščki",
        "medication": "zvečer",
        "self_harm": "Ob stiski.",
        "contact_safety": "Ne kličite očeta.",
    }
    assert (summary.house, summary.responsible) == ("centre", "centre worker")
    assert summary.email == "centre@centre.test"


def test_a_home_is_reached_by_the_telephones_of_its_groups(cast: Cast) -> None:
    factories.group(cast.stranger, name="Klas")
    known_to(cast.stranger)

    [summary] = seen(cast.centre, broken(cast.centre, ask(cast.centre)))

    assert summary.phones == ("01 234 56 78",)


def test_it_shows_what_the_file_says_now(cast: Cast, person_id: UUID, question_id: UUID) -> None:
    emergency_id = broken(cast.institution, question_id)
    with cast.centre.acting() as scope, transaction():
        files.write(scope, person_id, files.Category.HEALTH, {"allergies": "penicilin"})

    [summary] = seen(cast.institution, emergency_id)

    assert summary.said["allergies"] == "penicilin"
    assert "medication" not in summary.said


NIGHTS = (
    datetime(2026, 11, 22, 22, 30, tzinfo=UTC),  # over midnight in Slovenia
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # the hour that comes twice
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),  # the hour that does not come
)


@pytest.mark.parametrize("moment", NIGHTS)
def test_sixty_minutes_are_sixty_minutes_in_every_night(cast: Cast, moment: datetime) -> None:
    with clock.frozen(moment - timedelta(days=1)):
        known_to(cast.centre)
    with clock.frozen(moment):
        emergency_id = broken(cast.institution, ask(cast.institution))

    shown = []
    for after in (timedelta(0), OPEN_FOR - timedelta(seconds=1), OPEN_FOR, OPEN_FOR + MINUTE):
        with clock.frozen(moment + after):
            shown.append(len(seen(cast.institution, emergency_id)))

    assert shown == [1, 1, 0, 0]


def test_only_whoever_broke_it_sees_something(cast: Cast, owner: Engine, question_id: UUID) -> None:
    night = colleague(owner, cast.institution, "night", Role.COUNSELLOR)
    emergency_id = broken(cast.institution, question_id)

    assert len(seen(cast.institution, emergency_id)) == 1
    with pytest.raises(NotFound):
        seen(night, emergency_id)
    with pytest.raises(NotFound):
        seen(cast.stranger, emergency_id)


def test_there_is_no_way_but_from_a_match(cast: Cast, person_id: UUID) -> None:
    other = ask(cast.institution, first_name="Nihče")

    with pytest.raises(Conflict):
        broken(cast.institution, other)


def test_it_takes_a_role_and_words(cast: Cast, owner: Engine, person_id: UUID) -> None:
    educator = colleague(owner, cast.institution, "educator", Role.EDUCATOR)

    with pytest.raises(NotAllowed):
        broken(educator, ask(educator))
    with pytest.raises(Invalid):
        broken(cast.institution, ask(cast.institution), words="  ")


@pytest.mark.parametrize("how", [Sensitivity.SEALED, None])
def test_what_is_sealed_or_erased_meanwhile_is_gone_with_the_next_look(
    cast: Cast, owner: Engine, person_id: UUID, question_id: UUID, how: Sensitivity | None
) -> None:
    emergency_id = broken(cast.institution, question_id)
    if how:
        with cast.centre.acting() as scope, transaction():
            files.classify(scope, person_id, how)
    else:
        with owner.begin() as connection:
            gone = "UPDATE person_keys SET wrapped = NULL, destroyed_at = created_at"
            connection.execute(text(gone))

    assert seen(cast.institution, emergency_id) == []
    with pytest.raises(Conflict):
        broken(cast.institution, question_id)


def test_both_houses_are_told_at_once_and_it_is_due_within_three_days(
    app: Flask, cast: Cast, owner: Engine, question_id: UUID
) -> None:
    officers = [
        colleague(owner, actor, "officer", Role.DPO) for actor in (cast.centre, cast.institution)
    ]
    worker = colleague(owner, cast.institution, "night", Role.COUNSELLOR)

    broken(worker, ask(worker))
    work(app, owner)

    assert told(owner, cast.centre).count("emergency") == 2  # who answers for the file, and the DPO
    assert told(owner, cast.institution).count("emergency") == 1
    with owner.connect() as connection:
        urgent = text("SELECT bool_and(urgent) FROM notices WHERE kind = 'emergency'")
        assert connection.scalar(urgent)
    with officers[0].acting() as scope:
        [due] = [one for one in clocks.running(scope) if one.clock.kind == "emergency_review"]
    assert due.clock.due_at - due.clock.created_at > timedelta(hours=71)


def test_both_trails_hold_it_and_the_file_says_who_looked(
    cast: Cast, person_id: UUID, question_id: UUID
) -> None:
    seen(cast.institution, broken(cast.institution, question_id))

    for actor in (cast.centre, cast.institution):
        with actor.acting() as scope:
            entries = [one.entry for one in trail.trail(scope).rows]
        [opened] = [each for each in entries if each.detail == "emergency_opened"]
        assert (opened.basis, opened.categories) == (
            "vital_interest",
            ["contact", "health", "risk"],
        )
    with cast.centre.acting() as scope:
        rows = looks.of_file(scope, person_id).rows
    once = [(one.entry.kind, one.entry.member_name, one.other) for one in rows]
    assert sorted(once) == [
        ("disclose", "institution worker", "institution"),
        ("read", "institution worker", "institution"),
    ]


def test_where_the_other_trail_is_pruned_the_file_still_says_who_broke_the_glass(
    cast: Cast, owner: Engine, person_id: UUID, question_id: UUID
) -> None:
    broken(cast.institution, question_id)
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE trail_entries DISABLE TRIGGER USER"))
        connection.execute(
            text("DELETE FROM trail_entries WHERE tenant_id = :tenant"),
            {"tenant": cast.institution.tenant_id},
        )
        connection.execute(text("ALTER TABLE trail_entries ENABLE TRIGGER USER"))

    with cast.centre.acting() as scope:
        [row] = looks.of_file(scope, person_id).rows

    assert row.entry.member_name == "institution worker (institution)"


def test_without_the_trail_there_is_no_emergency(
    cast: Cast, owner: Engine, question_id: UUID
) -> None:
    with owner.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE 'no space left'; END $$;"
                " CREATE TRIGGER full_disk BEFORE INSERT ON trail_entries"
                " FOR EACH ROW EXECUTE FUNCTION full_disk()"
            )
        )
    try:
        with pytest.raises(Exception, match="no space left"):
            broken(cast.institution, question_id)
    finally:
        with owner.begin() as connection:
            connection.execute(text("DROP FUNCTION full_disk CASCADE"))

    with owner.connect() as connection:
        for table in ("emergencies", "emergency_reviews"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0


def test_the_database_shows_nothing_that_stands_in_one_trail_alone(
    cast: Cast, owner: Engine, question_id: UUID
) -> None:
    emergency_id = broken(cast.institution, question_id)
    before = len(seen(cast.institution, emergency_id))
    with owner.begin() as connection:
        connection.execute(
            text("DELETE FROM trail_entries WHERE tenant_id = :t AND detail = 'emergency_opened'"),
            {"t": cast.centre.tenant_id},
        )

    assert (before, seen(cast.institution, emergency_id)) == (1, [])


def test_what_happened_lies_nowhere_in_the_clear(
    cast: Cast, owner: Engine, question_id: UUID
) -> None:
    broken(cast.institution, question_id)

    with owner.connect() as connection:
        for table in ("emergencies", "emergency_reviews", "emergency_summaries", "trail_entries"):
            rows = connection.execute(text(f"SELECT to_jsonb(x)::text FROM {table} x")).all()
            assert rows
            for word in ("Najdena", "oreščki", "Čuk", "očeta"):
                assert not any(word in row for (row,) in rows)


def test_two_at_once_are_two_emergencies_and_neither_waits_for_ever(
    cast: Cast, owner: Engine, question_id: UUID
) -> None:
    night = colleague(owner, cast.institution, "night", Role.COUNSELLOR)
    asked = {cast.institution: question_id, night: ask(night)}

    with ThreadPoolExecutor(2) as people:
        made = [people.submit(broken, who, which) for who, which in asked.items()]

    assert len({one.result(timeout=20) for one in made}) == 2
    assert len(to_judge(cast.centre)) == 2
