"""Programs of the cast: each holds a token that was issued by the real act."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tenants import credentials
from tenants.credentials import ApiScope
from tenants.database import transaction
from tests.actors import Actor

ROOT = "/api/v1"


@dataclass(frozen=True)
class Program:
    """Acts for one member. English, so that tests can read the sentences."""

    app: Flask
    token: str

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.send("GET", path, **headers)

    def post(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self.send("POST", path, json, **headers)

    def put(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self.send("PUT", path, json, **headers)

    def patch(self, path: str, json: Any = None, **headers: str) -> TestResponse:
        return self.send("PATCH", path, json, **headers)

    def delete(self, path: str, **headers: str) -> TestResponse:
        return self.send("DELETE", path, **headers)

    def send(self, method: str, path: str, json: Any = None, **headers: str) -> TestResponse:
        """`If_Match='"v1"'` sends If-Match. The path is below /api/v1, or whole."""
        told = {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        whole = path if path.startswith("/api/") else ROOT + path
        body = {} if json is None else {"json": json}
        return self.app.test_client().open(whole, method=method, headers=told, **body)


def program(
    administrator: Actor,
    scopes: Collection[ApiScope] = tuple(ApiScope),
    *,
    member: Actor | None = None,
) -> Program:
    """A program of the administrator's, or of another member, with a token for these scopes."""
    acts_for = (member or administrator).scope.member_id
    with administrator.acting() as scope, transaction():
        token = credentials.issue(scope, member_id=acts_for, name="One", scopes=list(scopes))
    return Program(administrator.app, token)


def told(answer: TestResponse, status: int = 200) -> Any:
    """The JSON of an answer that must have this status."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()


def problem(answer: TestResponse, status: int) -> Any:
    """The problem that an answer must be."""
    assert answer.content_type == "application/problem+json"
    assert answer.status_code == status, answer.get_data(as_text=True)
    body = answer.get_json()
    assert body["type"] == f"/problems/{body['code']}"
    assert body["status"] == status
    return body
