"""The gazetteer as a list asks it: the same few towns again and again."""

from typing import Any, Protocol

MOST_SUGGESTED = 50  # spellings; comparing one with every town takes some milliseconds


class KnownTown(Protocol):
    """A town of the gazetteer."""

    name: Any


class Gazetteer(Protocol):
    """Where towns are looked up."""

    def find(self, name: str) -> KnownTown | None: ...
    def suggest(self, name: str, limit: int = 3) -> list[str]: ...


class LookUp:
    """Asks for each spelling once, and stops suggesting where nothing in a list is a town."""

    def __init__(self, towns: Gazetteer) -> None:
        self.towns = towns
        self.found: dict[str, str | None] = {}
        self.suggested: dict[str, list[str]] = {}

    def name(self, text: str) -> str | None:
        """What the town is called; None if it is none we know."""
        if text not in self.found:
            town = self.towns.find(text)
            self.found[text] = None if town is None else str(town.name)
        return self.found[text]

    def suggest(self, text: str) -> list[str]:
        """Towns that may be meant."""
        if text not in self.suggested and len(self.suggested) < MOST_SUGGESTED:
            self.suggested[text] = self.towns.suggest(text)
        return self.suggested.get(text, [])
