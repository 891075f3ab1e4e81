"""What was measured, in words and against its targets."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.load import Measured

LEAST_OF_BARE = {"board list, API": 0.5, "board list, page": 0.25}
MOST_POLICIES, MOST_GROWTH, MOST_MEGABYTES = 1.3, 1.5, 120
MOST_SHARED, MOST_TRAIL = 1.5, 1.15
MOST_OF_BOARD = 150  # ms of processor time
INTRODUCTION = """\
# How fast it is

`make bench` measures the product under gunicorn (2 workers of 4 threads) against a bare psycopg
handler under gunicorn (the same) that recognises the same token with one query, sets the tenant
and returns the same rows as JSON. 50 networks with 400 closed requests each, 4 callers with kept
connections, all taking turns of half a second on one machine: ratios say more than the numbers.
"""
HEAD = """
| | bare: req/s | p50 ms | p99 ms | Pristan: req/s | p50 ms | p99 ms | of bare | growth 1 to 50 |
|---|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of request: the bare handler, the product on fifty networks and on one."""

    name: str
    bare: Measured
    large: Measured
    small: Measured

    @property
    def of_bare(self) -> float:
        return self.large.rate / self.bare.rate

    @property
    def growth(self) -> float:
        """How many times as long a request takes with fifty networks as with one."""
        return self.small.rate / self.large.rate

    @property
    def missed(self) -> bool:
        return self.of_bare < LEAST_OF_BARE.get(self.name, 0) or self.growth >= MOST_GROWTH

    def __str__(self) -> str:
        timed = " | ".join(
            f"{one.rate:.0f} | {one.p(50):.1f} | {one.p(99):.1f}" for one in (self.bare, self.large)
        )
        mark = " (missed)" if self.missed else ""
        return f"| {self.name} | {timed} | {self.of_bare:.0%}{mark} | {self.growth:.2f} |"


@dataclass(slots=True)
class Report:
    """Everything that was measured."""

    lines: list[Line] = field(default_factory=list)
    policies: dict[str, float] = field(default_factory=dict)
    worker: float = 0.0
    board: float = 0.0
    shared: float = 0.0
    trail: float = 0.0

    def write(self, commit: str) -> None:
        """Print it, and keep it in docs/bench.md."""
        said = self._said(commit)
        print(said)
        Path("docs/bench.md").write_text(INTRODUCTION + said)

    def _said(self, commit: str) -> str:
        table = HEAD + "\n".join(map(str, self.lines))
        costs = "\n".join(f"- {name}: {ratio:.2f}" for name, ratio in self.policies.items())
        return (
            f"\nMeasured on {datetime.now(UTC):%Y-%m-%d} at commit {commit}.\n{table}\n\n"
            f"Targets: the API's list at {LEAST_OF_BARE['board list, API']:.0%} of bare or better,"
            f" its page at {LEAST_OF_BARE['board list, page']:.0%}; growth below {MOST_GROWTH}.\n\n"
            f"Row-level security, the same query under our policies over open ones"
            f" (target: below {MOST_POLICIES}):\n\n{costs}\n\n"
            f"A warmed worker takes {self.worker:.0f} MB (target: at most {MOST_MEGABYTES}).\n\n"
            f"The page of a board with 200 groups takes {self.board:.0f} ms of a worker's processor"
            f" (target: below {MOST_OF_BOARD}).\n\n"
            f"To open what another house shows of a file takes {self.shared:.2f} times as long as"
            f" to open one's own, at 1,000 grants (target: at most {MOST_SHARED}); a write with the"
            f" trail {self.trail:.2f} times as long as one without (target: below {MOST_TRAIL}).\n"
        )
