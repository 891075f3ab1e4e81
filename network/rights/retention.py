"""How long records of each class are kept, and on what that rests. Pure.

Sources: domain.md sections 1.5, 2.3 and 5.3. For files no statute was found that sets a period
(ZOOMTVI, ZSV, DZ were not read article by article), so nothing goes by itself until the house says
how long it keeps them.
"""

from dataclasses import dataclass
from enum import StrEnum

from tenants.errors import N_


class RecordClass(StrEnum):
    FILE = "file"
    DOCUMENTS = "documents"
    REQUESTS = "requests"
    PLACEMENTS = "placements"
    NOTES = "notes"
    TRAIL = "trail"
    NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class Rule:
    """`years` after nothing was written any more, None for ever. A house may set it within
    `bounds`, where there are any; `with_file` goes when the file goes."""

    source: str
    years: int | None = None
    bounds: tuple[int, int] | None = None
    with_file: bool = False


WITH_FILE = Rule(N_("Kept as long as the file they belong to."), with_file=True)
RULES: dict[RecordClass, Rule] = {
    RecordClass.FILE: Rule(
        N_(
            "No statute known to us sets a period (ZOOMTVI, ZSV): kept until the house decides,"
            " with its data-protection officer."
        ),
        bounds=(1, 50),
    ),
    RecordClass.DOCUMENTS: WITH_FILE,
    RecordClass.REQUESTS: WITH_FILE,
    RecordClass.PLACEMENTS: Rule(
        N_("Without any name; kept for the figures of the network and for inspections.")
    ),
    RecordClass.NOTES: WITH_FILE,
    RecordClass.TRAIL: Rule(
        N_(
            "ZVOP-2 article 22: at least two years after the end of the year;"
            " the desk of data protection sets how many."
        ),
        years=2,
    ),
    RecordClass.NOTICES: Rule(N_("Deleted after a year, every night."), years=1),
}
