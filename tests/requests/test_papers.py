"""Documents of a file across the border: with a share, under two bases, and gone with either."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from network.consent.kinds import Category
from network.documents import actions as documents
from network.documents.kinds import ABOUT, DocumentKind, Removal
from network.requests import given, queries, received, who_sees
from network.requests.actions import declining, sharing
from network.requests.given import RECEIVED_DOCUMENTS
from network.requests.profile import Level
from network.requests.reasons import Decline
from network.trail import queries as trail
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.papers import give, listed, opened, put_in
from tests.shares import (
    ask_that_names,
    end_consent,
    grant,
    order,
    show,
    with_file,
)

C, K = Category, DocumentKind
TODAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def ask_id(cast: Cast, request_id: UUID) -> UUID:
    return ask_that_names(cast, request_id)


@pytest.fixture
def report(cast: Cast, request_id: UUID) -> UUID:
    """A report of the school, in the file."""
    return put_in(cast, request_id, title="Poročilo o 8. razredu")


def test_a_home_opens_what_it_was_given_with_both_names_over_it(
    cast: Cast, request_id: UUID, ask_id: UUID, report: UUID
) -> None:
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)

    give(cast, ask_id, report)

    [document] = listed(cast.institution, ask_id)
    assert (document.kind, document.title) == (K.SCHOOL_REPORT, "Poročilo o 8. razredu")
    with cast.institution.acting() as scope, transaction():
        ask = queries.get_ask(scope, ask_id)
        shown = given.opened(scope, ask_id, document.id)
        assert ask.level == Level.DOCUMENTS
        assert received.file_of(scope, ask).parts[0].category is C.IDENTITY
        assert shown.content.startswith(b"%PDF-")
        assert shown.name == f"{ask.number}-school-report.pdf"


@pytest.mark.parametrize("covered", [(C.DOCUMENTS,), (C.SCHOOL,), (C.DOCUMENTS, C.HEALTH)])
def test_it_needs_a_basis_for_documents_and_for_what_it_tells_of(
    cast: Cast, request_id: UUID, ask_id: UUID, report: UUID, covered: tuple[Category, ...]
) -> None:
    grant(cast, request_id, *covered)

    with pytest.raises(sharing.NotCovered):
        give(cast, ask_id, report)

    assert listed(cast.institution, ask_id) == []


@pytest.mark.parametrize("ends", [C.DOCUMENTS, C.SCHOOL])
def test_it_is_gone_with_either_basis_and_a_court_order_keeps_it(
    cast: Cast, request_id: UUID, ask_id: UUID, report: UUID, ends: Category
) -> None:
    bases = {each: grant(cast, request_id, each) for each in (C.DOCUMENTS, C.SCHOOL)}
    give(cast, ask_id, report)
    [before] = listed(cast.institution, ask_id)

    end_consent(cast, bases[ends])
    gone = listed(cast.institution, ask_id)
    with pytest.raises(NotFound):
        opened(cast.institution, ask_id, before.id)
    order(cast, request_id, ends)

    assert gone == []
    assert opened(cast.institution, ask_id, before.id)


def test_each_opening_stands_in_the_trail_and_is_told_to_the_owner(
    cast: Cast, request_id: UUID, ask_id: UUID, report: UUID
) -> None:
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    give(cast, ask_id, report)
    [document] = listed(cast.institution, ask_id)

    for _ in range(2):
        opened(cast.institution, ask_id, document.id)

    with cast.centre.acting() as scope, transaction():
        asks = [queries.get_ask(scope, ask_id)]
        told = [one.opened_by for one in who_sees.openings(scope, asks)]
        entries = [
            one.entry
            for one in trail.trail(scope, of_others=True).rows
            if one.entry.detail == K.SCHOOL_REPORT
        ]
        assert told == ["institution worker"] * 2
        assert len([one for one in entries if one.categories == ["documents", "school"]]) == 2


def test_whoever_has_seen_the_list_confirms_that_documents_are_no_longer_used(
    cast: Cast, request_id: UUID, ask_id: UUID, report: UUID
) -> None:
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    give(cast, ask_id, report)
    with cast.institution.acting() as scope, transaction():
        received.file_of(scope, queries.get_ask(scope, ask_id))

    with cast.centre.acting() as scope, transaction():
        sharing.close_parts(scope, ask_id, [C.DOCUMENTS])

    with cast.institution.acting() as scope, transaction():
        ask = queries.get_ask(scope, ask_id)
        assert received.to_stop(scope, ask) == [C.DOCUMENTS]
    assert listed(cast.institution, ask_id) == []


def test_choosing_again_replaces_what_was_given(
    cast: Cast, request_id: UUID, ask_id: UUID, report: UUID
) -> None:
    other = put_in(cast, request_id, K.GUIDANCE_DECISION)
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    give(cast, ask_id, report)

    give(cast, ask_id, other)

    assert [one.kind for one in listed(cast.institution, ask_id)] == [K.GUIDANCE_DECISION]


def test_the_end_of_the_ask_and_the_removal_of_the_document_close_it(
    cast: Cast, request_id: UUID, ask_id: UUID, report: UUID
) -> None:
    other = put_in(cast, request_id, K.GUIDANCE_DECISION)
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    give(cast, ask_id, report, other)
    given_before = listed(cast.institution, ask_id)

    with cast.centre.acting() as scope, transaction():
        person_id = queries.get_request(scope, request_id).person_id
        assert person_id is not None
        documents.remove(scope, person_id, report, Removal.OUTDATED)
    remaining = [one.kind for one in listed(cast.institution, ask_id)]
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, Decline.NO_PLACE)

    assert remaining == [K.GUIDANCE_DECISION]
    assert listed(cast.institution, ask_id) == []
    for document in given_before:
        with pytest.raises(NotFound):
            opened(cast.institution, ask_id, document.id)


def test_nobody_else_opens_it_and_a_made_up_one_is_not_there(
    cast: Cast, owner: Engine, request_id: UUID, ask_id: UUID, report: UUID
) -> None:
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    give(cast, ask_id, report)
    [document] = listed(cast.institution, ask_id)
    educator = colleague(owner, cast.institution, "educator", Role.EDUCATOR)

    for actor in (cast.centre, cast.stranger, cast.coordination):
        with pytest.raises(NotFound):
            opened(actor, ask_id, document.id)
        with actor.acting():
            assert db.session.execute(RECEIVED_DOCUMENTS.select()).all() == []
    with pytest.raises(NotFound):
        opened(cast.institution, ask_id, uuid4())
    with pytest.raises(NotAllowed):
        opened(educator, ask_id, document.id)


def test_the_database_refuses_a_document_of_another_file_and_another_kind(
    cast: Cast, request_id: UUID, ask_id: UUID, report: UUID
) -> None:
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    give(cast, ask_id, report)
    second = factories.request(cast.centre)
    with_file(cast.centre, second)
    foreign = put_in(cast, second)
    forged = (
        "INSERT INTO shared_documents (tenant_id, id, part_id, document_id, kind, category, sealed,"
        " created_at, closed_by) SELECT tenant_id, gen_random_uuid(), part_id, :document,"
        " CAST(:kind AS text), :category, sealed, created_at, '' FROM shared_documents"
    )

    for said in (
        {"document": foreign, "kind": "school_report", "category": "school"},
        {"document": report, "kind": "other", "category": "documents"},
    ):
        with cast.centre.acting(), pytest.raises(ProgrammingError):
            db.session.execute(text(forged), said)


def test_what_is_not_in_the_file_cannot_be_chosen(
    cast: Cast, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)

    with pytest.raises(Invalid):
        give(cast, ask_id, uuid4())
    with pytest.raises(Invalid):
        show(cast, ask_id, C.DOCUMENTS)


def test_what_a_document_tells_of_is_said_twice_and_alike(owner: Engine) -> None:
    with owner.connect() as connection:
        rule = connection.scalar(
            text(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE conname = 'ck_shared_documents_about'"
            )
        )

    for kind, category in ABOUT.items():
        assert f"'{kind}'::text THEN '{category}'::text" in rule
