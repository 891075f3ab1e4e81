"""The documents of a file on its page."""

import io
import re

import pytest
from sqlalchemy import Engine
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from network.documents.kinds import Media
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.client import SAME_ORIGIN, Browser
from tests.documents import made
from tests.documents.conftest import With, deployed
from tests.reading import english, value_of, words
from tests.statements import asked

__all__ = ["deployed"]
KIND = {"kind": "court_decision", "title": "Sklep o namestitvi"}
ID = re.compile(r"/documents/([0-9a-f-]{36})")


@pytest.fixture
def worker(cast: Cast) -> Browser:
    return english(cast.centre)


@pytest.fixture
def path(worker: Browser) -> str:
    begun = worker.post("/files", {"first_name": "Živa", "last_name": "Izmišljena"})
    return str(begun.headers["Location"])


def send(
    browser: Browser, path: str, content: bytes, name: str = "a.pdf", **form: str
) -> TestResponse:
    """Written out here: the client itself would put a large body into a file."""
    file = FileStorage(io.BytesIO(content), name, "file", "application/octet-stream")
    boundary, body = encode_multipart({**KIND, **form, "file": file})
    told = f'multipart/form-data; boundary="{boundary}"'
    return browser.client.post(
        f"{path}/documents",
        data=body,
        content_type=told,
        headers=SAME_ORIGIN,
        environ_overrides={"wsgi.input_terminated": True},  # as gunicorn says it
    )


def shown_at(browser: Browser, path: str) -> str:
    found = ID.search(browser.get(path).text)
    assert found is not None
    return f"{path}/documents/{found[1]}"


def test_a_document_is_put_in_looked_at_and_removed(worker: Browser, path: str) -> None:
    kept = words(worker.follow(send(worker, path, made.pdf())))
    at = shown_at(worker, path)
    seen = worker.get(at)
    gone = words(worker.follow(worker.post(f"{at}/removal", {"removal": "duplicate"})))

    assert "Sklep o namestitvi" in kept
    assert "not scanned for viruses" in kept
    assert seen.data.startswith(b"%PDF-")
    assert "it was there twice" in gone
    assert worker.get(at).status_code == 404


