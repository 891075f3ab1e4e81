"""A form of another site must not act in a signed-in person's name."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tenants.login import public


@pytest.fixture
def reader(frame: Flask) -> FlaskClient:
    @frame.route("/act", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    @frame.route("/api/act", methods=["POST"], endpoint="api_act")
    @public
    def act() -> str:
        return "done"

    return frame.test_client()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
        {"Referer": "http://localhost/requests"},
        {},
    ],
)
def test_our_own_forms_pass(reader: FlaskClient, headers: dict[str, str]) -> None:
    assert reader.post("/act", headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "null"},
        {"Referer": "http://evil.example/http://localhost/"},
    ],
)
def test_the_forms_of_others_are_refused_with_a_page_that_helps(
    reader: FlaskClient, method: str, headers: dict[str, str]
) -> None:
    answer = reader.open("/act", method=method, headers=headers)

    assert answer.status_code == 403
    assert "Ta obrazec je prišel z druge strani" in answer.text


def test_looking_is_open_from_everywhere(reader: FlaskClient) -> None:
    assert reader.get("/act", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_program_with_a_token_needs_no_origin_and_only_below_the_api(reader: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Authorization": "Bearer pristan_x"}

    assert reader.post("/api/act", headers=headers).status_code == 200
    assert reader.post("/act", headers=headers).status_code == 403
    assert reader.post("/api/act", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
