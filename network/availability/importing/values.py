"""What one cell says, in the types of a group's profile. Each reader raises Wrong."""

import re
from datetime import date

from network.availability.importing.faults import Wrong
from network.availability.importing.words import SCHOOLS
from network.availability.places import MOST_PLACES
from network.availability.profile import OLDEST, YOUNGEST, SchoolLevel
from tenants.errors import N_

LONGEST_NAME = 120
LONGEST_NOTE = 1000
CLASSES = re.compile(r"\b\d+\.?(?:\s*[-–—]\s*\d+\.?)?\s*(?:razred\w*|letnik\w*)?")
DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
RANGE = re.compile(r"(\d{1,2})\s*(?:-|–|—|do|to)\s*(\d{1,2})(?:\s*let)?")
PHONE = re.compile(r"[+(]?\d[\d\s()/.-]{5,}\d")
FORMULA = ("=", "@")

NO_NUMBER = N_("“%(value)s” is not a number of places. Write it in digits, such as 8.")
NO_AGE = N_("“%(value)s” is not an age. Write whole years from %(youngest)s to %(oldest)s.")


def name(text: str) -> str:
    """The name of a group or an institution."""
    text = " ".join(plain_text(text).split())
    if len(text) > LONGEST_NAME:
        raise Wrong(N_("This name is longer than %(most)s characters."), most=LONGEST_NAME)
    return text


def note(text: str) -> str:
    """Free words."""
    text = plain_text(text)
    if len(text) > LONGEST_NOTE:
        raise Wrong(N_("This note is longer than %(most)s characters."), most=LONGEST_NOTE)
    return text


def plain_text(text: str) -> str:
    """Anything but a formula: it would run in the spreadsheet of whoever exports our list."""
    if text.startswith(FORMULA):
        raise Wrong(N_("This is a formula. Put its value here instead."))
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
    if not PHONE.fullmatch(plain_text(text)):
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
        return date(*map(int, parts))
    except ValueError:
        raise Wrong(N_("There is no such day as %(value)s."), value=text) from None


def _within(text: str, least: int, most: int, sentence: str) -> int:
    short = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if short and least <= int(text) <= most:
        return int(text)
    raise Wrong(sentence, least=least, most=most)
