"""Sentences in a member's language, where no request says whose language that is."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent.parent / "translations"


@dataclass(frozen=True, slots=True)
class Words:
    """A catalogue; English sentences stand for themselves where it has none."""

    language: str

    def gettext(self, sentence: str, **facts: object) -> str:
        found = _catalogue(self.language).ugettext(sentence)
        return found % facts if facts else found

    def ngettext(self, one: str, many: str, num: int, **facts: object) -> str:
        """The same for a count; Slovenian has four forms."""
        return _catalogue(self.language).ungettext(one, many, num) % {"num": num, **facts}


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(FOLDER, [language])
