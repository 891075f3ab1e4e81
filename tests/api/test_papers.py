"""Documents across the border and consents on paper, for programs."""

import io
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from network.consent.kinds import Category
from network.documents.kinds import DocumentKind
from tests import factories
from tests.actors import Cast
from tests.api.client import ROOT, Program, problem, told
from tests.documents.made import pdf
from tests.papers import put_in
from tests.shares import (
    ask_that_names,
    end_consent,
    grant,
    person_of,
    request_with_file,
)

C = Category


@pytest.fixture
def request_id(cast: Cast) -> UUID:
    return request_with_file(cast)


@pytest.fixture
def ask_id(cast: Cast, request_id: UUID) -> UUID:
    return ask_that_names(cast, request_id)


def test_a_document_is_given_listed_read_and_gone_with_its_basis(
    cast: Cast, centre: Program, home: Program, request_id: UUID, ask_id: UUID
) -> None:
    report = put_in(cast, request_id, title="Osmi razred")
    basis = grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    told(centre.put(f"/asks/{ask_id}/file", {"documents": [str(report)]}))

    shown = told(home.get(f"/asks/{ask_id}/file"))
    [document] = shown["documents"]
    path = f"/asks/{ask_id}/documents/{document['id']}/content"
    content = home.get(path)
    [opening] = told(centre.get(f"/requests/{request_id}/who-sees"))["openings"]
    end_consent(cast, basis)

    assert (document["kind"], document["title"]) == ("school_report", "Osmi razred")
    assert shown["missing_documents"] == [
        "social_anamnesis",
        "psychological_report",
        "court_decision",
    ]
    assert content.data.startswith(b"%PDF-")
    assert (opening["kind"], opening["opened_by"]) == ("school_report", "institution worker")
    problem(home.get(path), 404)
    assert told(home.get(f"/asks/{ask_id}/file"))["documents"] == []


def test_a_document_goes_with_a_message_and_is_closed_alone(
    cast: Cast, centre: Program, home: Program, request_id: UUID, ask_id: UUID
) -> None:
    report = put_in(cast, request_id)
    decision = put_in(cast, request_id, DocumentKind.GUIDANCE_DECISION)
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    told(centre.put(f"/asks/{ask_id}/file", {"documents": [str(report)]}))

    said = {"body": "Priloga.", "document_id": str(decision)}
    sent = told(centre.post(f"/asks/{ask_id}/papers/of-file", said), 201)
    [message] = told(home.get(f"/asks/{ask_id}/messages"))["items"]
    [paper] = message["papers"]
    content = home.get(f"/asks/{ask_id}/documents/{paper['id']}/content")
    told(centre.put(f"/asks/{ask_id}/file/document-closing", {"document_id": str(decision)}))
    [seen] = told(centre.get(f"/requests/{request_id}/who-sees"))["homes"]
    stops = told(home.get(f"/asks/{ask_id}/file"))["documents_to_stop"]

    assert sent["papers"][0]["document_id"] == str(decision)
    assert (paper["of_file"], paper["document_id"]) == (True, None)
    assert content.data.startswith(b"%PDF-")
    assert [one["document_id"] for one in seen["documents"]] == [str(report)]
    assert stops == ["guidance_decision"]
    problem(home.post(f"/asks/{ask_id}/papers/of-file", said), 404)


def test_a_consent_has_forms_and_a_proof(cast: Cast, centre: Program, request_id: UUID) -> None:
    basis = grant(cast, request_id, C.SCHOOL)
    paper = put_in(cast, request_id, DocumentKind.CONSENT)

    proven = told(centre.put(f"/bases/{basis}/proof", {"document_id": str(paper)}))
    forms = [
        centre.get(path)
        for path in (
            f"/files/{person_of(cast.centre, request_id)}/consent-form",
            f"/bases/{basis}/consent-form",
            f"/bases/{basis}/withdrawal-form",
        )
    ]

    assert proven["proof_id"] == str(paper)
    assert [form.data[:5] for form in forms] == [b"%PDF-"] * 3
    assert all(form.mimetype == "application/pdf" for form in forms)


def send(program: Program, ask_id: UUID, key: str = "") -> TestResponse:
    headers = {"Authorization": f"Bearer {program.token}", "Accept-Language": "en"}
    headers |= {"Idempotency-Key": key} if key else {}
    said = {"kind": "individual_plan", "body": "V prilogi.", "file": (io.BytesIO(pdf()), "a.pdf")}
    return program.app.test_client().post(
        f"{ROOT}/asks/{ask_id}/papers", data=said, headers=headers
    )


def test_a_paper_is_sent_once_and_read_by_both(
    centre: Program, home: Program, ask_id: UUID
) -> None:
    message = told(send(home, ask_id, "one"), 201)
    again = told(send(home, ask_id, "one"), 201)

    [said] = told(centre.get(f"/asks/{ask_id}/messages"))["items"]
    [paper] = said["papers"]

    assert (message, again) == (said, said)
    assert paper["kind"] == "individual_plan"
    for reader in (centre, home):
        content = reader.get(f"/asks/{ask_id}/papers/{paper['id']}/content")
        assert content.data.startswith(b"%PDF-")


def test_a_message_with_a_number_says_that_it_is_needed(
    cast: Cast, centre: Program, request_id: UUID
) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution, name="Sidro"), request_id)
    said = {"body": "Pokličite 041 234 567."}

    refused = problem(centre.post(f"/asks/{ask_id}/messages", said), 422)

    assert list(refused["errors"]) == ["body"]
    told(centre.post(f"/asks/{ask_id}/messages", said | {"identity_needed": True}), 201)
    assert problem(send(centre, ask_id), 409)["code"] == "not_covered"
