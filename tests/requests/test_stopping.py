"""What a home has seen and may use no more: it is asked to stop, and says once that it has."""

from uuid import UUID

import pytest

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.legal_bases.actions import Told
from network.requests import queries, received, thread, who_sees
from network.requests.actions import withdrawing
from tenants.database import transaction
from tenants.errors import Conflict
from tests.actors import Cast
from tests.shares import WHO, end_consent, grant, order, person_of, read, show

C = Category


def moves(cast: Cast, ask_id: UUID) -> list[str]:
    with cast.institution.acting() as scope, transaction():
        return [one.kind for one in thread.timeline(scope, queries.get_ask(scope, ask_id))]


def refuse(cast: Cast, request_id: UUID, *categories: Category) -> None:
    said = Told(Basis.CONSENT, categories, givers=[Giver.MOTHER], how=How.ON_PAPER, dissent=True)
    with cast.centre.acting() as scope, transaction():
        withdrawing.record_basis(scope, person_of(cast.centre, request_id), said)


def test_the_home_is_asked_to_stop_using_what_it_saw_and_says_so_once(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    consent = grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)
    read(cast.institution, ask_id)
    end_consent(cast, consent)

    with cast.institution.acting() as scope, transaction():
        before = received.to_stop(scope, queries.get_ask(scope, ask_id))
        received.confirm_stop(scope, ask_id)
    with cast.institution.acting() as scope, transaction():
        after = received.to_stop(scope, queries.get_ask(scope, ask_id))
        with pytest.raises(Conflict):
            received.confirm_stop(scope, ask_id)

    assert before == [C.IDENTITY, C.CONTACT]
    assert after == []
    with cast.centre.acting() as scope, transaction():
        looks = who_sees.seen(scope, queries.asks_of(scope, request_id))
        assert {(one.category, bool(one.stopped_at)) for one in looks} == {
            (C.IDENTITY, True),
            (C.CONTACT, True),
        }


def test_a_no_closes_what_rests_on_consent_and_the_home_is_told(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, *WHO)
    order(cast, request_id, C.CONTACT)
    show(cast, ask_id, *WHO)
    steps = moves(cast, ask_id)

    refuse(cast, request_id, C.CONTACT)
    kept = read(cast.institution, ask_id)
    refuse(cast, request_id, *WHO)

    assert set(kept) == {C.IDENTITY, C.CONTACT}
    assert set(read(cast.institution, ask_id)) == {C.CONTACT}
    assert moves(cast, ask_id) == ["basis_ended", *steps]


def test_what_was_never_looked_at_needs_no_word(cast: Cast, request_id: UUID, ask_id: UUID) -> None:
    consent = grant(cast, request_id, *WHO)
    show(cast, ask_id, *WHO)

    end_consent(cast, consent)

    with cast.institution.acting() as scope, transaction():
        assert received.to_stop(scope, queries.get_ask(scope, ask_id)) == []
