"""gettext with types, and quick: a page says a hundred sentences.

Flask-Babel finds out the reader's language (see `language`); the sentences are looked up here in
a catalogue that is loaded once a process, instead of asking for the language at each of them.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from babel.support import NullTranslations, Translations
from flask import g, has_app_context, has_request_context
from flask_babel import get_locale
from markupsafe import Markup

FOLDER = Path(__file__).parent.parent / "translations"
DEFAULT = "sl"
MOST_REMEMBERED = 8192  # sentences, of both languages


def language() -> str:
    """The two letters of the reader's language."""
    try:
        found: str = g.language
    except (AttributeError, RuntimeError):  # not known yet, or in no context to keep it in
        found = str(get_locale() or DEFAULT)
        if has_request_context():
            g.language = found
    return found


@cache
def catalogue(of: str) -> NullTranslations:
    """The sentences of a language; English ones stand for themselves."""
    return Translations.load(FOLDER, [of])


def otherwise() -> Mapping[str, str]:
    """The sentences that this page says otherwise; see `retelling`."""
    if not has_app_context():
        return {}
    found: Mapping[str, str] = g.get("otherwise") or {}
    return found


def tell_otherwise(table: Mapping[str, str]) -> None:
    """From here on this page says these sentences (English ones) otherwise."""
    g.otherwise = table


def gettext(sentence: str, **facts: object) -> str:
    """The reader's sentence for an English one, its %(gaps)s filled."""
    found = catalogue(language()).ugettext(_meant(sentence))
    return found % facts if facts else found


def ngettext(one: str, many: str, num: int, **facts: object) -> str:
    """The same for a count; Slovenian has four forms."""
    return counted(one, many, num) % {"num": num, **facts}


@lru_cache(MOST_REMEMBERED)
def _as_it_is(of: str, sentence: str) -> Markup:
    return _with_gaps(of, sentence) % {}


@lru_cache(MOST_REMEMBERED)
def _with_gaps(of: str, sentence: str) -> Markup:
    return Markup(catalogue(of).ugettext(sentence))  # noqa: S704 - our own translators' words


def in_template(sentence: str, /, **facts: object) -> Markup:
    """`_("A sentence")` of a template: what is put into its %(gaps)s is escaped. The same as
    Jinja's own, which asks its context twice about each of the hundred sentences of a page."""
    meant = _meant(sentence)
    if not facts:
        return _as_it_is(language(), meant)
    return _with_gaps(language(), meant) % facts


def _meant(sentence: str) -> str:
    return otherwise().get(sentence, sentence)


def counted_in_template(one: str, many: str, num: int, /, **facts: object) -> Markup:
    """`ngettext("%(num)s group", "%(num)s groups", number)` of a template."""
    return Markup(counted(one, many, num)) % {"num": num, **facts}  # noqa: S704 - as above


def counted(one: str, many: str, num: int) -> str:
    """The reader's sentence for a count, its gaps still open: templates fill them themselves."""
    return catalogue(language()).ungettext(one, many, num)
