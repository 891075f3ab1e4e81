"""`pristan serve` as people run it: a process of its own, real HTTP, real signals."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tenants.cluster import Cluster
from tests.database import Database

# One worker for all of them: the data folder is made once.
pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture
def port() -> int:
    """A port that nobody has at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder with a prepared database, which every server here finds stopped."""
    made = Path(tempfile.mkdtemp(prefix="pristan-"))
    made.chmod(0o755)
    run(["database", "prepare", "--kind", "test"], {"PRISTAN_DATA": str(made)})
    yield made
    Cluster(made / "postgres").stop()
    shutil.rmtree(made)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_told_to_stop_and_leaves_nothing_running(
    data: Path, port: int, end: signal.Signals
) -> None:
    with serving({"PRISTAN_DATA": str(data), "PRISTAN_PORT": str(port)}) as process:
        status = get(port, "/health")
        process.send_signal(end)
        process.wait(timeout=20)

    assert status == 200
    assert process.returncode == 0
    assert not Cluster(data / "postgres").running()


def test_a_killed_server_is_followed_by_a_new_one(data: Path, port: int) -> None:
    environment = {"PRISTAN_DATA": str(data), "PRISTAN_PORT": str(port)}
    with serving(environment) as process:
        process.kill()
        process.wait()
    wait_until_free(port)

    with serving(environment):
        assert get(port, "/health") == 200


def test_a_taken_port_is_told_with_its_setting(database: Database) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = run(["serve"], database.environment | {"PRISTAN_PORT": str(port)})

    assert refused.returncode == 1
    assert refused.stderr == (
        f"Error: Port {port} cannot be had (Address already in use): set PRISTAN_PORT to another.\n"
    )


def test_it_does_not_start_as_a_role_that_policies_do_not_bind(
    database: Database, port: int
) -> None:
    refused = run(
        ["serve"], {"PRISTAN_DATABASE_URL": database.owner_url, "PRISTAN_PORT": str(port)}
    )

    assert refused.returncode == 1
    assert "whom policies do not bind" in refused.stderr


def environment_with(given: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PRISTAN_")}
    return kept | given


def run(arguments: list[str], given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "network.cli", *arguments],
        env=environment_with(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@contextlib.contextmanager
def serving(given: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A server that has said it answers; it is gone after the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "network.cli", "serve"],
        env=environment_with(given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    # A server that never says anything must fail the test, not hold it up for ever.
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    try:
        said = process.stdout.readline() if process.stdout else ""
        assert "Pristan answers on" in said, said
        yield process
    finally:
        watchdog.cancel()
        process.terminate()
        process.communicate(timeout=30)


def get(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def wait_until_free(port: int) -> None:
    """Workers of a killed server go by themselves, a moment later."""
    waiting = threading.Event()
    for _ in range(200):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return
        waiting.wait(0.05)
    raise AssertionError(f"port {port} is still taken")
