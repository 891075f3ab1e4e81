"""One document of the file by itself: sent with a message, and closed alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from network.consent.kinds import Category
from network.documents.kinds import DocumentKind
from network.requests import queries, received, sent, thread, who_sees
from network.requests.actions import giving, sharing
from network.requests.actions.attaching import NotYet
from network.requests.profile import Level
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotFound
from tests import factories
from tests.actors import Actor, Cast
from tests.papers import give, listed, opened, put_in
from tests.shares import ask_that_names, end_consent, grant

C, K = Category, DocumentKind
TODAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def ask_id(cast: Cast, request_id: UUID) -> UUID:
    """An ask whose home knows who it is about, with a basis for what documents tell of."""
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    return ask_that_names(cast, request_id)


@pytest.fixture
def documents(cast: Cast, request_id: UUID) -> tuple[UUID, UUID]:
    """A report of the school and a decision on guidance."""
    return put_in(cast, request_id), put_in(cast, request_id, K.GUIDANCE_DECISION)


def close(cast: Cast, ask_id: UUID, document_id: UUID) -> None:
    with cast.centre.acting() as scope, transaction():
        giving.close_document(scope, ask_id, document_id)


def send(actor: Actor, ask_id: UUID, document_id: UUID) -> UUID:
    with actor.acting() as scope, transaction():
        return giving.send_document(
            scope, ask_id, body="Poročilo je tu.", document_id=document_id
        ).id


def papers(actor: Actor, ask_id: UUID) -> list[sent.SentPaper]:
    """What goes with the messages of an ask, as the actor sees it."""
    with actor.acting() as scope, transaction():
        said = thread.messages(scope, queries.get_ask(scope, ask_id))
        return [paper for one in said for paper in one.papers]


def test_a_document_is_closed_alone_and_the_others_stay(
    cast: Cast, request_id: UUID, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    give(cast, ask_id, *documents)
    [report, _] = listed(cast.institution, ask_id)

    close(cast, ask_id, documents[0])

    assert [one.kind for one in listed(cast.institution, ask_id)] == [K.GUIDANCE_DECISION]
    with pytest.raises(NotFound):
        opened(cast.institution, ask_id, report.id)
    with cast.centre.acting() as scope, transaction():
        request = queries.get_request(scope, request_id)
        [home] = who_sees.homes(scope, request, [queries.get_ask(scope, ask_id)])
        assert [one.document_id for one in home.documents] == [documents[1]]
        steps = [one.kind for one in thread.timeline(scope, home.ask)]
        assert steps[0] == "close_document"


def test_with_the_last_one_the_documents_are_closed_as_a_whole(
    cast: Cast, request_id: UUID, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    give(cast, ask_id, *documents)

    for document_id in documents:
        close(cast, ask_id, document_id)

    with cast.centre.acting() as scope, transaction():
        request = queries.get_request(scope, request_id)
        [home] = who_sees.homes(scope, request, [queries.get_ask(scope, ask_id)])
        assert (set(home.shown), home.documents) == ({C.IDENTITY}, [])
        with pytest.raises(Conflict):
            giving.close_document(scope, ask_id, documents[0])


def test_whoever_opened_it_is_asked_to_stop_and_says_so_once(
    cast: Cast, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    give(cast, ask_id, *documents)
    [report, _] = listed(cast.institution, ask_id)
    for _ in range(2):
        opened(cast.institution, ask_id, report.id)

    close(cast, ask_id, documents[0])

    with cast.institution.acting() as scope, transaction():
        ask = queries.get_ask(scope, ask_id)
        assert received.documents_to_stop(scope, ask) == [K.SCHOOL_REPORT]
        assert list(received.all_to_stop(scope)) == [ask]
        received.confirm_stop(scope, ask_id)
        assert received.documents_to_stop(scope, ask) == []
        with pytest.raises(Conflict):
            received.confirm_stop(scope, ask_id)
    with cast.centre.acting() as scope, transaction():
        told = who_sees.openings(scope, [queries.get_ask(scope, ask_id)])
        assert {one.stopped_by for one in told} == {"institution worker"}


def test_what_nobody_opened_needs_no_stopping(
    cast: Cast, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    give(cast, ask_id, *documents)

    close(cast, ask_id, documents[0])

    with cast.institution.acting() as scope, transaction():
        assert received.all_to_stop(scope) == {}


def test_what_was_closed_can_be_given_again(
    cast: Cast, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    give(cast, ask_id, *documents)
    close(cast, ask_id, documents[0])

    send(cast.centre, ask_id, documents[0])

    assert {one.kind for one in listed(cast.institution, ask_id)} == {
        K.SCHOOL_REPORT,
        K.GUIDANCE_DECISION,
    }


def test_a_document_of_the_file_goes_with_a_message_and_leaves_what_was_shown(
    cast: Cast, request_id: UUID, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    give(cast, ask_id, documents[1])

    send(cast.centre, ask_id, documents[0])

    [theirs], [ours] = papers(cast.institution, ask_id), papers(cast.centre, ask_id)
    assert (theirs.kind, theirs.of_file, theirs.document_id) == (K.SCHOOL_REPORT, True, None)
    assert (ours.id, ours.document_id) == (theirs.id, documents[0])
    assert opened(cast.institution, ask_id, theirs.id).startswith(b"%PDF-")
    assert len(listed(cast.institution, ask_id)) == 2
    with cast.centre.acting() as scope, transaction():
        request, ask = queries.get_request(scope, request_id), queries.get_ask(scope, ask_id)
        [home] = who_sees.homes(scope, request, [ask])
        assert ask.level == Level.DOCUMENTS
        assert {one.document_id for one in home.documents} == set(documents)


def test_the_same_words_at_once_again_are_the_same_message_with_its_document(
    cast: Cast, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    first = send(cast.centre, ask_id, documents[0])

    second = send(cast.centre, ask_id, documents[0])

    assert first == second
    assert len(listed(cast.institution, ask_id)) == 1


def test_it_is_gone_from_the_conversation_with_its_basis_and_when_it_is_closed(
    cast: Cast, request_id: UUID, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    health = put_in(cast, request_id, K.HEALTH_REPORT)
    basis = grant(cast, request_id, C.HEALTH)
    send(cast.centre, ask_id, documents[0])
    with clock.frozen(TODAY.replace(hour=10)):
        send(cast.centre, ask_id, health)

    end_consent(cast, basis)
    after_the_basis = [one.kind for one in papers(cast.institution, ask_id)]
    close(cast, ask_id, documents[0])

    assert after_the_basis == [K.SCHOOL_REPORT]
    assert papers(cast.institution, ask_id) == []


def test_it_needs_a_basis_the_right_step_and_a_document_of_the_file(
    cast: Cast, request_id: UUID, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    health = put_in(cast, request_id, K.HEALTH_REPORT)
    early = factories.ask(cast.centre, factories.group(cast.institution, name="Val"), request_id)
    give(cast, ask_id, documents[0])

    for tried, on, refusal in (
        (health, ask_id, sharing.NotCovered),
        (documents[0], ask_id, Invalid),
        (request_id, ask_id, Invalid),
        (documents[0], early, NotYet),
    ):
        with pytest.raises(refusal):
            send(cast.centre, on, tried)

    assert papers(cast.institution, ask_id) == []


def test_only_the_centre_does_either(
    cast: Cast, ask_id: UUID, documents: tuple[UUID, UUID]
) -> None:
    give(cast, ask_id, *documents)

    for actor in (cast.institution, cast.stranger):
        with pytest.raises(NotFound):
            send(actor, ask_id, documents[0])
        with pytest.raises(NotFound), actor.acting() as scope, transaction():
            giving.close_document(scope, ask_id, documents[0])


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE shared_documents SET closed_at = NULL, closed_by = ''",
        "UPDATE shared_documents SET closed_at = app_now() WHERE closed_at IS NOT NULL",
        "UPDATE shared_documents SET kind = 'other'",
    ],
)
def test_the_database_reopens_nothing_and_changes_nothing(
    cast: Cast, ask_id: UUID, documents: tuple[UUID, UUID], forged: str
) -> None:
    give(cast, ask_id, *documents)
    close(cast, ask_id, documents[0])

    with (
        cast.centre.acting(),
        pytest.raises(ProgrammingError, match=r"stays what it was|permission denied"),
    ):
        db.session.execute(text(forged))
