"""A scanner to ask: ClamAV's own daemon where it is installed, and a few lines that speak like it.

The real one gets a signature of our own: its lists cannot be had where tests run.
"""

import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.documents.made import EICAR

PROGRAM = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/opt/homebrew/sbin")
CONFIGURED = """
DatabaseDirectory {folder}/signatures
LocalSocket {folder}/socket
TemporaryDirectory {folder}
Foreground yes
StreamMaxLength 30M
"""


@contextmanager
def real() -> Iterator[str]:
    """ClamAV's own daemon; the address of its socket."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as name:
        folder = Path(name)
        (folder / "signatures").mkdir()
        (folder / "signatures" / "own.ndb").write_text(f"Pristan.Test:0:*:{EICAR.hex()}\n")
        (folder / "clamd.conf").write_text(CONFIGURED.format(folder=folder))
        process = subprocess.Popen(
            [str(PROGRAM), "--config-file", str(folder / "clamd.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            await_socket(folder / "socket", process)
            yield str(folder / "socket")
        finally:
            process.terminate()
            process.wait()


def await_socket(path: Path, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + 60
    while not path.exists():
        assert process.poll() is None, "clamd has ended"
        assert time.monotonic() < ends, "clamd does not begin"
        threading.Event().wait(0.05)


@contextmanager
def pretended(answer: bytes | None = None) -> Iterator[str]:
    """Speaks INSTREAM over TCP and finds EICAR; with an `answer`, always says that."""
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_serve, args=(listening, answer), daemon=True).start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _serve(listening: socket.socket, answer: bytes | None) -> None:
    while True:
        try:
            caller, _ = listening.accept()
        except OSError:
            return
        with caller, caller.makefile("rb") as said:
            assert said.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack("!I", said.read(4))[0]:
                content += said.read(length)
            found = b"stream: Eicar FOUND\0" if EICAR in content else b"stream: OK\0"
            caller.sendall(found if answer is None else answer)


SCANNERS = {"pretended": pretended} | ({"clamd": real} if PROGRAM else {})
