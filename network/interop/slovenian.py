"""Sentences in Slovenian, whoever prints them: who signs a form here reads that."""

from datetime import date
from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations

LANGUAGE = "sl"
FOLDER = Path(__file__).parent.parent / "translations"


@cache
def _catalogue() -> NullTranslations:
    return Translations.load(FOLDER, [LANGUAGE])


def gettext(sentence: str, **facts: object) -> str:
    """The Slovenian sentence for an English one, its %(gaps)s filled."""
    found = _catalogue().ugettext(sentence)
    return found % facts if facts else found


def day(value: date) -> str:
    """A day as it is written here."""
    return f"{value.day}. {value.month}. {value.year}"
