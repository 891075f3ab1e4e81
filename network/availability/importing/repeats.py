"""A group that stands in a list more than once, even if its rows agree. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from network.availability.importing.faults import Fault
from network.availability.spelling import plain
from tenants.errors import N_

AGAIN = N_("This group stands in the file twice: also in line %(line)s. Keep one.")
AGAIN_OTHERWISE = N_(
    "This group stands in the file twice: in line %(line)s with %(there)s places, here with"
    " %(here)s. Keep one."
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A row that is about a group, whatever else is wrong with it."""

    line: int
    institution: str
    name: str
    places: int | None


def repeated(mentions: Iterable[Mention], column: str) -> Iterator[Fault]:
    """A fault for every later mention of a group, in the column of the groups' names."""
    first: dict[tuple[str, str], Mention] = {}
    for mention in mentions:
        if not mention.name:
            continue
        before = first.setdefault((plain(mention.institution), plain(mention.name)), mention)
        if before is not mention:
            differ = None not in (before.places, mention.places) and before.places != mention.places
            facts = {"line": before.line, "there": before.places, "here": mention.places}
            yield Fault(mention.line, column, AGAIN_OTHERWISE if differ else AGAIN, facts)
