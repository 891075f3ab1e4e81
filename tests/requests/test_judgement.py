"""The judgement in Python is switched off, and the database still shows nothing without a basis.

The only place where code of ours is replaced in a test: what is proved is that nothing depends on
it. Whoever shows something believes that a basis covers it, whatever the basis says.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from network.consent.decision import Wish
from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How, SharingPurpose
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.legal_bases.models import LegalBasis
from network.requests import ladder
from network.requests.actions import declining, sharing
from network.requests.reasons import Decline
from tenants import clock
from tenants.database import transaction
from tests.actors import Cast
from tests.shares import person_of, read, show

C = Category
NOW = datetime.fromisoformat("2026-11-20T09:00:00+00:00")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """What is recorded, what becomes of it, and when the home looks."""

    cast: Cast
    request_id: UUID
    ask_id: UUID

    def consent(self, *what: Category, **more: object) -> UUID:
        said = {"givers": [Giver.MOTHER], "how": How.ON_PAPER, "ends": date(2027, 1, 1)} | more
        told = Told(Basis.CONSENT, what or tuple(ladder.EVERY_PART), **said)  # type: ignore[arg-type]
        with self.cast.centre.acting() as scope, transaction():
            return bases.record(scope, person_of(self.cast.centre, self.request_id), told).id


def covers_everything(wish: Wish, grants: Collection[LegalBasis]) -> dict[Category, LegalBasis]:
    """No judgement: the first basis there is will do for all of it."""
    one = next(iter(grants))
    return {each: one for each in wish.categories}


@pytest.fixture
def case(
    cast: Cast, request_id: UUID, ask_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Case]:
    monkeypatch.setattr(sharing, "covered", covers_everything)
    monkeypatch.setattr(ladder, "level_of", lambda _: 2)
    with clock.frozen(NOW):
        yield Case(cast, request_id, ask_id)


def another_category(case: Case) -> None:
    case.consent(C.SCHOOL)


def another_recipient(case: Case) -> None:
    case.consent(recipients=[case.cast.stranger.tenant_id])


def another_purpose(case: Case) -> None:
    case.consent(purpose=SharingPurpose.PROGRAMME)


def from_tomorrow(case: Case) -> None:
    case.consent(starts=(NOW + DAY).date())


def withdrawn(case: Case) -> None:
    with case.cast.centre.acting() as scope, transaction():
        bases.withdraw(scope, case.consent(), Giver.MOTHER)


def refused(case: Case) -> None:
    case.consent()
    case.consent(dissent=True, ends=None)


def not_agreed(case: Case) -> None:
    case.consent(givers=[Giver.CENTRE])


@pytest.mark.parametrize(
    "lacks",
    [
        another_category,
        another_recipient,
        another_purpose,
        from_tomorrow,
        withdrawn,
        refused,
        not_agreed,
    ],
)
def test_without_a_basis_the_database_shows_nothing_whatever_was_judged(
    case: Case, lacks: Callable[[Case], None]
) -> None:
    case.consent(C.COURT, recipients=[case.cast.stranger.tenant_id])  # there is a basis, not for it
    lacks(case)

    show(case.cast, case.ask_id, C.IDENTITY, C.HEALTH)

    assert read(case.cast.institution, case.ask_id) == {}


def test_with_one_it_shows_what_it_covers_until_it_ends(case: Case) -> None:
    case.consent(C.IDENTITY, ends=NOW.date())
    show(case.cast, case.ask_id, C.IDENTITY, C.HEALTH)

    today = read(case.cast.institution, case.ask_id)
    with clock.frozen(NOW + DAY):
        tomorrow = read(case.cast.institution, case.ask_id)

    assert set(today) == {C.IDENTITY}
    assert tomorrow == {}


def test_it_shows_nothing_once_the_ask_has_ended(case: Case) -> None:
    case.consent()
    show(case.cast, case.ask_id, C.IDENTITY)

    with case.cast.institution.acting() as scope, transaction():
        declining.decline(scope, case.ask_id, Decline.NO_PLACE)

    assert read(case.cast.institution, case.ask_id) == {}
    assert read(case.cast.stranger, case.ask_id) == {}
