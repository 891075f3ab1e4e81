"""Documents across the border on their pages: chosen, opened, missing; consents on paper."""

import io
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader
from werkzeug.test import TestResponse

from network.consent.kinds import Category
from network.documents.kinds import DocumentKind
from tests import factories
from tests.actors import Cast
from tests.client import SAME_ORIGIN, Browser
from tests.documents import made
from tests.papers import give, listed, put_in
from tests.reading import english, words
from tests.shares import ask_that_names, grant, person_of, request_with_file, with_file
from tests.statements import asked

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


def said_by(answer: TestResponse) -> str:
    """What a printed page says, in one line."""
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_documents_are_chosen_opened_and_closed(
    cast: Cast, worker: Browser, home: Browser, request_id: UUID, ask_id: UUID
) -> None:
    report = put_in(cast, request_id, title="Osmi razred")
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)

    offered = words(worker.get(f"/requests/{request_id}?ask={ask_id}"))
    worker.post(f"/asks/{ask_id}/file", {"documents": [str(report)]})
    [document] = listed(cast.institution, ask_id)
    seen = words(home.get(f"/asks/{ask_id}"))
    content = home.get(f"/asks/{ask_id}/documents/{document.id}")
    told = words(worker.get(f"/requests/{request_id}?ask={ask_id}"))
    worker.post(f"/asks/{ask_id}/file/closing", {"categories": "documents"})

    assert "Report of the school counselling service Osmi razred" in offered
    assert "Received documents Report of the school counselling service Osmi razred" in seen
    assert content.data.startswith(b"%PDF-")
    assert "Živa" not in content.headers["Content-Disposition"]
    assert "opened by institution worker" in told
    assert home.get(f"/asks/{ask_id}/documents/{document.id}").status_code == 404
    assert "You may no longer use what you have seen: documents" in words(
        home.get(f"/asks/{ask_id}")
    )


def test_what_no_basis_covers_is_not_offered_and_named(
    cast: Cast, worker: Browser, request_id: UUID, ask_id: UUID
) -> None:
    put_in(cast, request_id, K.HEALTH_REPORT)
    report = put_in(cast, request_id, K.PSYCHIATRIC_REPORT)
    grant(cast, request_id, C.DOCUMENTS)

    told = words(worker.get(f"/requests/{request_id}?ask={ask_id}"))
    refused = worker.post(f"/asks/{ask_id}/file", {"documents": [str(report)]})

    assert "Other documents would need a legal basis for: health." in told
    assert refused.status_code == 409
    assert "No legal basis covers all of this" in words(refused)


def test_both_sides_see_what_is_missing_and_the_home_no_more_than_it_was_given(
    cast: Cast, worker: Browser, home: Browser, request_id: UUID, ask_id: UUID
) -> None:
    put_in(cast, request_id, K.PSYCHIATRIC_REPORT)

    centre = words(worker.get(f"/requests/{request_id}"))
    there = words(home.get(f"/asks/{ask_id}"))

    assert "Psychological report: in the file" in centre
    assert "Social anamnesis: missing" in centre
    assert "Decision of the court: missing" in centre
    assert "The centre has given no document yet." in there
    missing = there.split("Not received yet: ")[1].split(".")[0]
    assert missing == (
        "Social anamnesis, Psychological report, Report of the school counselling service,"
        " Decision of the court"
    )


def test_the_pages_ask_as_often_for_three_documents_as_for_one(
    app: Flask, cast: Cast, worker: Browser, home: Browser, request_id: UUID, ask_id: UUID
) -> None:
    grant(cast, request_id, C.DOCUMENTS, C.SCHOOL)
    reports = [put_in(cast, request_id) for _ in range(3)]
    pages = ((home, f"/asks/{ask_id}"), (worker, f"/requests/{request_id}?ask={ask_id}"))

    counts = []
    for given in (reports[:1], reports):
        give(cast, ask_id, *given)
        for browser, path in pages:
            browser.get(path)
            with asked(app) as statements:
                browser.get(path)
            counts.append(len(statements))

    assert counts[:2] == counts[2:]


def test_a_consent_is_printed_with_what_was_recorded(
    cast: Cast, worker: Browser, request_id: UUID
) -> None:
    home_id = cast.institution.tenant_id
    basis = grant(cast, request_id, C.SCHOOL, C.HEALTH, recipients=[home_id])

    said = said_by(worker.get(f"/bases/{basis}/form"))
    back = said_by(worker.get(f"/bases/{basis}/withdrawal-form"))

    assert "Privolitev" in said
    assert "Živa Ilić" in said
    assert "institution" in said
    assert "20. 11. 2099" in said
    assert "Podpis matere" in said
    assert "Podpis mladostnika" not in said
    assert "Preklic privolitve" in back
    assert "zdravje" in back
    assert "kje mladostnik živi" not in back


