"""One thing that is kept beside a file, as it goes into a report of what is kept. Pure.

What it says begins with a line of its codes, days and numbers, each after a comma: a code by the
name of its kind, a dot and its value, so that whoever prints it can call it by its name. The line
is empty where there are none. The words that somebody wrote follow, and are never read as codes.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from network.rights.items import Item, Section, speaks_of_others


@dataclass(frozen=True, slots=True)
class Entry:
    """By `key` it is known within its section; `name` says what it is, a code of the section's
    kind or empty; `codes` are what it says without words. Whoever gets the report has said
    the words themself where they are `known`."""

    section: Section
    key: UUID | str | int
    name: str = ""
    codes: tuple[object, ...] = ()
    words: str = ""
    at: datetime | None = None
    who: str = ""
    known: bool = False

    def item(self) -> Item:
        """As it stands in the report; what somebody wrote may speak of others."""
        first = ", ".join(_told(one) for one in self.codes if one not in (None, ""))
        said = f"{first}\n{self.words}" if self.words else first
        others = (bool(self.words) and not self.known) or speaks_of_others(self.section, self.name)
        at = self.at.isoformat() if self.at else ""
        key = f"{self.section}-{self.key}"
        return Item(key, self.section, self.name, said, at, self.who, others)


def code(kind: type[Enum], value: object) -> str:
    """A code that labels have a name for; empty for none."""
    return f"{kind.__name__}.{getattr(value, 'value', value)}" if value else ""


def step(of: type[object], move: str) -> str:
    """What happened in a step of an ask, a stay or an enrolment."""
    return f"{of.__name__}.{move}"


def why(of: type[object], move: str, reason: str) -> str:
    """Why it happened; empty where no code was said."""
    return f"{step(of, move)}.{reason}" if reason else ""


def _told(one: object) -> str:
    if isinstance(one, datetime):
        return one.isoformat(timespec="minutes")
    return one.isoformat() if isinstance(one, date) else str(one).replace(", ", "; ")
