"""Streams over real HTTP: a server that is told to stop lets whoever watches go, and stops."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse

import pytest

from network.web import hub, live
from network.web.hub import Hub
from tenants.login import COOKIE
from tests.actors import Cast
from tests.database import Database
from tests.served import Served, served

PATIENCE = 30  # seconds after which a test gives up
NOBODY_ANSWERS = "postgresql://nobody@127.0.0.1:1/nothing"


@contextmanager
def watching(product: Served, secret: str) -> Iterator[HTTPResponse]:
    """An open stream, of which nothing but the beginning has been read."""
    line = HTTPConnection("127.0.0.1", product.port, timeout=30)
    line.request("GET", "/live", headers={"Accept": live.STREAM, "Cookie": f"{COOKIE}={secret}"})
    answer = line.getresponse()
    assert (answer.status, answer.readline()[:6]) == (200, b"retry:")
    try:
        yield answer
    finally:
        line.close()


def test_told_to_stop_a_server_ends_every_stream_and_goes(database: Database, cast: Cast) -> None:
    secret = cast.centre.browser().secret or ""

    with (
        served(database, workers="2") as product,
        watching(product, secret) as first,
        watching(product, secret) as second,
        watching(product, secret) as third,
    ):
        code = product.stop()
        # Raises for a stream that was torn off: a worker that waits for one is killed in the end.
        rest = [each.read() for each in (first, second, third)]

    assert code == 0
    assert all(b"retry:" not in each for each in rest)


class Lines(logging.Handler):
    """What is written into the log, up to so many lines."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.lines = most, list[str]()
        self.enough = threading.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        if len(self.lines) >= self.most:
            self.enough.set()


@pytest.fixture
def lines() -> Iterator[Lines]:
    written = Lines(most=3)
    hub.log.addHandler(written)
    yield written
    hub.log.removeHandler(written)


def test_each_try_to_listen_in_vain_is_one_line_without_a_traceback(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "PATIENCE", 0.0)
    deaf = Hub(NOBODY_ANSWERS, most=1)

    deaf.join(["here"])
    tried = lines.enough.wait(PATIENCE)
    deaf.close()

    assert tried
    assert all(one.startswith("Not listening for changes: ") for one in lines.lines)
    assert all("\n" not in one and "Traceback" not in one for one in lines.lines)
