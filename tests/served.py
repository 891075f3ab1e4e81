"""The product as a process of its own on a free port: for many callers at once, and browsers."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from tests.database import Database


@dataclass(frozen=True)
class Served:
    """Where the product answers, and the process that does it."""

    port: int
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self, within: float = 30) -> int:
        """Tell it to stop, as the machine does when it goes down; its exit code."""
        self.process.terminate()
        return self.process.wait(timeout=within)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str = "",
        headers: dict[str, str] | None = None,
    ) -> tuple[int, Any]:
        """One request of the API on a connection of its own; status and JSON."""
        told = {"Content-Type": "application/json", **(headers or {})}
        told |= {"Authorization": f"Bearer {token}"} if token else {}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, json.dumps(body or {}), told)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else None
        finally:
            connection.close()


@contextmanager
def served(database: Database, **settings: str) -> Iterator[Served]:
    """The product on this database until the block ends; `settings` without their prefix."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if "PRISTAN" not in name}
    environment |= database.environment | {"PRISTAN_PORT": str(port)}
    environment |= {f"PRISTAN_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.Popen(
        [sys.executable, "-m", "network.cli", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()  # the sentence with which it starts to answer
        assert "answers" in said, said
        yield Served(port, process)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """The answers to all calls, made at the same moment by as many threads."""
    start = threading.Barrier(len(calls))

    def together(call: Callable[[], Any]) -> Any:
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(together, calls))
