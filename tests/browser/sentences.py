"""What a page says in a language, from the catalogue that the product itself uses."""

from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations, translation

from network.web.words import FOLDER


@dataclass(frozen=True, slots=True)
class Sentences:
    """The product's words in one language; msgids are English."""

    language: str

    def say(self, sentence: str, **facts: object) -> str:
        said = catalogue(self.language).gettext(sentence)
        return said % facts if facts else said

    def count(self, one: str, many: str, number: int) -> str:
        return catalogue(self.language).ngettext(one, many, number) % {"num": number}

    def strip(self, free: int = 0, held: int = 0, taken: int = 0) -> str:
        """How a strip of places is read aloud."""
        parts = [self.count("%(num)s free", "%(num)s free", free)]
        if held:
            parts.append(self.count("%(num)s held", "%(num)s held", held))
        if taken:
            parts.append(self.count("%(num)s taken", "%(num)s taken", taken))
        total = self.count("%(num)s place", "%(num)s places", free + held + taken)
        return f"{total}: {', '.join(parts)}"


@cache
def catalogue(language: str) -> NullTranslations:
    return translation("messages", FOLDER, [language], fallback=language == "en")
