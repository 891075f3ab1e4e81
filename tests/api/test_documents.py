"""Documents of a file, for programs."""

import io

import pytest
from werkzeug.test import TestResponse

from tests.actors import Cast
from tests.api.client import ROOT, Program, problem, told
from tests.documents import made


@pytest.fixture
def path(centre: Program) -> str:
    return f"/files/{told(centre.post('/files', {'first_name': 'Živa'}), 201)['id']}/documents"


def send(program: Program, path: str, content: bytes, key: str = "", **form: str) -> TestResponse:
    file = (io.BytesIO(content), "a.pdf")
    headers = {"Authorization": f"Bearer {program.token}", "Accept-Language": "en"}
    headers |= {"Idempotency-Key": key} if key else {}
    return program.app.test_client().post(
        ROOT + path, data={"kind": "school_report", **form, "file": file}, headers=headers
    )


def test_a_document_is_put_in_listed_read_and_removed(centre: Program, path: str) -> None:
    kept = told(send(centre, path, made.pdf(), title="Ocene"), 201)
    listed = told(centre.get(path))
    content = centre.get(f"{path}/{kept['id']}/content")
    removed = told(centre.put(f"{path}/{kept['id']}/removal", {"removal": "outdated"}))

    assert (kept["kind"], kept["title"], kept["scan"]) == ("school_report", "Ocene", "not_scanned")
    assert listed["items"] == [kept]
    assert listed["missing"] == ["social_anamnesis", "psychological_report"]
    assert content.data.startswith(b"%PDF-")
    assert content.headers["Cache-Control"] == "no-store"
    assert removed["removal"] == "outdated"
    problem(centre.get(f"{path}/{kept['id']}/content"), 404)
    problem(centre.put(f"{path}/{kept['id']}/removal", {"removal": "other"}), 409)
    assert told(centre.get(f"{path}/{kept['id']}")) == removed


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "unacceptable_document"), (b"MZ" * 9, "unacceptable_document")],
)
def test_what_is_refused_says_why(centre: Program, path: str, content: bytes, code: str) -> None:
    refused = problem(send(centre, path, content), 422)

    assert refused["code"] == code
    assert list(refused["errors"]) == ["file"]
    assert told(centre.get(path))["items"] == []


def test_what_is_too_large_is_refused_before_it_is_read(centre: Program, path: str) -> None:
    headers = {"Authorization": f"Bearer {centre.token}", "Content-Type": "multipart/form-data"}
    large = {"CONTENT_LENGTH": "200000000"}

    refused = centre.app.test_client().post(ROOT + path, headers=headers, environ_overrides=large)

    assert problem(refused, 413)["code"] == "too_large"


def test_a_body_of_another_kind_and_a_file_that_is_none_are_refused(
    centre: Program, path: str
) -> None:
    problem(centre.post(path, {"kind": "other"}), 415)

    headers = {"Authorization": f"Bearer {centre.token}"}
    text = {"kind": "other", "file": "no file"}
    client = centre.app.test_client()
    refused = client.post(
        ROOT + path, data=text, headers=headers, content_type="multipart/form-data"
    )

    assert list(problem(refused, 422)["errors"]) == ["file"]


def test_the_same_twice_is_kept_once(centre: Program, path: str) -> None:
    first, again = (told(send(centre, path, made.pdf(), key="k1"), 201) for _ in range(2))

    assert first == again
    assert len(told(centre.get(path))["items"]) == 1
    other = send(centre, path, made.pdf("Drugo"), key="k1")
    assert problem(other, 422)["code"] == "idempotency_key_reused"


def test_nobody_else_finds_them(cast: Cast, home: Program, centre: Program, path: str) -> None:
    kept = told(send(centre, path, made.pdf()), 201)["id"]

    problem(home.get(path), 404)
    problem(home.get(f"{path}/{kept}"), 404)
    problem(home.get(f"{path}/{kept}/content"), 404)
    problem(home.put(f"{path}/{kept}/removal", {"removal": "other"}), 404)
    problem(send(home, path, made.pdf()), 404)
