"""One document of the file on the pages: sent with a message, and closed alone."""

from uuid import UUID

import pytest

from network.consent.kinds import Category
from network.documents.kinds import DocumentKind
from tests.actors import Cast
from tests.client import Browser
from tests.papers import give, listed, put_in
from tests.reading import english, words
from tests.shares import ask_that_names, grant, request_with_file

C, K = Category, DocumentKind


@pytest.fixture
def request_id(cast: Cast) -> UUID:
    return request_with_file(cast)


@pytest.fixture
def ask_id(cast: Cast, request_id: UUID) -> UUID:
    return ask_that_names(cast, request_id)


@pytest.fixture
def worker(cast: Cast) -> Browser:
    return english(cast.centre)


@pytest.fixture
def home(cast: Cast) -> Browser:
    return english(cast.institution)


def test_one_document_is_closed_alone_and_another_goes_with_a_message(
    cast: Cast, worker: Browser, home: Browser, request_id: UUID, ask_id: UUID
) -> None:
    report = put_in(cast, request_id, title="Osmi razred")
    decision = put_in(cast, request_id, K.GUIDANCE_DECISION)
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    give(cast, ask_id, report)
    [document] = listed(cast.institution, ask_id)
    home.get(f"/asks/{ask_id}/documents/{document.id}")

    sent = worker.post(
        f"/asks/{ask_id}/papers/of-file", {"body": "Priloga.", "document_id": str(decision)}
    )
    table = worker.get(f"/requests/{request_id}?ask={ask_id}")
    closed = worker.post(f"/asks/{ask_id}/file/document-closing", {"document_id": str(report)})
    there = home.get(f"/asks/{ask_id}")

    assert (sent.status_code, closed.status_code) == (303, 303)
    assert "Osmi razred" in words(table)
    assert f"/documents/{decision}" in table.text
    assert "You may no longer use what you have seen: Report of the school" in words(there)
    [left] = listed(cast.institution, ask_id)
    assert f"/asks/{ask_id}/documents/{left.id}" in there.text
    assert home.get(f"/asks/{ask_id}/documents/{document.id}").status_code == 404


def test_a_refused_document_comes_back_with_the_words(
    cast: Cast, worker: Browser, request_id: UUID, ask_id: UUID
) -> None:
    report = put_in(cast, request_id)
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    give(cast, ask_id, report)
    put_in(cast, request_id, K.GUIDANCE_DECISION)

    refused = worker.post(
        f"/asks/{ask_id}/papers/of-file", {"body": "Poslano enkrat.", "document_id": str(report)}
    )

    assert refused.status_code == 422
    assert "Poslano enkrat." in words(refused)
    assert "The home sees this document already." in words(refused)
