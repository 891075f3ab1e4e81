"""When something does not work: what happened, what to do next, and never a trace of our code."""

import pytest
from flask import Flask, Response, abort, request
from flask.testing import FlaskClient
from marshmallow import Schema, ValidationError, fields

from network.statuses import status_of
from network.web.errors import HELP
from tenants.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from tenants.login import public

REFUSALS = {
    "not-found": NotFound("There is no such field."),
    "not-allowed": NotAllowed("Your roles do not allow this."),
    "conflict": Conflict("This ask has ended."),
    "invalid": Invalid("Enter at least %(n)s.", "age", n=3),
    "odd": DomainError("This value does not fit."),
}


class CannotMove(Conflict):
    """A kind of conflict with a code of its own that no table has to know."""

    code = "something_new"


@pytest.fixture
def reader(frame: Flask) -> FlaskClient:
    frame.config["PROPAGATE_EXCEPTIONS"] = False

    @frame.route("/status/<int:code>", methods=["GET", "POST"])
    @public
    def status(code: int) -> str:
        abort(code)

    @frame.get("/refusals/<name>")
    @public
    def refuse(name: str) -> Response:
        raise REFUSALS[name]

    @frame.post("/form")
    @public
    def form() -> Response:
        class Age(Schema):
            age = fields.Integer(required=True)

        Age().load(request.form)
        raise ValidationError("unreachable")

    @frame.get("/broken")
    @public
    def broken() -> Response:
        raise RuntimeError("the secret inside")

    return frame.test_client()


@pytest.mark.parametrize("code", sorted(HELP))
def test_every_error_page_helps_in_both_languages(reader: FlaskClient, code: int) -> None:
    slovenian = reader.get(f"/status/{code}")
    english = reader.get(f"/status/{code}", headers={"Accept-Language": "en"})

    assert slovenian.status_code == english.status_code == code
    for sentence in (HELP[code].title, HELP[code].happened, HELP[code].next):
        assert sentence.replace("'", "&#39;") in english.text
        assert sentence not in slovenian.text


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("not-found", 404, "Takega polja ni."),
        ("not-allowed", 403, "Vaše pristojnosti tega ne dovoljujejo."),
        ("conflict", 409, "Ta poizvedba je končana."),
        ("invalid", 422, "Vnesite najmanj 3."),
        ("odd", 422, "Ta vrednost ni ustrezna."),
    ],
)
def test_a_refusal_says_its_own_sentence_under_the_status_of_its_kind(
    reader: FlaskClient, name: str, code: int, said: str
) -> None:
    answer = reader.get(f"/refusals/{name}")

    assert answer.status_code == code
    assert said in answer.text


def test_a_code_that_no_table_knows_has_the_status_of_what_it_is_a_kind_of() -> None:
    assert status_of(CannotMove("This ask has ended.")) == 409


def test_htmx_gets_a_note_for_the_alert_region(reader: FlaskClient) -> None:
    answer = reader.get("/refusals/conflict", headers={"HX-Request": "true"})

    assert answer.status_code == 409
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("#alerts", "innerHTML")
    assert "<html" not in answer.text
    assert 'role="alert"' in answer.text


def test_a_bug_shows_a_number_and_nothing_of_our_code(
    reader: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = reader.get("/broken")

    number = answer.headers["X-Request-Id"]
    assert answer.status_code == 500
    assert number in answer.text
    assert "secret" not in answer.text
    assert number in caplog.text


def test_the_page_about_our_own_failure_needs_no_database(
    frame: Flask, reader: FlaskClient
) -> None:
    frame.config["SQLALCHEMY_DATABASE_URI"] = "postgresql+psycopg://"
    reader.set_cookie("pristan_session", "known-to-a-database-that-is-away")

    answer = reader.get("/status/404")

    assert answer.status_code == 500
    assert "Pri nas je šlo nekaj narobe" in answer.text


def test_what_is_too_large_is_refused_with_a_page(reader: FlaskClient) -> None:
    answer = reader.post("/form", data={"age": "1" * 3000})

    assert answer.status_code == 413
    assert "To je preveliko" in answer.text


def test_a_form_that_its_page_did_not_catch_still_says_what_is_wrong(reader: FlaskClient) -> None:
    answer = reader.post("/form", data={"age": "fifteen"})

    assert answer.status_code == 422
    assert "Vnesite število s števkami." in answer.text


def test_a_wrong_method_names_the_right_ones(reader: FlaskClient) -> None:
    answer = reader.get("/form")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_the_api_words_its_own_errors_below_its_paths(frame: Flask, reader: FlaskClient) -> None:
    frame.extensions["pristan_api_problem"] = lambda error: Response(f"problem: {error}", 404)

    assert reader.get("/api/v1/nowhere").text.startswith("problem: 404")
    assert "<html" in reader.get("/nowhere").text
