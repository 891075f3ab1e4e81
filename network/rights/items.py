"""What a report of what is kept is made of, and what of it may speak of somebody else. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from network.consent.kinds import Category
from network.records.fields import FIELDS


class Section(StrEnum):
    FILE = "file"
    DOCUMENT = "document"
    BASIS = "basis"
    SHARE = "share"
    REQUEST = "request"
    ASK = "ask"
    STAY = "stay"
    SEARCH = "search"
    ENROLMENT = "enrolment"
    SESSION = "session"
    CASE = "case"
    MESSAGE = "message"
    NOTE = "note"
    PAPER = "paper"
    VOICE = "voice"
    TRANSFER = "transfer"
    PROPOSAL = "proposal"
    PLAN = "plan"
    AFTERWARDS = "afterwards"
    AFTERCARE = "aftercare"
    CONSENT = "consent"
    RIGHT = "right"
    ELSEWHERE = "elsewhere"
    LOOK = "look"


class RequestPart(StrEnum):
    """What a request for a place says about somebody in words."""

    RISKS = "risks"
    OWN_WORDS = "own_words"
    HELP_GIVEN = "help_given"
    HOME_TOWN = "home_town"
    FILE_REFERENCE = "file_reference"


class Mark(StrEnum):
    """What a reviewer says of something that may speak of somebody else: GDPR article 15(4)."""

    SHOWN = "shown"
    OTHERS = "others"
    SAFETY = "safety"
    SOURCE = "source"


# Who else is in these words has rights of their own.
OF_OTHERS = frozenset(
    {field.name for field in FIELDS[Category.FAMILY]}
    | {"contact_safety", "harm_from_others", "harm_to_others", "doctor", "risks", "help_given"}
)
WORDS = frozenset(
    {
        *(Section.DOCUMENT, Section.MESSAGE, Section.NOTE, Section.PAPER, Section.VOICE),
        Section.PLAN,
        Section.AFTERCARE,
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is kept: what it is (`name`, a code), what it says, when it was written and
    by whom. `others` may speak of somebody else, and has to be looked at."""

    key: str
    section: Section
    name: str
    said: str
    at: str
    who: str
    others: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, and what was said of each item that had to be looked at."""

    items: Sequence[Item]
    marks: Mapping[str, Mark]

    @property
    def open(self) -> int:
        """How many items nobody has looked at yet."""
        return sum(one.others and one.key not in self.marks for one in self.items)

    def shown(self, item: Item) -> bool:
        """Whether whoever asked reads what it says."""
        return self.marks.get(item.key, Mark.SHOWN) is Mark.SHOWN

    def redacted(self) -> "Report":
        """As it is handed over: what is not shown says nothing, and nobody can find out what."""
        items = [
            one if self.shown(one) else Item(one.key, one.section, one.name, "", "", "", True)
            for one in self.items
        ]
        return Report(items, self.marks)


def speaks_of_others(section: Section, name: str) -> bool:
    """Whether such a thing may speak of somebody else: it is marked, and somebody decides."""
    return section in WORDS or name in OF_OTHERS


def packed(report: Report) -> bytes:
    """As it is sealed."""
    said = {
        "items": [asdict(one) for one in report.items],
        "marks": {key: mark.value for key, mark in report.marks.items()},
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def unpacked(plain: bytes) -> Report:
    """The same again."""
    said = json.loads(plain)
    items = [Item(**one | {"section": Section(one["section"])}) for one in said["items"]]
    return Report(items, {key: Mark(mark) for key, mark in said["marks"].items()})


def digest(report: Report) -> bytes:
    """By which a finished report is known again."""
    return hashlib.sha256(packed(report)).digest()
