"""Who asks whether another house may know a young person, and breaks the glass."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

ASKED_FOR = timedelta(days=7)
OPEN_FOR = timedelta(minutes=60)
Known = Mapping[str, datetime]  # houses with a file that is neither sealed nor erased, since when


@dataclass(eq=False)
class Question:
    by: str
    at: datetime

    def houses(self, known: Known, now: datetime) -> set[str]:
        """Who may know: whoever did when it was asked, for a week."""
        if now >= self.at + ASKED_FOR:
            return set()
        return {house for house, since in known.items() if house != self.by and since <= self.at}


@dataclass(eq=False)
class Glass:
    question: Question
    at: datetime
    houses: frozenset[str]

    def open(self, now: datetime) -> bool:
        return self.at <= now < self.at + OPEN_FOR

    def reads(self, unsealed: set[str], now: datetime) -> set[str]:
        """Whose summary is seen, by who broke it alone."""
        return {house for house in self.houses if self.open(now) and house in unsealed}
