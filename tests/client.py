"""A browser without a window: keeps cookies, sends forms as a page of ours would."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tenants.login import COOKIE

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOBODY = "019a0000-0000-7000-8000-000000000000"  # an id that was never given
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


class Browser:
    """Signs in by the real act. Never keep an application context open around it: Flask would
    share `g`, and the previous caller would answer."""

    def __init__(self, app: Flask, *, agent: str = FIREFOX, address: str = "192.0.2.1") -> None:
        self.client = app.test_client()
        self.client.environ_base |= {"HTTP_USER_AGENT": agent, "REMOTE_ADDR": address}

    def sign_in(self, email: str, password: str, **more: str) -> TestResponse:
        return self.post("/sign-in", {"email": email, "password": password, **more})

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, **options)

    def post(
        self, path: str, form: dict[str, Any] | None = None, headers: dict[str, str] | None = None
    ) -> TestResponse:
        return self.client.post(path, data=form or {}, headers=SAME_ORIGIN | (headers or {}))

    def follow(self, answer: TestResponse) -> TestResponse:
        """The page a 303 leads to."""
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return self.get(answer.headers["Location"])

    @property
    def secret(self) -> str | None:
        """The session's secret, as the cookie carries it."""
        cookie = self.client.get_cookie(COOKIE)
        return cookie.value if cookie else None

    @secret.setter
    def secret(self, value: str) -> None:
        self.client.set_cookie(COOKIE, value)
