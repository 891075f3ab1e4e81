"""Where places are: the gazetteer of Slovenia, searched the way people type names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import select

from network.availability.models import Town
from network.availability.spelling import plain
from tenants.database import db

LARGE = 10_000  # inhabitants from which "Kranj Zlato polje" is taken for a part of Kranj
ALIKE = 0.75  # how much of a misspelt name must agree (difflib's ratio) to be suggested
SEPARATORS = (",", " - ", " – ", "/", "(")
JOINING = frozenset({"na", "nad", "ob", "pod", "pri", "v", "za", "med", "in", "s", "z"})


def find(name: str) -> Town | None:
    """The town of this name, typed with or without capitals and carons, or under another name.

    What is no town may be a part of one: `Kranj - Zlato polje` is found as Kranj.
    """
    keys = dict.fromkeys(key for key, _ in candidates(name))
    known = {town.key: town for town in db.session.scalars(select(Town).where(Town.key.in_(keys)))}
    return choose(name, known)


def suggest(name: str, limit: int = 3) -> list[str]:
    """Towns whose names look like `name`, the most alike first: `Ljubljanna` may be Ljubljana."""
    return everything().suggest(name, limit)


def all_names() -> Sequence[str]:
    """The name of every town once, in alphabetical order, for a list to choose from."""
    return sorted(everything().names, key=plain)


def starting_with(beginning: str, limit: int = 10) -> Sequence[Town]:
    """Towns whose name, or another name of theirs, begins like this; the largest first."""
    found = db.session.scalars(
        select(Town)
        .where(Town.key.op("^@")(plain(beginning)))
        .order_by(Town.population.desc(), Town.key)
    )
    return list({town.name: town for town in reversed(found.all())}.values())[::-1][:limit]


@dataclass(frozen=True, slots=True)
class Towns:
    """All towns at once, for whoever looks up many."""

    by_key: Mapping[str, Town]

    @property
    def names(self) -> set[str]:
        """Every town by its own name only."""
        return {town.name for town in self.by_key.values()}

    def find(self, name: str) -> Town | None:
        """As `find` of this module."""
        return choose(name, self.by_key)

    def suggest(self, name: str, limit: int = 3) -> list[str]:
        """As `suggest` of this module."""
        keys = get_close_matches(plain(name), self.by_key, n=limit * 2, cutoff=ALIKE)
        return list(dict.fromkeys(self.by_key[key].name for key in keys))[:limit]


def everything() -> Towns:
    """The whole gazetteer, in one query."""
    return Towns({town.key: town for town in db.session.scalars(select(Town))})


def choose(name: str, known: Mapping[str, Town]) -> Town | None:
    """The first candidate that is a town, and large enough where only its first words agree."""
    for key, smallest in candidates(name):
        town = known.get(key)
        if town is not None and town.population >= smallest:
            return town
    return None


def candidates(name: str) -> Iterator[tuple[str, int]]:
    """What the name may stand for, the likeliest first: its key, and the least inhabitants."""
    yield plain(name), 0
    for separator in SEPARATORS:
        first, found, _ = name.partition(separator)
        if found:
            yield plain(first), 0
    words = plain(name).split()
    for count in range(len(words) - 1, 0, -1):
        if words[count] not in JOINING:
            yield " ".join(words[:count]), LARGE
