"""Who takes part in the programmes of the demo over a year: from when to when, on which seat, and
how it ended. Pure: dice in, lives out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from network.demo.offer import CLOSED, DRAFT, Offer, Seats
from network.programmes.lifecycle import EndReason, EnrolmentMove

M, R = EnrolmentMove, EndReason
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
A_YEAR = 364  # days: whole weeks
USUAL_WEEKS = 16
BETWEEN_ROUNDS = 28  # days
SATURDAY, SUNDAY = 5, 6
QUIET = 5  # days before the present on which nobody comes or goes
FILLED = 0.85  # of the seats of an earlier round
# How it ended, of a hundred, and why.
ENDINGS: dict[EnrolmentMove, tuple[int, tuple[EndReason | None, ...]]] = {
    M.COMPLETE: (64, (None,)),
    M.END_EARLY: (13, (R.SCHOOL_OR_WORK, R.FAMILY_MOVED, R.PLACED, R.OTHER_PROGRAMME, R.HEALTH)),
    M.WITHDRAW: (12, (R.NO_INTEREST, R.PARENTS_DISAGREE, R.TOO_FAR)),
    M.DESELECT: (11, (R.NO_SHOWS, R.AGREEMENT_BROKEN, R.GROUP_DOES_NOT_FIT, R.NEEDS_MORE)),
}
SEASONS = ("zima", "zima", "pomlad", "pomlad", "pomlad", "poletje", "poletje", "poletje")
AUTUMN = "jesen"


@dataclass(frozen=True, slots=True)
class Life:
    """Somebody's time in a cohort, under the house's own reference; without `ends` they take part
    at the present. `ends` is the last day."""

    seat: int
    reference: str
    begins: date
    ends: date | None = None
    how: EnrolmentMove = M.COMPLETE
    reason: EndReason | None = None

    def takes_part(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)


def cohorts_of(offer: Offer, today: date) -> list[Seats]:
    """The cohorts of an offer with those that went before them within a year, the oldest first."""
    begun = [each for each in offer.cohorts if each.weeks is not None]
    if not begun or offer.state is DRAFT:
        return list(offer.cohorts)
    found, first = list(offer.cohorts), begun[0]
    length = A_WEEK.days * (first.weeks or USUAL_WEEKS)
    ends = min(first.begins, 0) - BETWEEN_ROUNDS
    while ends > -A_YEAR:
        begins = ends - length
        day = today + begins * A_DAY
        name = f"{_season(day)} {day.year}"
        if all(each.name != name for each in found):
            found.insert(0, Seats(name, begins, first.weeks, first.seats))
        ends = begins - BETWEEN_ROUNDS
    return found


def _season(day: date) -> str:
    return SEASONS[day.month - 1] if day.month <= len(SEASONS) else AUTUMN


def is_over(plan: Seats) -> bool:
    """Whether a cohort is over at the present."""
    return plan.weeks is not None and plan.begins + A_WEEK.days * plan.weeks <= 0


def lives_of(rng: Random, offer: Offer, plan: Seats, today: date) -> list[Life]:
    """Everybody who takes or took part in a cohort, in the order in which they came; nobody in one
    that is still to begin."""
    if plan.begins > 0 or offer.state is DRAFT:
        return []
    if plan.weeks is None:
        length = int(offer.more.get("weeks", USUAL_WEEKS)) * A_WEEK.days
        found = list(_one_after_the_other(rng, plan, length, today))
    else:
        found = list(_together(rng, offer, plan, today))
    ordered = sorted(found, key=lambda one: (one.begins, one.seat))
    letters = "".join(each for each in offer.name if each.isalpha())[:2].upper()
    return [
        replace(one, reference=f"{letters}-{today.year % 100}{number:02}")
        for number, one in enumerate(ordered, 1)
    ]


def _one_after_the_other(rng: Random, plan: Seats, length: int, today: date) -> Iterator[Life]:
    since = today + max(plan.begins, -A_YEAR) * A_DAY
    for seat in range(1, min(plan.seats, plan.taken + 1) + 1):
        until = today - QUIET * A_DAY
        if seat <= plan.taken:
            begins = until - rng.randint(1, int(length * 0.9)) * A_DAY
            until = _workday(max(begins, since))
            yield Life(seat, "", until)
        while True:
            ends = until - rng.randint(4, 21) * A_DAY
            life = _ended(rng, Life(seat, "", ends), length)
            if life.begins < since:
                break
            yield life
            until = life.begins


def _ended(rng: Random, life: Life, length: int) -> Life:
    """A life that ends on the day on which the given one begins; on another one it began."""
    how, reason = _ending(rng)
    share = rng.uniform(0.8, 1.1) if how is M.COMPLETE else rng.uniform(0.15, 0.6)
    ends = _workday(life.begins)
    begins = _workday(ends - max(5, int(length * share)) * A_DAY)
    return replace(life, begins=begins, ends=ends, how=how, reason=reason)


def _together(rng: Random, offer: Offer, plan: Seats, today: date) -> Iterator[Life]:
    starts = today + plan.begins * A_DAY
    over = is_over(plan) or offer.state is CLOSED
    last = min(starts + (plan.weeks or USUAL_WEEKS) * A_WEEK - A_DAY, today - QUIET * A_DAY)
    people = round(plan.seats * FILLED) if over else plan.taken
    for seat in range(1, people + 1):
        begins = _workday(min(starts + rng.choice((0, 0, 0, 7)) * A_DAY, last - A_DAY))
        if not over:
            yield Life(seat, "", max(begins, starts))
            continue
        yield _left(rng, Life(seat, "", max(begins, starts)), last, *_ending(rng))
    beside = 0 if over or (last - starts).days < USUAL_WEEKS else min(2, plan.seats - people)
    for seat in range(people + 1, people + beside + 1):
        yield _left(rng, Life(seat, "", starts), last, M.END_EARLY, R.HEALTH)


def _left(
    rng: Random, life: Life, last: date, how: EnrolmentMove, reason: EndReason | None
) -> Life:
    days = (last - life.begins).days
    ends = last if how is M.COMPLETE else life.begins + int(days * rng.uniform(0.2, 0.8)) * A_DAY
    return replace(life, ends=max(_workday(ends), life.begins), how=how, reason=reason)


def _ending(rng: Random) -> tuple[EnrolmentMove, EndReason | None]:
    how = rng.choices(list(ENDINGS), [share for share, _ in ENDINGS.values()])[0]
    return how, rng.choice(ENDINGS[how][1])


def _workday(day: date) -> date:
    """The same day, or the Friday before it."""
    return day - max(0, day.weekday() - SATURDAY + 1) * A_DAY
