"""`make bench`: the product against a bare handler, policies against none, fifty against one."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count

from tests.bench import board, files, policies
from tests.bench.ground import Ground, as_json, bare, cookie, endlessly, ground
from tests.bench.load import Measured, burst, message
from tests.bench.memory import workers_of
from tests.bench.report import Line, Report
from tests.served import served

TURNS, SECONDS = 14, 0.5
SCALES = (1, 50)


@dataclass(slots=True)
class Subject:
    """Something that is measured: where it listens, and what is asked of it."""

    port: int
    work: Iterator[bytes]
    measured: Measured = field(default_factory=Measured)


Three = tuple[Subject, Subject, Subject]


def main() -> None:
    """Measure everything, print it, and write it to docs/bench.md."""
    with ExitStack() as until_end:
        small, large = (until_end.enter_context(ground(scale)) for scale in SCALES)
        report = Report()
        ports = [_serve(until_end, each) for each in (small, large)]
        bare_port = _free_port()
        until_end.enter_context(bare(large.database, bare_port))
        for name, subjects in _subjects((small, large), ports, bare_port).items():
            _take_turns(subjects)
            report.lines.append(Line(name, *(subject.measured for subject in subjects)))
            print(report.lines[-1])
        report.worker = max(workers_of(ports[1]))
        url = large.database.owner_url.replace("+psycopg", "")
        report.policies = policies.costs(large, url)
        policies.close(url)
    report.board = board.milliseconds()
    report.shared, report.trail = files.ratios()
    report.write(
        subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
        ).stdout.strip()
    )


def _serve(until_end: ExitStack, at: Ground) -> int:
    return until_end.enter_context(served(at.database, workers="2", threads="4")).port


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _subjects(grounds: tuple[Ground, Ground], ports: list[int], bare_port: int) -> dict[str, Three]:
    """Bare, the product on fifty networks, the product on one."""
    small, large = grounds

    def three(bare_path: str, path: str, page: bool = False) -> Three:
        sent = [
            message("GET", path.format(request=at.request_id), _page(port) if page else _api(at))
            for at, port in ((large, ports[1]), (small, ports[0]))
        ]
        plain = message("GET", bare_path.format(request=large.request_id), _api(large))
        return (
            Subject(bare_port, endlessly(plain)),
            Subject(ports[1], endlessly(sent[0])),
            Subject(ports[0], endlessly(sent[1])),
        )

    return {
        "board list, API": three("/board", "/api/v1/board"),
        "board list, page": three("/board", "/places", page=True),
        "one request, API": three("/requests/{request}", "/api/v1/requests/{request}"),
        "one request, page": three("/requests/{request}", "/requests/{request}", page=True),
        "my day, API": three("/day", "/api/v1/day"),
        "my day, page": three("/day", "/day", page=True),
        "create an ask, API": (
            Subject(bare_port, _asks(large, "")),
            Subject(ports[1], _asks(large, "/api/v1")),
            Subject(ports[0], _asks(small, "/api/v1")),
        ),
    }


def _api(at: Ground) -> dict[str, str]:
    return {"Authorization": f"Bearer {at.token}"}


def _page(port: int) -> dict[str, str]:
    return {"Cookie": cookie(port), "Accept-Language": "sl"}


def _asks(at: Ground, root: str) -> Iterator[bytes]:
    """Every ask is another one: of the next request, to the next group."""
    told = {**_api(at), "Content-Type": "application/json"}
    for _ in count():
        request_id, group_id = next(at.asks)
        body = as_json({"group_ids": [group_id]})
        yield message("POST", f"{root}/requests/{request_id}/asks", told, body)


def _take_turns(subjects: tuple[Subject, ...]) -> None:
    """One after the other, again and again, so that all meet the same machine."""
    for subject in subjects:
        burst(subject.port, subject.work, SECONDS / 2, Measured())  # warms up
    for _ in range(TURNS):
        for subject in subjects:
            burst(subject.port, subject.work, SECONDS, subject.measured)


if __name__ == "__main__":
    main()
