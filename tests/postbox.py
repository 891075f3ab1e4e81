"""A real mail server on this machine, and the application set to use it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask

from network.settings import Settings

URL = "https://pristan.example.si"
SENDER = "pristan@example.si"


@dataclass
class Postbox:
    """What came in. `recipient_answers` and `data_answers` are said once each, before all is well;
    `settings` are those of an application that mails through it."""

    settings: Settings = field(default_factory=Settings)
    raw: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    recipient_answers: list[str] = field(default_factory=list)
    data_answers: list[str] = field(default_factory=list)

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(each, policy=policy.default) for each in self.raw]

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.recipient_answers:
            return self.recipient_answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.data_answers:
            return self.data_answers.pop(0)
        self.raw.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@contextmanager
def opened(app: Flask, *allow: str) -> Iterator[Postbox]:
    """A mail server that answers until the block ends; the application mails through it, to
    addresses and domains of `allow`."""
    postbox = Postbox()
    server = Controller(postbox, hostname="127.0.0.1", port=_free_port())
    server.start()
    before: Settings = app.extensions["pristan_settings"]
    postbox.settings = replace(
        before,
        url=URL,
        smtp_url=f"smtp://127.0.0.1:{server.port}",
        mail_from=SENDER,
        mail_allow=allow,
    )
    app.extensions["pristan_settings"] = postbox.settings
    try:
        yield postbox
    finally:
        app.extensions["pristan_settings"] = before
        server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def text_of(mail: EmailMessage) -> str:
    body = mail.get_content()
    assert isinstance(body, str)
    return body
