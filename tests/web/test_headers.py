"""What every answer tells the browser, and what the browser may tell us back."""

import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

REPORT = {"csp-report": {"effective-directive": "script-src-elem", "document-uri": "/requests/1"}}


def policy_of(client: FlaskClient) -> tuple[dict[str, str], str]:
    answer = client.get("/nowhere")
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return dict(part.partition(" ")[::2] for part in parts), answer.text


def test_nothing_runs_or_loads_that_is_not_ours(reader: FlaskClient) -> None:
    policy, _ = policy_of(reader)

    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == policy["img-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in " ".join(policy.values())


def test_the_nonce_is_new_each_time_and_the_same_for_header_and_scripts(
    reader: FlaskClient,
) -> None:
    nonces = set()
    for _ in range(3):
        policy, text = policy_of(reader)
        nonce = re.fullmatch(r"'self' 'nonce-([\w-]{20,})'", policy["script-src"])
        assert nonce
        assert set(re.findall(r'nonce="([^"]+)"', text)) == {nonce[1]}
        nonces.add(nonce[1])

    assert len(nonces) == 3


def test_no_page_carries_a_script_or_a_style_of_its_own(reader: FlaskClient) -> None:
    _, text = policy_of(reader)

    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
    assert "<style" not in text
    assert re.findall(r'\s(?:style|on\w+)="', text) == []


def test_pages_are_kept_nowhere_and_framed_by_nobody(reader: FlaskClient) -> None:
    headers = reader.get("/nowhere").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert re.fullmatch(r"[0-9a-f]{32}", headers["X-Request-Id"])


def test_https_is_kept_to_once_it_was_used(reader: FlaskClient) -> None:
    plain = reader.get("/nowhere")
    safe = reader.get("/nowhere", base_url="https://pristan.example")

    assert "Strict-Transport-Security" not in plain.headers
    assert "max-age=63072000" in safe.headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("report", "noted"),
    [
        (REPORT, "script-src-elem"),
        ([{"type": "csp-violation", "body": {"effectiveDirective": "img-src"}}], "img-src"),
        ({"csp-report": {"effective-directive": "<b>\nforged"}}, "unknown"),
        (["nonsense"], "unreadable"),
        ("nonsense", "unreadable"),
    ],
)
def test_a_report_is_noted_by_its_directive_alone(
    reader: FlaskClient, caplog: pytest.LogCaptureFixture, report: object, noted: str
) -> None:
    with caplog.at_level(logging.WARNING, "pristan.csp"):
        answer = reader.post("/csp-reports", json=report)

    assert answer.status_code == 204
    assert caplog.messages == [f"A page broke its policy: {noted}"]


def test_the_way_home_from_an_error_stays_closed_to_the_signed_out(frame: Flask) -> None:
    @frame.get("/inside")
    def inside() -> str:
        return "inside"

    frame.add_url_rule("/sign-in", "signin.show", lambda: "sign in")

    answer = frame.test_client().get("/inside")

    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/inside")
