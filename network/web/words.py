"""gettext with types, and quick: a page says a hundred sentences.

Flask-Babel finds out the reader's language (see `language`); the sentences are looked up here in
a catalogue that is loaded once a process, instead of asking for the language at each of them.
"""

from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations
from flask import g, has_request_context
from flask_babel import get_locale

FOLDER = Path(__file__).parent.parent / "translations"
DEFAULT = "sl"


def language() -> str:
    """The two letters of the reader's language."""
    if not has_request_context():
        return str(get_locale() or DEFAULT)
    if "language" not in g:
        g.language = str(get_locale() or DEFAULT)
    found: str = g.language
    return found


@cache
def catalogue(of: str) -> NullTranslations:
    """The sentences of a language; English ones stand for themselves."""
    return Translations.load(FOLDER, [of])


def gettext(sentence: str, **facts: object) -> str:
    """The reader's sentence for an English one, its %(gaps)s filled."""
    found = catalogue(language()).ugettext(sentence)
    return found % facts if facts else found


def ngettext(one: str, many: str, num: int, **facts: object) -> str:
    """The same for a count; Slovenian has four forms."""
    return counted(one, many, num) % {"num": num, **facts}


def counted(one: str, many: str, num: int) -> str:
    """The reader's sentence for a count, its gaps still open: templates fill them themselves."""
    return catalogue(language()).ungettext(one, many, num)
