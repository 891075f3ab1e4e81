"""A case that another centre asks for: handed over under a basis for care, taken once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.histories.asked import CONTACT, HEALTH, IDENTITY, Covers

WRITTEN = (IDENTITY, CONTACT, HEALTH)  # what the file says anything of
TAKEN_WITHIN = timedelta(days=14)


@dataclass(eq=False)
class Case:
    state: str = "asked"
    approved_at: datetime | None = None
    handed_over: frozenset[str] = frozenset()

    def open(self, now: datetime) -> bool:
        at = self.approved_at
        return self.state == "approved" and at is not None and now < at + TAKEN_WITHIN

    def reads(self, covers: Covers, now: datetime) -> set[str]:
        """What the other centre sees of what was handed over, until it has taken it."""
        return {what for what in self.handed_over if self.open(now) and covers(what)}

    def approve(self, covers: Covers, now: datetime) -> bool:
        if self.state != "asked" or not covers(IDENTITY):
            return False
        self.state, self.approved_at = "approved", now
        self.handed_over = frozenset(what for what in WRITTEN if covers(what))
        return True

    def answer(self, state: str) -> bool:
        """The owner says no, or who asked asks no more."""
        if self.state != "asked":
            return False
        self.state = state
        return True

    def take(self, covers: Covers, now: datetime) -> set[str]:
        """What the new file of the other centre says; nothing where it cannot be taken."""
        found = self.reads(covers, now)
        if IDENTITY not in found:
            return set()
        self.state = "taken"
        return found
