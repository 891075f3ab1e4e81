"""How somebody sees the product: with JavaScript or without, in which language, light or dark,
at a desk or on a phone."""

from dataclasses import dataclass
from itertools import product
from zlib import crc32

from tests.effort import asked_for_all

PHONE, SMALL_PHONE, DESK = 390, 320, 1440
HEIGHTS = {PHONE: 844, DESK: 900}


@dataclass(frozen=True, slots=True)
class View:
    """One way to see every page."""

    javascript: bool = True
    language: str = "sl"
    theme: str = "light"
    width: int = DESK

    def __str__(self) -> str:
        scripts = "scripts" if self.javascript else "plain"
        return f"{scripts}-{self.language}-{self.theme}-{self.width}"

    @property
    def on_a_phone(self) -> bool:
        return self.width < DESK


EVERY = tuple(
    View(*each) for each in product((True, False), ("sl", "en"), ("light", "dark"), (DESK, PHONE))
)
# Five ways in which every two choices of different kinds meet; four cannot do it.
PAIRWISE = (
    View(True, "sl", "light", DESK),
    View(True, "en", "dark", PHONE),
    View(False, "sl", "dark", PHONE),
    View(False, "en", "light", PHONE),
    View(False, "en", "dark", DESK),
)


def told_in() -> tuple[View, ...]:
    """In which views a proof tells its stories."""
    return EVERY if asked_for_all() else PAIRWISE


def one_for(story: str) -> tuple[View]:
    """One of the short list for a long story, always the same."""
    return (PAIRWISE[crc32(story.encode()) % len(PAIRWISE)],)


def two_for(story: str) -> tuple[View, View]:
    """Two of the short list for a story, always the same: one with scripts and one without."""
    scripts, plain = ([view for view in PAIRWISE if view.javascript is on] for on in (True, False))
    lot = crc32(story.encode())
    return scripts[lot % len(scripts)], plain[lot % len(plain)]
