"""What in a free text may say who somebody is: numbers, addresses, names. Pure.

A warning at the text box, so that nobody is named before level 2 (capabilities row 86). It keeps
nothing of what it reads. EMŠO and tax number carry check digits (Uradni list RS 8/99), telephone
numbers follow the national plan; names and addresses are guessed from how they are written.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from stdnum.si import ddv, emso

from network.requests.first_names import known


class Trace(StrEnum):
    """What a passage looks like."""

    EMSO = "emso"
    EMAIL = "email"
    TELEPHONE = "telephone"
    TAX_NUMBER = "tax_number"
    ADDRESS = "address"
    NAME = "name"


# These are never meant otherwise: whoever keeps one says that it is needed.
CERTAIN = frozenset({Trace.EMSO, Trace.EMAIL, Trace.TELEPHONE})
LONGEST = 20_000  # characters that are looked at; no field takes more


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage of a text, from `start` up to `end` (characters), and what it looks like."""

    trace: Trace
    start: int
    end: int

    @property
    def certain(self) -> bool:
        return self.trace in CERTAIN


CAPITAL = "A-ZČŠŽĆĐÄÖÜ"
WORD = rf"[{CAPITAL}][\w'-]+"
MEASURES = r"min|ur[aeo]?\b|km|m\b|dn[ie]|dan|let|krat|metr|ljud|%|\.\s*\d"
NUMBER = rf"\d{{1,3}}(?:\s?[a-f])?\b(?!\s*(?:{MEASURES}))"
STREETS = "ulic[aei]|cest[aei]|trgu?|poti?|nasel(?:je|ju)|nabrežj[eu]|drevored[u]?"
EMSO_LIKE = re.compile(r"(?<![\d/-])\d{2}[ ]?\d{2}[ ]?\d{3}[ ]?\d{2}[ ]?\d{3}[ ]?\d(?![\d/-])")
EMAIL_LIKE = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,}")
TAX_LIKE = re.compile(r"(?<![\d/-])(?:SI[ ]?)?\d{8}(?![\d/-])")
STREET_LAST = re.compile(rf"\b{WORD}(?:\s+[\w-]+){{0,2}}?\s+(?:{STREETS})\s+{NUMBER}")
STREET_FIRST = re.compile(
    rf"\b(?:Ulic[aei]|Cest[aei]|Trgu?|Poti?|Nasel(?:je|ju))(?:\s+[\w.-]+){{1,4}}?\s+{NUMBER}"
)
# 2000 is Maribor; every other number from 1900 to 2099 is a year.
POST = re.compile(rf"(?<![\d/.-])(?:2000 Maribor\w*|(?!19|20)[1-9]\d{{3}}\s+(?!EUR){WORD})")
FULL_NAME = re.compile(rf"\b({WORD})\s+{WORD}")
FIRST_NAMES = known()


def findings(text: str) -> list[Finding]:
    """Everything that may identify somebody, in the order of the text; none lies within another."""
    taken: list[Finding] = []
    for found in _all(text[:LONGEST]):
        if not any(found.start < other.end and other.start < found.end for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda finding: finding.start)


def certain(*texts: str) -> bool:
    """Whether one of the texts holds an EMŠO, a telephone number or an e-mail address."""
    return any(found.certain for text in texts for found in findings(text))


def _all(text: str) -> Iterator[Finding]:
    """The surest first: a passage is what it was first taken for."""
    yield from _matching(Trace.EMSO, EMSO_LIKE, text, emso.is_valid)
    yield from _matching(Trace.EMAIL, EMAIL_LIKE, text)
    for match in phonenumbers.PhoneNumberMatcher(text, "SI"):
        yield Finding(Trace.TELEPHONE, match.start, match.end)
    yield from _matching(Trace.TAX_NUMBER, TAX_LIKE, text, ddv.is_valid)
    for pattern in (STREET_LAST, STREET_FIRST, POST):
        yield from _matching(Trace.ADDRESS, pattern, text)
    yield from _names(text)


def _matching(
    trace: Trace,
    pattern: re.Pattern[str],
    text: str,
    holds: Callable[[str], bool] = bool,
) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if holds(match[0]):
            yield Finding(trace, match.start(), match.end())


def _names(text: str) -> Iterator[Finding]:
    """Two words with capitals, the first of them a first name; they may overlap with others."""
    at = 0
    while match := FULL_NAME.search(text, at):
        if match[1].casefold() in FIRST_NAMES:
            yield Finding(Trace.NAME, match.start(), match.end())
        at = match.end(1)
