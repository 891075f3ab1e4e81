"""Callers: threads with a kept connection each, and what they measured."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import quantiles

CALLERS = 4
HEAD_ENDS = b"\r\n\r\n"


class Refused(RuntimeError):
    """An answer that was none: nothing can be measured with it."""


@dataclass(slots=True)
class Measured:
    """How long each request took, in seconds, and how long all of them together."""

    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.seconds) / self.elapsed

    def p(self, share: int) -> float:
        """A percentile, in milliseconds."""
        return quantiles(self.seconds, n=100)[share - 1] * 1000


def message(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """A request as it goes over the wire."""
    told = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **headers}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join(lines).encode() + HEAD_ENDS + body


def burst(port: int, work: Iterator[bytes], seconds: float, into: Measured) -> None:
    """Call as fast as answers come, with all callers at once, until the time is over."""
    lock, failed = threading.Lock(), []
    begun = time.perf_counter()
    ends = begun + seconds

    def call() -> None:
        try:
            with socket.create_connection(("127.0.0.1", port)) as wire:
                while time.perf_counter() < ends:
                    with lock:
                        sent = next(work)
                    into.seconds.append(_once(wire, sent))
        except Exception as failure:
            failed.append(failure)

    callers = [threading.Thread(target=call) for _ in range(CALLERS)]
    for each in callers:
        each.start()
    for each in callers:
        each.join()
    into.elapsed += time.perf_counter() - begun
    if failed:
        raise failed[0]


def _once(wire: socket.socket, sent: bytes) -> float:
    begun = time.perf_counter()
    wire.sendall(sent)
    received = b""
    while HEAD_ENDS not in received:
        received += _more(wire)
    head, _, body = received.partition(HEAD_ENDS)
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += _more(wire)
    took = time.perf_counter() - begun
    if head[9:10] != b"2":
        raise Refused(f"{sent[:90]!r}: {head[:40]!r} {body[:300]!r}")
    return took


def _more(wire: socket.socket) -> bytes:
    part = wire.recv(65536)
    if not part:
        raise Refused("the server hung up")
    return part
