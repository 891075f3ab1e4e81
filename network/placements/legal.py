"""How long what a stay rests on may last, and what follows from it. Pure.

Sources: Family Code (DZ) articles 159 to 167 and domain 1.5: a lasting measure with placement
holds three years at most, a criminal measure from six months to three years; after 18 the young
adult's own agreement is needed.
"""

from calendar import monthrange
from datetime import date

from network.placements.reasons import LegalKind
from tenants.errors import N_, Invalid

MONTHS_A_YEAR = 12
MOST_MONTHS = 3 * MONTHS_A_YEAR
LEAST_MONTHS = 6
OF_AGE = 18
MUST_END = frozenset({LegalKind.LASTING_MEASURE, LegalKind.EXTENDED, LegalKind.CRIMINAL_MEASURE})


def check(kind: LegalKind, starts: date, ends: date | None, majority_on: date | None) -> None:
    """Raises Invalid for days that this kind cannot have."""
    if ends is not None and ends <= starts:
        raise Invalid(N_("The last day must be after the first."), "ends")
    if kind is LegalKind.ENDED and ends is not None:
        raise Invalid(N_("What has ended has no further end."), "ends")
    if kind in MUST_END:
        _check_length(kind, starts, ends)
    if kind is LegalKind.YOUNG_ADULT_AGREEMENT and majority_on and starts < majority_on:
        raise Invalid(N_("An agreement of one's own begins with the 18th birthday."), "starts")


def _check_length(kind: LegalKind, starts: date, ends: date | None) -> None:
    if ends is None:
        raise Invalid(N_("The court sets an end: enter it."), "ends")
    if ends > months_after(starts, MOST_MONTHS):
        raise Invalid(N_("This may last three years at most."), "ends")
    if kind is LegalKind.CRIMINAL_MEASURE and ends < months_after(starts, LEAST_MONTHS):
        raise Invalid(N_("A criminal measure lasts six months at least."), "ends")


def months_after(day: date, months: int) -> date:
    """The same day so many months later; where that month is too short, its last day."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unexecuted_days(final_on: date | None, arrived_on: date | None, today: date) -> int | None:
    """For how many days an order that has become final has not been carried out: up to the
    arrival, else until today. None where there is no such order, or not yet."""
    if final_on is None or final_on > today:
        return None
    return max(0, ((arrived_on or today) - final_on).days)
