"""Why something may be seen: consents, orders, tasks, dangers, and somebody's no."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

TAKEN_BACK = "consent"  # the kind that a no takes something out of
STANDS_AGAINST_ERASURE = "court_order"


@dataclass(eq=False)
class Ground:
    """Covers these parts of the file for some tenants (none named: for all) and one purpose, from
    its first day through its last; `no` is somebody's refusal."""

    kind: str
    what: frozenset[str]
    whom: frozenset[str]
    first: date
    last: date | None
    purpose: str = "placement"
    no: bool = False
    gone: bool = False

    def over(self, on: date) -> bool:
        return self.gone or (self.last is not None and self.last < on)

    def reaches(self, whom: str, what: str, purpose: str, on: date) -> bool:
        return (
            not self.over(on)
            and self.first <= on
            and what in self.what
            and purpose == self.purpose
            and (not self.whom or whom in self.whom)
        )


def covered(grounds: Iterable[Ground], whom: str, what: str, purpose: str, on: date) -> bool:
    """Whether one of them lets that tenant see it: a no takes something out of every consent, and
    out of nothing else."""
    reaching = [ground for ground in grounds if ground.reaches(whom, what, purpose, on)]
    refused = any(ground.no for ground in reaching)
    return any(not one.no and not (refused and one.kind == TAKEN_BACK) for one in reaching)
