"""Facts about a person as they are compared: the same however they were written. Pure.

Names count as a set of words in any order, without accents, case, hyphens and spaces (č and ć are
c, š is s, ž is z, đ is d); the date of birth is a part of it, so that namesakes are told apart.
An EMŠO is compared by itself, where one is written.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Letters that Unicode does not take apart into a letter and its sign.
LETTERS = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"})
WORD = re.compile(r"[^\W_]+")
FEWEST_WORDS = 2


class MatchKind(StrEnum):
    """By what somebody is known again."""

    PERSON = "person"
    EMSO = "emso"


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody knows of a person."""

    first_name: str = ""
    last_name: str = ""
    birth_date: date | None = None
    emso: str = ""


def compared(facts: Facts) -> Mapping[MatchKind, str]:
    """What of the facts is compared, by kind. Empty where too little is known to tell anybody
    from somebody else: it takes two words of the name and the date of birth, or an EMŠO."""
    found = {}
    named = sorted(words(f"{facts.first_name} {facts.last_name}"))
    if len(named) >= FEWEST_WORDS and facts.birth_date is not None:
        found[MatchKind.PERSON] = f"{facts.birth_date.isoformat()} {' '.join(named)}"
    if digits := "".join(WORD.findall(facts.emso)):
        found[MatchKind.EMSO] = digits
    return found


def words(name: str) -> list[str]:
    """The words of a name as they are compared, in the order in which they stand."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return WORD.findall(plain.translate(LETTERS))
