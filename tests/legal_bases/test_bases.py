"""A legal basis: told in full, agreed to by whoever has to, withdrawn at any time."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.legal_bases import actions, queries
from network.legal_bases.actions import Told
from network.records import actions as files
from network.records.fields import ParentalCare
from network.trail import queries as trail
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotFound
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague

BORN = date(2012, 5, 4)
NEXT_YEAR = date(2027, 11, 20)
TODAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> object:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def file_id(cast: Cast) -> UUID:
    with cast.centre.acting() as scope, transaction():
        return files.begin(scope, first_name="Živa", last_name="Izmišljena", birth_date=BORN).id


def consent(*givers: Giver, **more: object) -> Told:
    said = {
        "kind": Basis.CONSENT,
        "categories": [Category.IDENTITY, Category.SCHOOL],
        "givers": givers,
        "how": How.ON_PAPER,
        "ends": NEXT_YEAR,
    }
    return Told(**(said | more))  # type: ignore[arg-type]


def record(actor: Actor, file_id: UUID, told: Told) -> UUID:
    with actor.acting() as scope, transaction():
        return actions.record(scope, file_id, told).id


def holds(actor: Actor, basis_id: UUID) -> bool:
    with actor.acting() as scope, transaction():
        found, _ = queries.basis(scope, basis_id)
        return found.effective and found.withdrawn_at is None


def test_one_parent_speaks_for_both_until_they_are_known_to_disagree(
    cast: Cast, file_id: UUID
) -> None:
    alone = record(cast.centre, file_id, consent(Giver.MOTHER))
    with cast.centre.acting() as scope, transaction():
        said = {"parental_care": ParentalCare.BOTH.value, "parents_disagree": True}
        files.write(scope, file_id, Category.FAMILY, said)
    waiting = record(cast.centre, file_id, consent(Giver.MOTHER))

    assert holds(cast.centre, alone)
    assert not holds(cast.centre, waiting)


def test_a_consent_holds_once_the_last_one_has_agreed(cast: Cast, file_id: UUID) -> None:
    with cast.centre.acting() as scope, transaction():
        files.write(scope, file_id, Category.FAMILY, {"parents_disagree": True})
    waiting = record(cast.centre, file_id, consent(Giver.MOTHER))

    with cast.centre.acting() as scope, transaction():
        actions.agree(scope, waiting, Giver.FATHER)

    assert holds(cast.centre, waiting)


def test_at_fifteen_it_is_the_young_person_who_agrees(cast: Cast) -> None:
    with cast.centre.acting() as scope, transaction():
        older = files.begin(scope, last_name="Starejša", birth_date=date(2011, 11, 20)).id

    parents = record(cast.centre, older, consent(Giver.MOTHER, Giver.FATHER))
    own = record(cast.centre, older, consent(Giver.YOUNG_PERSON))

    assert not holds(cast.centre, parents)
    assert holds(cast.centre, own)


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (Basis.STATUTORY_TASK, "article"),
        (Basis.COURT_ORDER, "court"),
        (Basis.DUTY_TO_REPORT, "article"),
        (Basis.VITAL_INTEREST, "reason"),
        (Basis.CONSENT, "givers"),
        (Basis.STATISTICS, "kind"),
    ],
)
def test_each_kind_says_what_is_missing(
    cast: Cast, file_id: UUID, kind: Basis, missing: str
) -> None:
    with cast.centre.acting() as scope, transaction(), pytest.raises(Invalid) as refused:
        actions.record(scope, file_id, Told(kind, [Category.HEALTH]))

    assert refused.value.field == missing


def test_an_end_in_the_past_an_empty_choice_and_strangers_are_refused(
    cast: Cast, file_id: UUID
) -> None:
    wrong = {
        "ends": consent(Giver.MOTHER, ends=date(2026, 11, 19)),
        "categories": consent(Giver.MOTHER, categories=[]),
        "recipients": consent(Giver.MOTHER, recipients=[cast.outsider.tenant_id]),
    }

    for name, told in wrong.items():
        with cast.centre.acting() as scope, pytest.raises(Invalid) as refused, transaction():
            actions.record(scope, file_id, told)
        assert refused.value.field == name


def test_the_coordination_is_nobody_to_whom_a_file_is_shown(cast: Cast, file_id: UUID) -> None:
    with cast.centre.acting() as scope, transaction():
        told = consent(Giver.MOTHER, recipients=[cast.coordination.tenant_id])
        with pytest.raises(Invalid):
            actions.record(scope, file_id, told)


def test_a_consent_is_withdrawn_once_and_stays_in_the_book(cast: Cast, file_id: UUID) -> None:
    given = record(cast.centre, file_id, consent(Giver.MOTHER))

    with cast.centre.acting() as scope, transaction():
        actions.withdraw(scope, given, Giver.FATHER)
    with cast.centre.acting() as scope, transaction():
        with pytest.raises(Conflict):
            actions.withdraw(scope, given)
        kept = [(one.id, one.withdrawn_by) for one in queries.of_file(scope, file_id)]

    assert not holds(cast.centre, given)
    assert kept == [(given, "father")]


def test_its_words_are_sealed_and_read_again(cast: Cast, owner: Engine, file_id: UUID) -> None:
    told = Told(
        Basis.COURT_ORDER,
        [Category.COURT],
        court="Okrožno sodišče v Ljubljani",
        decision_number="III N 417/2026",
        final_on=date(2026, 11, 2),
    )
    order = record(cast.centre, file_id, told)

    with cast.centre.acting() as scope, transaction():
        found, _ = queries.basis(scope, order)
        words = queries.words(scope, [found])[order]
    with owner.connect() as connection:
        rows = connection.execute(text("SELECT to_jsonb(b)::text, sealed FROM legal_bases b")).all()

    assert words["decision_number"] == "III N 417/2026"
    assert words["final_on"] == date(2026, 11, 2)
    assert not any("N 417" in shown or b"N 417" in sealed for shown, sealed in rows)


def test_only_who_opens_the_file_knows_of_its_bases(
    cast: Cast, owner: Engine, file_id: UUID
) -> None:
    given = record(cast.centre, file_id, consent(Giver.MOTHER))
    other = colleague(owner, cast.centre, "other", Role.CASE_WORKER)

    for actor in (other, cast.institution, cast.stranger, cast.coordination):
        with actor.acting() as scope, transaction(), pytest.raises(NotFound):
            queries.basis(scope, given)


def test_the_database_lets_nobody_rewrite_a_basis(cast: Cast, file_id: UUID) -> None:
    given = record(cast.centre, file_id, consent(Giver.MOTHER))

    for change in ("ends = ends + 30", "categories = '{health}'", "starts = starts - 1"):
        with cast.centre.acting(), pytest.raises(ProgrammingError), transaction():
            db.session.execute(text(f"UPDATE legal_bases SET {change} WHERE id = '{given}'"))


def test_recording_agreeing_and_withdrawing_stand_in_the_trail(cast: Cast, file_id: UUID) -> None:
    given = record(cast.centre, file_id, consent(Giver.MOTHER))
    with cast.centre.acting() as scope, transaction():
        actions.withdraw(scope, given)

    with cast.centre.acting() as scope, transaction():
        written = [(row.entry.detail, row.entry.basis) for row in trail.trail(scope).rows]

    assert ("basis_recorded", "consent") in written
    assert ("basis_withdrawn", "consent") in written
