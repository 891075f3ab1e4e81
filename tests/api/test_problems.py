"""Every refusal has one shape, one language and one status."""

import re
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tenants.credentials import ApiScope
from tests import factories
from tests.actors import Cast
from tests.api import bodies
from tests.api.client import Program, problem, program, told

JSON = "application/json"


def test_without_a_token_there_is_nothing_but_the_contract(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/me", headers={"Accept-Language": "en"})

    refused = problem(answer, 401)

    assert refused["code"] == "unauthorized"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert app.test_client().get("/api/v1/openapi.json").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "pristan_" + "x" * 43, "pristan_č"])
def test_a_token_that_is_not_in_force_opens_nothing(app: Flask, token: str) -> None:
    answer = app.test_client().get(
        "/api/v1/me", headers={"Authorization": f"Bearer {token}".encode().decode("latin-1")}
    )

    problem(answer, 401)


def test_a_session_of_a_browser_does_not_open_the_api(cast: Cast) -> None:
    problem(cast.centre.browser().get("/api/v1/me"), 401)


def test_a_token_is_good_for_its_scopes_only(cast: Cast) -> None:
    reader = program(cast.centre, [ApiScope.PLACES_READ, ApiScope.REQUESTS_READ])

    refused = problem(reader.post("/requests", bodies.request()), 403)

    assert refused["code"] == "missing_scope"
    assert "requests:write" in refused["detail"]
    told(reader.get("/requests"))
    told(reader.get("/board"))
    problem(reader.get("/asks?side=sent"), 403)


def test_what_is_foreign_is_told_like_what_was_made_up(cast: Cast, stranger: Program) -> None:
    group = factories.group(cast.institution)
    request_id = factories.request(cast.centre)
    ask, placement = factories.accepted(cast.centre, cast.institution, group, request_id)
    acts = [
        ("GET", "/requests/{}", request_id),
        ("PATCH", "/requests/{}", request_id),
        ("POST", "/requests/{}/asks", request_id),
        ("GET", "/asks/{}", ask),
        ("PUT", "/asks/{}/offer", ask),
        ("PUT", "/asks/{}/acceptance", ask),
        ("GET", "/asks/{}/messages", ask),
        ("GET", "/asks/{}/placement", ask),
        ("PUT", "/placements/{}/planned-end", placement),
        ("PATCH", "/groups/{}", group),
    ]
    for method, path, foreign in acts:
        sent = {"If_Match": '"v1"', "Idempotency_Key": "k"}
        body = None if method == "GET" else {"planned_end": None, "group_ids": [str(group)]}
        answers = [stranger.send(method, path.format(i), body, **sent) for i in (foreign, uuid4())]

        assert masked(answers[0]) == masked(answers[1])


def masked(answer: TestResponse) -> tuple[int, bytes, dict[str, str]]:
    """Without what differs by nature: the request's own number, the nonce and the date."""
    passing = ("X-Request-Id", "Date")
    headers = {name: value for name, value in answer.headers.items() if name not in passing}
    policy = re.sub(r"nonce-[\w-]+", "nonce", headers["Content-Security-Policy"])
    return answer.status_code, answer.data, headers | {"Content-Security-Policy": policy}


def test_what_is_not_there_says_so_in_the_same_shape(centre: Program) -> None:
    problem(centre.get("/harbours"), 404)
    problem(centre.get("/requests/417"), 404)

    refused = centre.delete("/requests")

    problem(refused, 405)
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (b"{", JSON, 400),
        (b"\xff", JSON, 400),
        (b'{"age": NaN}', JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b"[1, 2]", JSON, 422),
        (b"null", JSON, 422),
        (b"<request/>", "text/xml", 415),
        (b"age=15", "application/x-www-form-urlencoded", 415),
        (b'"' + b"x" * 300_000 + b'"', JSON, 413),
    ],
)
def test_a_body_that_cannot_be_read_is_told_why(
    centre: Program, sent: bytes, kind: str, status: int
) -> None:
    answer = centre.app.test_client().post(
        "/api/v1/requests",
        data=sent,
        content_type=kind,
        headers={"Authorization": f"Bearer {centre.token}"},
    )

    problem(answer, status)


def test_problems_speak_slovenian_unless_asked_for_english(centre: Program) -> None:
    path = "/requests?state=lost"
    answers = [centre.get(path, Accept_Language=language) for language in ("de", "en")]
    slovenian, english = (problem(answer, 422) for answer in answers)

    assert [answer.headers["Content-Language"] for answer in answers] == ["sl", "en"]
    assert english["errors"] == {"state": ["Choose one of the values offered."]}
    assert slovenian["errors"] == {"state": ["Izberite eno od ponujenih možnosti."]}
    assert (slovenian["title"], slovenian["code"]) != (english["title"], "")


def test_an_address_that_guesses_tokens_is_slowed_down(app: Flask) -> None:
    client = app.test_client()
    guess = {"Authorization": "Bearer pristan_" + "x" * 43, "Accept-Language": "en"}

    while (answer := client.get("/api/v1/me", headers=guess)).status_code == 401:
        continue

    assert problem(answer, 429)["code"] == "throttled"
    assert int(answer.headers["Retry-After"]) > 0


def test_a_bug_of_ours_is_a_problem_too_and_tells_nothing(
    app: Flask, centre: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setitem(app.view_functions, "api_people.me", broken)
    broken.__dict__["api_scope"] = None
    monkeypatch.setattr(app, "testing", False)

    answer = centre.get("/me")

    assert problem(answer, 500)["code"] == "broken"
    assert b"secret" not in answer.data
