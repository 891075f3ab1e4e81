"""Who has a page, what it may show of a file, and how things stand. Pure. Codes are never reused.

Children have a right to know what is decided about them, by whom, and to be heard (Convention on
the Rights of the Child, article 12; DZ articles 6 and 143); parents as long as it is safe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from network.consent.giving import Giver
from network.consent.kinds import Category
from network.records.fields import FIELDS, Field, Visibility

# The centre for social work needs no page: it keeps the file.
READERS = (Giver.YOUNG_PERSON, Giver.MOTHER, Giver.FATHER, Giver.GUARDIAN)
# As the trail and the file tell who it was; in the language of the houses, as names are.
NAMES: dict[Giver, str] = {
    Giver.YOUNG_PERSON: "Mladostnik ali mladostnica",
    Giver.MOTHER: "Mati",
    Giver.FATHER: "Oče",
    Giver.GUARDIAN: "Skrbnik ali skrbnica",
}
CODE_DIGITS = 8
CODE_HOLDS = timedelta(days=14)
"""From when a code is made to when a word of one's own is chosen in its place."""
SHORTEST_WORD, LONGEST_WORD = 6, 60  # characters
FEWEST_LETTERS = 3  # different ones, so that it is no row of ones
MOST_FAILURES = 5
IDLE, OVERALL = timedelta(minutes=15), timedelta(hours=2)


class Topic(StrEnum):
    """Why somebody speaks up."""

    DISAGREE = "disagree"
    TALK = "talk"
    MISTAKE = "mistake"
    QUESTION = "question"
    PROGRAMME = "programme"


class Now(StrEnum):
    """How things stand, in the order in which a page tells it: the first that holds."""

    LIVES = "lives"
    MOVES_IN = "moves_in"
    OFFERED = "offered"
    SEARCHING = "searching"
    PAUSED = "paused"
    WRITTEN = "written"
    LEFT = "left"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand: where and since or from when, so far as it may be told; how many homes
    are asked, and how many of them offer a place."""

    now: Now
    home: str = ""
    place: str = ""
    day: date | None = None
    asked: int = 0
    offered: int = 0


def is_parent(reader: Giver) -> bool:
    """Whether it is the page of a carer and not of the young person."""
    return reader is not Giver.YOUNG_PERSON


def fields_for(reader: Giver) -> dict[Category, Sequence[Field]]:
    """The fields that such a page may show, by category; never more."""
    wanted = Visibility.PARENT_VISIBLE if is_parent(reader) else Visibility.YOUNG_PERSON_VISIBLE
    found = {
        category: [field for field in fields if field.visibility is wanted]
        for category, fields in FIELDS.items()
    }
    return {category: fields for category, fields in found.items() if fields}


def may_show(reader: Giver) -> tuple[Category, ...]:
    """The categories of which such a page may show something."""
    return tuple(fields_for(reader))
