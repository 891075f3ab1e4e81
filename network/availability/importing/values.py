"""What one cell says, in the types of a group's profile. Each reader raises Wrong."""

import re
import unicodedata
from datetime import date

from network.availability.importing.faults import Wrong
from network.availability.importing.words import SCHOOLS
from network.availability.places import MOST_PLACES
from network.availability.profile import OLDEST, YOUNGEST, SchoolLevel
from tenants.errors import N_

# What the form of a group accepts too, so that whatever is imported can be edited there.
LONGEST_NAME = 80
LONGEST_INSTITUTION = 120
LONGEST_NOTE = 4000
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
CLASSES = re.compile(r"\b\d+\.?(?:\s*[-–—]\s*\d+\.?)?\s*(?:razred\w*|letnik\w*)?")
DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|—|do|to)\s*(\d{1,2})(?:\s*let)?")
PHONE = re.compile(r"[\d +()/-]*", re.ASCII)
FEWEST_DIGITS, MOST_DIGITS = 6, 20
# Bidirectional overrides can make a text read differently from what it says (Unicode TR 36).
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FORMULA = ("=", "@")

NO_NUMBER = N_("“%(value)s” is not a number of places. Write it in digits, such as 8.")
NO_AGE = N_("“%(value)s” is not an age. Write whole years from %(youngest)s to %(oldest)s.")


def name(text: str) -> str:
    """The name of a group."""
    return _within_length(" ".join(plain_text(text).split()), LONGEST_NAME)


def institution(text: str) -> str:
    """The name of an organisation."""
    return _within_length(" ".join(plain_text(text).split()), LONGEST_INSTITUTION)


def note(text: str) -> str:
    """Free words."""
    return _within_length(plain_text(text), LONGEST_NOTE)


def plain_text(text: str) -> str:
    """Anything but a formula: it would run in the spreadsheet of whoever exports our list."""
    if text.startswith(FORMULA):
        raise Wrong(N_("This is a formula. Put its value here instead."))
    if any(_hidden(letter) for letter in text):
        raise Wrong(N_("Some characters cannot be shown. Type the text again."))
    return text


def _hidden(letter: str) -> bool:
    invisible = unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t"
    return invisible or letter in TURNING


def _within_length(text: str, most: int) -> str:
    if len(text) > most:
        raise Wrong(N_("This is longer than %(most)s characters."), most=most)
    return text


def capacity(text: str) -> int:
    """How many places a group has."""
    if not (plain_text(text).isascii() and text.isdigit()):
        raise Wrong(NO_NUMBER, value=text)
    return _within(text, 1, MOST_PLACES, N_("A group has from %(least)s to %(most)s places."))


def restriction_level(text: str) -> int:
    """How much a group restricts, 1 to 4."""
    sentence = N_("The degree of restriction is a number from %(least)s to %(most)s.")
    return _within(text, 1, 4, sentence)


def age(text: str) -> int:
    """Whole years, with or without "let" behind them."""
    years = plain_text(text).removesuffix("let").strip()
    if not (years.isascii() and years.isdigit() and len(years) <= len(str(OLDEST))):
        raise Wrong(NO_AGE, value=text, youngest=YOUNGEST, oldest=OLDEST)
    if not YOUNGEST <= int(years) <= OLDEST:
        raise Wrong(NO_AGE, value=text, youngest=YOUNGEST, oldest=OLDEST)
    return int(years)


def ages(text: str) -> tuple[int, int]:
    """Both ages in one cell: `14-18`, `14 do 18 let`."""
    if not (match := RANGE.fullmatch(plain_text(text))):
        raise Wrong(N_("“%(value)s” is not an age range. Write it as 14-18."), value=text)
    return age(match[1]), age(match[2])


def schools(text: str) -> list[SchoolLevel]:
    """School levels; the classes some add (`osnovna 3-9`) are no part of the profile."""
    return SCHOOLS.several(CLASSES.sub("", plain_text(text)))


def classes(text: str) -> str:
    """The cell itself if it names classes, so that they can be kept in the note; else empty."""
    return text if CLASSES.search(text) else ""


def phone(text: str) -> str:
    """A telephone number somebody can call; how it is spaced is left to its owner."""
    digits = sum(letter.isdigit() for letter in plain_text(text))
    if not (PHONE.fullmatch(text) and FEWEST_DIGITS <= digits <= MOST_DIGITS):
        raise Wrong(N_("“%(value)s” is not a telephone number."), value=text)
    return text


def day(text: str) -> date:
    """A date as people write it here, `24. 11. 2026`, or ISO 8601."""
    if match := DAY.fullmatch(plain_text(text)):
        parts = match[3], match[2], match[1]
    elif match := ISO_DAY.fullmatch(text):
        parts = match[1], match[2], match[3]
    else:
        raise Wrong(N_("“%(value)s” is not a date. Write it as 24. 11. 2026."), value=text)
    try:
        found = date(*map(int, parts))
    except ValueError:
        raise Wrong(N_("There is no such day as %(value)s."), value=text) from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise Wrong(N_("Check the year of this date."))
    return found


def _within(text: str, least: int, most: int, sentence: str) -> int:
    short = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if short and least <= int(text) <= most:
        return int(text)
    raise Wrong(sentence, least=least, most=most)
