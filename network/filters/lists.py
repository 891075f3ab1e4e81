"""Which lists keep filters, and what each is filtered by. Pure.

An address of ours is rebuilt from what is kept, so nothing else is kept than what a list knows.
"""

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

LONGEST_VALUE, LONGEST = 60, 1000


class FilteredList(StrEnum):
    """A list whose filter can be kept."""

    BOARD = "board"
    REQUESTS = "requests"
    ASKS = "asks"
    PLACEMENTS = "placements"
    COORDINATION = "coordination"
    PROGRAMMES = "programmes"


PLACE = ("age", "sex", "town", "forms", "school_level", "legal_group", "needs", "on")
KNOWN: Mapping[FilteredList, tuple[str, ...]] = {
    FilteredList.BOARD: (*PLACE, "only_free", "takes_now", "map"),
    FilteredList.REQUESTS: ("state", "mine"),
    FilteredList.ASKS: ("ended",),
    FilteredList.PLACEMENTS: ("ended", "placed"),
    FilteredList.PROGRAMMES: (
        "stage",
        "text",
        "age",
        "ages",
        "audience",
        "region",
        "kind",
        "free",
        "when",
        "language",
        "venue",
        "house",
        "referrer",
    ),
    FilteredList.COORDINATION: ("state", "stage", "urgency", "region", "order"),
}


def kept_of(which: FilteredList, query: str) -> str:
    """What of an address's query filters that list, in one spelling; the rest falls away."""
    said = parse_qsl(query[: 4 * LONGEST], keep_blank_values=which is FilteredList.COORDINATION)
    known = [(name, value[:LONGEST_VALUE]) for name, value in said if name in KNOWN[which]]
    return urlencode(known)[:LONGEST]
