"""How long records of each class are kept, and on what that rests. Pure.

Sources: domain.md sections 1.5, 2.3, 5.1 and 5.3. For files no statute was found that sets a period
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
    WORDS = "words"
    DRAFTS = "drafts"
    PLACEMENTS = "placements"
    NOTES = "notes"
    PROGRAMMES = "programmes"
    SESSIONS = "sessions"
    ELSEWHERE = "elsewhere"
    RIGHTS = "rights"
    BREACHES = "breaches"
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


RULES: dict[RecordClass, Rule] = {
    RecordClass.FILE: Rule(
        N_(
            "No statute known to us sets a period (ZOOMTVI, ZSV): kept until the house decides,"
            " with its data-protection officer."
        ),
        bounds=(1, 50),
    ),
    RecordClass.DOCUMENTS: Rule(
        N_("Kept as long as the file they belong to; one that is removed goes at once."),
        with_file=True,
    ),
    RecordClass.REQUESTS: Rule(
        N_("Where a request belongs to a file: kept as long as the file."), with_file=True
    ),
    RecordClass.WORDS: Rule(
        N_(
            "Of requests, asks, stays, enrolments, advisers' work and sessions of groups that"
            " belong to no file, when they are over: kept until the house decides, then proposed"
            " for erasure. Numbers, dates and codes stay."
        ),
        bounds=(1, 50),
    ),
    RecordClass.DRAFTS: Rule(
        N_("Deleted thirty days after somebody last saved them; whoever wrote them is told before.")
    ),
    RecordClass.PLACEMENTS: Rule(
        N_("Without any name; kept for the figures of the network and for inspections.")
    ),
    RecordClass.NOTES: Rule(
        N_("Kept as long as the file or the words of the thing they were written on."),
        with_file=True,
    ),
    RecordClass.PROGRAMMES: Rule(
        N_(
            "Plans, notes on sessions with one, what advisers and mobile teams wrote, aftercare:"
            " kept as long as the file, or as words without one."
        ),
        with_file=True,
    ),
    RecordClass.SESSIONS: Rule(
        N_(
            "No statute known to us asks for them. Topics and places of sessions, and what rooms"
            " were booked for, are emptied every night when they are older; days, marks and totals"
            " stay."
        ),
        years=3,
        bounds=(1, 10),
    ),
    RecordClass.ELSEWHERE: Rule(
        N_(
            "Of a file: kept as long as the file. Names that were typed and what was written in an"
            " emergency show why somebody looked: kept as long as the log of processing may be at"
            " most (ZVOP-2 article 22), then emptied by night; what nobody has judged yet stays."
        ),
        years=5,
        bounds=(2, 10),
    ),
    RecordClass.RIGHTS: Rule(
        N_(
            "What was said goes with the file; that it was asked and answered stays, as proof"
            " (GDPR article 5(2))."
        )
    ),
    RecordClass.BREACHES: Rule(N_("Kept for the supervisory authority (GDPR article 33(5)).")),
    RecordClass.TRAIL: Rule(
        N_(
            "ZVOP-2 article 22: at least two years after the end of the year;"
            " the desk of data protection sets how many."
        ),
        years=2,
    ),
    RecordClass.NOTICES: Rule(
        N_("Deleted every night when they are older; they name a number and a way there."),
        years=1,
        bounds=(1, 5),
    ),
}