def test_a_document_comes_sealed_off_and_is_kept_by_nobody(worker: Browser, path: str) -> None:
    send(worker, path, made.pdf())

    seen = worker.get(shown_at(worker, path)).headers

    assert seen["Content-Type"] == "application/pdf"
    assert re.fullmatch(
        r'inline; filename="[0-9A-Z-]+-court-decision\.pdf"', seen["Content-Disposition"]
    )
    assert seen["X-Content-Type-Options"] == "nosniff"
    assert seen["Cache-Control"] == "no-store"
    assert seen["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_what_no_browser_shows_is_downloaded(worker: Browser, path: str) -> None:
    said = words(worker.follow(send(worker, path, made.docx(), "a.docx")))

    seen = worker.get(shown_at(worker, path)).headers

    assert seen["Content-Type"] == Media.DOCX.value
    assert seen["Content-Disposition"].startswith("attachment")
    assert "is downloaded without your name on it" in said


def test_the_camera_of_a_phone_is_a_way_in_as_well(worker: Browser, path: str) -> None:
    nothing, picture = (io.BytesIO(b""), ""), (io.BytesIO(made.picture()), "image.jpg")

    kept = worker.post(f"{path}/documents", {**KIND, "file": nothing, "picture": picture})

    assert kept.status_code == 303
    assert worker.get(shown_at(worker, path)).mimetype == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.pdf", "This file is empty."),
        (b"", "", "Choose a file."),
        (b"MZ" + b"\0" * 100, "porocilo.pdf", "This is a program, whatever its name says."),
        (made.with_script(), "a.pdf", "holds a script that would run"),
        (made.docx(word__a=b"\0" * 5_000_000), "a.docx", "many times its size"),
        (made.locked(), "a.pdf", "locked with a password"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(
    worker: Browser, path: str, content: bytes, name: str, sentence: str
) -> None:
    refused = send(worker, path, content, name)

    assert refused.status_code == 422
    assert sentence in words(refused)
    assert value_of(refused, "title") == "Sklep o namestitvi"
    assert 'value="court_decision" selected' in refused.text
    assert "No document is in the file yet." in words(worker.get(path))


def test_two_hundred_megabytes_are_refused_before_they_are_read(worker: Browser, path: str) -> None:
    refused = send(worker, path, b"%PDF-" + b"\0" * 200_000_000)

    assert refused.status_code == 413
    assert "larger than 25 MB" in words(refused)
    assert value_of(refused, "title") == "Sklep o namestitvi"
    assert "No document is in the file yet." in words(worker.get(path))


def test_an_import_may_still_be_no_larger_than_it_was(cast: Cast) -> None:
    home = english(cast.institution)
    large = {"CONTENT_LENGTH": "7000000"}

    refused = home.client.post("/imports/rehearsals", headers=SAME_ORIGIN, environ_overrides=large)

    assert refused.status_code == 413


def test_whoever_was_signed_out_meanwhile_is_asked_to_sign_in(worker: Browser, path: str) -> None:
    worker.post("/sign-out")

    late = send(worker, path, b"%PDF-" + b"\0" * 10_000_000)

    assert late.status_code == 401
    assert "Sklep o namestitvi" in late.text


def test_while_the_scanner_is_silent_it_is_said(worker: Browser, path: str, deployed: With) -> None:
    with deployed(clamd="/nowhere/clamd.ctl"):
        refused = send(worker, path, made.pdf())

    assert refused.status_code == 503
    assert "The virus scanner does not answer" in words(refused)
    assert value_of(refused, "title") == "Sklep o namestitvi"


def test_the_double_click_keeps_one_and_another_file_another(worker: Browser, path: str) -> None:
    form_id = value_of(worker.get(path), "form_id")

    for content in (made.pdf("Eno"), made.pdf("Eno"), made.pdf("Drugo")):
        assert send(worker, path, content, form_id=form_id).status_code == 303

    assert worker.get(path).text.count("/removal") == 2


def test_what_is_missing_for_a_request_stands_there(worker: Browser, path: str) -> None:
    before = words(worker.get(path))
    version = value_of(worker.get(f"{path}/school"), "version")
    worker.post(f"{path}/school", {"guidance_decision": "yes", "version": version})
    guided = words(worker.get(path))
    for kind in (
        "social_anamnesis",
        "psychiatric_report",
        "school_report",
        "guidance_decision",
    ):
        send(worker, path, made.pdf(), kind=kind)
    after = words(worker.get(path))

    assert "Missing for a request: Social anamnesis, Psychological report" in before
    assert "Report of the school counselling service, Guidance decision." in guided
    assert "Everything that homes ask for with a request is there." in after


def test_nobody_else_finds_them(cast: Cast, owner: Engine, worker: Browser, path: str) -> None:
    send(worker, path, made.pdf())
    at = shown_at(worker, path)

    for actor in (cast.institution, colleague(owner, cast.centre, "other", Role.CASE_WORKER)):
        browser = english(actor)
        assert browser.get(at).status_code == 404
        assert browser.post(f"{at}/removal", {"removal": "other"}).status_code == 404
        assert send(browser, path, made.pdf()).status_code == 404
        assert send(browser, path, b"%PDF-" + b"\0" * 30_000_000).status_code == 404


def test_more_documents_cost_no_more(cast: Cast, worker: Browser, path: str) -> None:
    send(worker, path, made.pdf())
    worker.get(path)
    with asked(cast.centre.app) as one:
        worker.get(path)
    for content in (made.pdf("Dva"), made.pdf("Tri")):
        send(worker, path, content)
    worker.get(path)
    with asked(cast.centre.app) as three:
        worker.get(path)

    assert len(one) == len(three)


def test_many_documents_come_page_by_page(worker: Browser, path: str) -> None:
    for number in range(26):
        send(worker, path, made.docx(), "a.docx", title=f"Listina {number}")

    first = worker.get(path)
    onward = re.search(r'href="([^"]*before=[^"]*)" rel="next"', first.text)

    assert onward is not None
    assert "Listina 25" in words(first)
    assert "Listina 0" not in words(first)
    assert "Listina 0" in words(worker.get(onward[1].replace("&amp;", "&")))


def test_a_removal_asks_for_the_reason(worker: Browser, path: str) -> None:
    send(worker, path, made.pdf())
    at = shown_at(worker, path)

    refused = worker.post(f"{at}/removal", {})

    assert refused.status_code == 422
    assert worker.get(at).status_code == 200