def test_a_form_to_be_filled_in_says_who_decides(
    cast: Cast, worker: Browser, request_id: UUID
) -> None:
    person_id = person_of(cast.centre, request_id)

    answer = worker.get(f"/files/{person_id}/bases/consent/form")

    assert "petnajst" in said_by(answer)
    assert "Živa" not in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_basis_that_is_no_consent_has_no_form(
    cast: Cast, worker: Browser, home: Browser, request_id: UUID
) -> None:
    person_id = person_of(cast.centre, request_id)
    task = {"categories": ["school"], "article": "88", "purpose": "placement"}
    recorded = worker.post(f"/files/{person_id}/bases/statutory_task", task)
    consent = grant(cast, request_id, C.SCHOOL)

    assert worker.get(f"{recorded.headers['Location']}/form").status_code == 404
    assert home.get(f"/bases/{consent}/form").status_code == 404
    assert home.get(f"/files/{person_id}/bases/consent/form").status_code == 404


def test_the_document_of_a_consent_is_chosen_or_put_in(
    cast: Cast, worker: Browser, request_id: UUID
) -> None:
    basis = grant(cast, request_id, C.SCHOOL)
    paper = put_in(cast, request_id, K.CONSENT, title="Podpisano")

    worker.post(f"/bases/{basis}/proof", {"document_id": str(paper)})
    chosen = words(worker.get(f"/bases/{basis}"))
    file = (io.BytesIO(made.pdf()), "a.pdf")
    worker.client.post(f"/bases/{basis}/proof/upload", data={"file": file}, headers=SAME_ORIGIN)
    put = words(worker.get(f"/bases/{basis}"))
    empty = worker.post(f"/bases/{basis}/proof/upload", {})

    assert "Given on Consent, Podpisano" in chosen
    assert "Given on Consent Recorded" in put
    assert empty.status_code == 422
    assert "Choose a file." in words(empty)


def test_a_paper_of_another_file_is_no_proof(cast: Cast, worker: Browser, request_id: UUID) -> None:
    basis = grant(cast, request_id, C.SCHOOL)
    second = factories.request(cast.centre)
    with_file(cast.centre, second)
    foreign = put_in(cast, second)

    refused = worker.post(f"/bases/{basis}/proof", {"document_id": str(foreign)})

    assert refused.status_code == 422
    assert "Choose documents that are in the file." in words(refused)


def sent(browser: Browser, ask_id: UUID, content: bytes | None, **form: str) -> TestResponse:
    """A paper goes to the other side."""
    file = {} if content is None else {"file": (io.BytesIO(content), "a.pdf")}
    said = {"kind": "individual_plan", "body": "V prilogi je načrt.", **form, **file}
    return browser.client.post(f"/asks/{ask_id}/papers", data=said, headers=SAME_ORIGIN)


def test_a_paper_is_sent_with_a_message_and_read_on_the_other_side(
    worker: Browser, home: Browser, request_id: UUID, ask_id: UUID
) -> None:
    answer = sent(home, ask_id, made.pdf())

    page = worker.get(f"/requests/{request_id}?ask={ask_id}")
    path = page.text.split(f'href="/asks/{ask_id}/papers/')[1].split('"')[0]
    paper = worker.get(f"/asks/{ask_id}/papers/{path}")

    assert answer.status_code == 303
    assert "V prilogi je načrt. Individual programme PDF" in words(page)
    assert paper.data.startswith(b"%PDF-")
    assert paper.headers["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "Choose a file."), (b"MZ" * 9, "program"), (b"", "empty")],
)
def test_a_paper_that_is_refused_brings_back_what_was_typed(
    home: Browser, ask_id: UUID, content: bytes | None, sentence: str
) -> None:
    refused = sent(home, ask_id, content)

    assert refused.status_code == 422
    assert sentence in words(refused)
    assert "V prilogi je načrt." in words(refused)


def test_below_level_two_a_paper_is_refused_with_a_sentence(
    cast: Cast, home: Browser, request_id: UUID
) -> None:
    other = factories.ask(cast.centre, factories.group(cast.institution, name="Sidro"), request_id)

    page = words(home.get(f"/asks/{other}"))
    refused = sent(home, other, made.pdf())

    assert "Send a paper" not in page
    assert refused.status_code == 409
    assert "A paper could say who it is about." in words(refused)


def test_a_number_in_a_message_is_asked_about_before_it_goes(
    cast: Cast, home: Browser, request_id: UUID
) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution, name="Sidro"), request_id)
    said = {"body": "Pokličite 041 234 567."}

    refused = home.post(f"/asks/{ask_id}/messages", said)
    again = home.post(f"/asks/{ask_id}/messages", said | {"identity_needed": "yes"})

    assert refused.status_code == 422
    assert "by which somebody can be recognised" in words(refused)
    assert "Pokličite 041 234 567." in words(refused)
    assert 'name="identity_needed"' in refused.text
    assert again.status_code == 303


def test_while_one_types_the_text_is_looked_at_and_not_kept(home: Browser, ask_id: UUID) -> None:
    page = home.get(f"/asks/{ask_id}").text

    looked = home.post("/identity?field=body", {"body": "Pokličite 041 234 567."})

    assert 'hx-post="/identity?field=body"' in page
    assert "This may tell who it is about" in words(looked)
