"""The end of a basis, and the birthdays on which who decides changes, are told beforehand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from network.clocks.kinds import ClockKind
from network.clocks.models import Clock
from network.clocks.subjects import SubjectKind
from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.duties import answering
from network.legal_bases import actions
from network.legal_bases.actions import Told
from network.records import actions as files
from network.records import door
from tenants import clock
from tenants.database import db, transaction
from tenants.isolation import acting_as
from tenants.scope import Role, Scope
from tests.actors import Cast, colleague

C = Category


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def file_id(cast: Cast) -> UUID:
    with cast.centre.acting() as scope, transaction():
        return files.begin(scope, last_name="Ilić", birth_date=date(2012, 5, 4)).id


def consent(cast: Cast, file_id: UUID, ends: date, *categories: Category, **more: object) -> UUID:
    told = Told(
        Basis.CONSENT,
        categories,
        givers=[Giver.MOTHER],
        how=How.ON_PAPER,
        ends=ends,
        **more,  # type: ignore[arg-type]
    )
    with cast.centre.acting() as scope, transaction():
        return actions.record(scope, file_id, told).id


def running(cast: Cast, subject_id: UUID) -> dict[str, datetime]:
    with cast.centre.acting(), transaction():
        found = db.session.scalars(select(Clock).where(Clock.subject_id == subject_id))
        return {one.kind: one.due_at for one in found if not (one.met_at or one.stopped_at)}


def test_the_end_of_a_basis_is_due_when_its_last_day_is_over(cast: Cast, file_id: UUID) -> None:
    basis = consent(cast, file_id, date(2027, 3, 31), C.IDENTITY)

    assert running(cast, basis) == {"basis_ends": clock.begins(date(2027, 4, 1))}


def test_one_that_takes_its_place_or_its_withdrawal_settles_it(cast: Cast, file_id: UUID) -> None:
    old = consent(cast, file_id, date(2027, 3, 31), C.IDENTITY)
    consent(cast, file_id, date(2027, 6, 30), C.CONTACT)
    still = running(cast, old)
    new = consent(cast, file_id, date(2027, 6, 30), C.IDENTITY, C.CONTACT)
    with cast.centre.acting() as scope, transaction():
        actions.withdraw(scope, new)

    assert still
    assert running(cast, old) == {}
    assert running(cast, new) == {}


def test_a_birthday_is_due_in_its_month_and_never_on_its_day(cast: Cast, file_id: UUID) -> None:
    assert running(cast, file_id) == {
        ClockKind.OWN_CONSENT: clock.begins(date(2027, 5, 1)),
        ClockKind.OF_AGE: clock.begins(date(2030, 5, 1)),
    }


@pytest.mark.parametrize(
    ("day", "still"),
    [
        (date(2026, 11, 20), {"own_consent", "of_age"}),
        (date(2027, 5, 5), {"of_age"}),
        (date(2030, 5, 5), set()),
    ],
    ids=["at fourteen", "at fifteen", "at eighteen"],
)
def test_their_own_word_settles_a_birthday_once_they_are_old_enough_for_it(
    cast: Cast, file_id: UUID, day: date, still: set[str]
) -> None:
    said = Told(
        Basis.CONSENT,
        [C.IDENTITY],
        givers=[Giver.YOUNG_PERSON],
        how=How.ON_PAPER,
        starts=day,
        ends=date(2031, 1, 1),
    )

    with clock.frozen(clock.begins(day)), cast.centre.acting() as scope, transaction():
        actions.record(scope, file_id, replace(said, dissent=True, ends=None))
        before = running(cast, file_id)
        actions.record(scope, file_id, said)

    assert set(before) == {"own_consent", "of_age"}
    assert set(running(cast, file_id)) == still


def test_a_consent_takes_the_place_of_another_once_everybody_has_agreed(
    cast: Cast, file_id: UUID
) -> None:
    with cast.centre.acting() as scope, transaction():
        files.write(scope, file_id, C.FAMILY, {"parental_care": "both", "parents_disagree": True})
    order = Told(Basis.STATUTORY_TASK, [C.IDENTITY], article="ZSV 1", ends=date(2027, 1, 31))
    with cast.centre.acting() as scope, transaction():
        old = actions.record(scope, file_id, order).id
    new = consent(cast, file_id, date(2027, 3, 31), C.IDENTITY)
    waiting = running(cast, old)

    with cast.centre.acting() as scope, transaction():
        actions.agree(scope, new, Giver.FATHER)

    assert waiting
    assert running(cast, old) == {}


def test_what_is_due_on_a_file_is_shown_to_those_who_open_it(
    cast: Cast, owner: Engine, file_id: UUID
) -> None:
    colleagues = colleague(owner, cast.centre, "other", Role.CASE_WORKER)
    basis = consent(cast, file_id, date(2027, 3, 31), C.IDENTITY)

    assert running(cast, file_id)
    assert running(cast, basis)
    with colleagues.acting(), transaction():
        assert db.session.scalars(select(Clock)).all() == []


def test_a_corrected_date_of_birth_moves_it(cast: Cast, file_id: UUID) -> None:
    with cast.centre.acting() as scope, transaction():
        said = {"last_name": "Ilić", "birth_date": date(2010, 1, 31)}
        files.write(scope, file_id, C.IDENTITY, said)

    assert running(cast, file_id) == {ClockKind.OF_AGE: clock.begins(date(2028, 1, 1))}


def test_a_job_knows_whom_to_tell_and_nothing_of_what_is_written(cast: Cast, file_id: UUID) -> None:
    basis = consent(cast, file_id, date(2027, 3, 31), C.IDENTITY)
    keeper = Scope.caretaker(cast.centre.tenant_id)

    with cast.centre.app.app_context(), acting_as(keeper) as scope, transaction():
        people = [
            answering.people_of(scope, SubjectKind.FILE, file_id),
            answering.people_of(scope, SubjectKind.LEGAL_BASIS, basis),
        ]
        with pytest.raises(door.Erased):
            door.read(scope, file_id)

    assert {one.responsible for one in people} == {cast.centre.scope.member_id}
