"""What each home may read of a file, said once more and in other words than the product says it.

A handful of sets and days. Whoever changes the rules changes them here, too, or the histories of
test_sharing_model.py tell.
"""

from dataclasses import dataclass, field
from datetime import date

IDENTITY, CONTACT, HEALTH, COURT = "identity", "contact", "health", "court"
EVERYTHING = (IDENTITY, CONTACT, HEALTH, COURT)
STEP = {IDENTITY: 2, CONTACT: 2, HEALTH: 3, COURT: 3}
TAKEN_BACK = "consent"  # the kind that a no takes something out of


@dataclass
class Ground:
    """Why something may be seen; `no` is somebody's refusal."""

    kind: str
    what: frozenset[str]
    homes: frozenset[str]  # empty: all
    first: date
    last: date | None
    no: bool = False
    gone: bool = False

    def reaches(self, home: str, what: str, on: date) -> bool:
        return (
            not self.gone
            and what in self.what
            and (not self.homes or home in self.homes)
            and self.first <= on
            and (self.last is None or on <= self.last)
        )


@dataclass
class Home:
    """An ask to one home: whether it lives, how far it was raised, what was shown since."""

    lives: bool = True
    level: int = 1
    shown: set[str] = field(default_factory=set)


@dataclass
class Model:
    today: date
    homes: dict[str, Home]
    grounds: list[Ground] = field(default_factory=list)

    def covered(self, home: str, what: str) -> bool:
        reaching = [g for g in self.grounds if g.reaches(home, what, self.today)]
        refused = any(ground.no for ground in reaching)
        return any(
            not ground.no and not (refused and ground.kind == TAKEN_BACK) for ground in reaching
        )

    def readable(self, home: str) -> set[str]:
        at = self.homes[home]
        return {what for what in at.shown if at.lives and self.covered(home, what)}

    def show(self, home: str, what: set[str]) -> bool:
        """Whether it can be shown; if so, it is."""
        at = self.homes[home]
        can = (
            at.lives
            and at.level >= 1
            and bool(what)
            and max(STEP[each] for each in what) <= at.level + 1
            and all(self.covered(home, each) for each in what)
        )
        if can:
            at.shown |= what
            at.level = max(at.level, *(STEP[each] for each in what))
        return can

    def close(self, home: str, what: set[str]) -> bool:
        at = self.homes[home]
        gone = at.shown & what if what else set(at.shown)
        if not at.lives or not gone:
            return False
        at.shown -= gone
        if not at.shown:
            at.level = min(at.level, 1)
        return True

    def decline(self, home: str) -> bool:
        at = self.homes[home]
        if not at.lives:
            return False
        at.lives, at.shown = False, set()
        return True

    def reopen(self, home: str) -> bool:
        at = self.homes[home]
        if at.lives:
            return False
        at.lives, at.level = True, 0
        return True

    def lift(self, home: str) -> bool:
        """The profile of needs, which stands before the file."""
        at = self.homes[home]
        if not at.lives:
            return False
        at.level = max(at.level, 1)
        return True
