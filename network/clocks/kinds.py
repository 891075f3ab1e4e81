"""What can be due: how long it may take, in which time, and who hears of it when. Pure.

Statutory clocks run on wall time and never stop for a weekend; working deadlines count working
days. Sources: docs of the domain, section 2.3 (DZ article 167, the rules of the crisis centre,
the cooperation rules of 2009); lengths without a statute are this network's own agreement.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction


class Timing(StrEnum):
    """In which time a clock runs."""

    WALL = "wall"
    WORKING = "working"


class ClockKind(StrEnum):
    REPLY = "reply"
    QUESTION = "question"
    OFFER = "offer"
    VISIT = "visit"
    DECLINE_REVIEW = "decline_review"
    KEEP_ALIVE = "keep_alive"
    FULL_REVIEW = "full_review"
    ASK_AGAIN = "ask_again"
    ARRIVAL = "arrival"
    OVERSTAY = "overstay"
    PLAN = "plan"
    PLAN_REVIEW = "plan_review"
    MEASURE_END = "measure_end"
    COURT_FILE = "court_file"
    COURT_DECIDE = "court_decide"
    ABSENCE = "absence"
    OUTCOME = "outcome"
    BASIS_ENDS = "basis_ends"
    OWN_CONSENT = "own_consent"
    OF_AGE = "of_age"
    EMERGENCY_REVIEW = "emergency_review"
    VOICE = "voice"
    RIGHTS_ANSWER = "rights_answer"
    BREACH = "breach"
    START = "start"
    REVIEW = "review"
    ENROLMENT_END = "enrolment_end"
    NO_SHOW = "no_show"
    AFTERWARDS = "afterwards"
    AFTERCARE_DECIDE = "aftercare_decide"
    AFTERCARE_CONTACT = "aftercare_contact"
    AFTERCARE_HALF_YEAR = "aftercare_half_year"
    AFTERCARE_YEAR = "aftercare_year"
    AFTERCARE_TWO_YEARS = "aftercare_two_years"
    AFTERCARE_END = "aftercare_end"
    AFTERCARE_WISH = "aftercare_wish"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take: `wall` time, or `working` days."""

    wall: timedelta | None = None
    working: Fraction | None = None

    @property
    def timing(self) -> Timing:
        return Timing.WORKING if self.working is not None else Timing.WALL


def hours(count: int) -> Limit:
    return Limit(wall=timedelta(hours=count))


def days(count: int) -> Limit:
    return Limit(wall=timedelta(days=count))


def working_days(count: int) -> Limit:
    return Limit(working=Fraction(count))


# The usual length. What is not here is due at a moment that whoever starts the clock knows.
LIMITS: dict[ClockKind, Limit] = {
    ClockKind.QUESTION: working_days(2),
    ClockKind.DECLINE_REVIEW: hours(24),
    ClockKind.KEEP_ALIVE: days(14),
    ClockKind.FULL_REVIEW: days(91),
    ClockKind.ARRIVAL: days(3),  # non-arrival is told within three days (rules of 2000, analogue)
    ClockKind.PLAN: days(30),  # pattern of ZUOPP-1; to be confirmed by a lawyer
    ClockKind.PLAN_REVIEW: days(180),
    ClockKind.VOICE: working_days(3),  # this network's own agreement
    ClockKind.NO_SHOW: working_days(2),  # likewise
    ClockKind.AFTERCARE_WISH: working_days(2),  # this network's own agreement
    ClockKind.AFTERCARE_DECIDE: days(14),  # this network's own agreement
    ClockKind.COURT_FILE: hours(12),  # DZ article 167
    ClockKind.COURT_DECIDE: hours(24),  # DZ article 167
}

# Kinds that one tenant may set for another: what both sides of an ask or a placement are bound by.
FOR_OTHERS = frozenset(
    {
        ClockKind.REPLY,
        ClockKind.QUESTION,
        ClockKind.OFFER,
        ClockKind.VISIT,
        ClockKind.DECLINE_REVIEW,
        ClockKind.ARRIVAL,
        ClockKind.START,
    }
)


# What the law sets (DZ article 167, GDPR articles 12 and 33) nobody excuses.
STATUTORY = frozenset(
    {
        ClockKind.COURT_FILE,
        ClockKind.COURT_DECIDE,
        ClockKind.RIGHTS_ANSWER,
        ClockKind.BREACH,
    }
)


class Hearer(StrEnum):
    """Whom a step of the ladder tells."""

    DOER = "doer"
    DEPUTY = "deputy"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Step:
    """A moment, measured from the due time, at which somebody hears of a clock that still runs."""

    after: timedelta
    hearer: Hearer


D, P, C = Hearer.DOER, Hearer.DEPUTY, Hearer.COORDINATOR
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

ORDINARY = (Step(timedelta(0), D), Step(DAY, P), Step(2 * DAY, C))
AT_NIGHT = (Step(-HOUR, D), Step(timedelta(0), D), Step(HOUR / 2, P), Step(HOUR, C))
OWN_HOUSE = (Step(-3 * DAY, D), Step(timedelta(0), D), Step(3 * DAY, P))
HOLD = (Step(-2 * HOUR, D), Step(timedelta(0), D))
LATER = (Step(-14 * DAY, D), Step(timedelta(0), D), Step(14 * DAY, P))

LADDERS: dict[ClockKind, tuple[Step, ...]] = {
    ClockKind.OFFER: HOLD,
    ClockKind.DECLINE_REVIEW: (Step(-4 * HOUR, D),),
    ClockKind.KEEP_ALIVE: (Step(-2 * DAY, D), Step(timedelta(0), D), Step(2 * DAY, P)),
    ClockKind.COURT_FILE: AT_NIGHT,
    ClockKind.COURT_DECIDE: AT_NIGHT,
    ClockKind.FULL_REVIEW: OWN_HOUSE,
    ClockKind.PLAN: OWN_HOUSE,
    ClockKind.PLAN_REVIEW: OWN_HOUSE,
    ClockKind.ENROLMENT_END: OWN_HOUSE,
    ClockKind.AFTERCARE_DECIDE: OWN_HOUSE,
    ClockKind.AFTERCARE_CONTACT: (Step(timedelta(0), D), Step(3 * DAY, P)),
    ClockKind.AFTERCARE_HALF_YEAR: LATER,
    ClockKind.AFTERCARE_YEAR: LATER,
    ClockKind.AFTERCARE_TWO_YEARS: LATER,
    ClockKind.AFTERCARE_WISH: (Step(timedelta(0), D), Step(DAY, P)),
    ClockKind.AFTERCARE_END: (Step(-14 * DAY, D), Step(timedelta(0), D), Step(7 * DAY, P)),
    ClockKind.OUTCOME: (Step(timedelta(0), D), Step(7 * DAY, P)),
    ClockKind.AFTERWARDS: (Step(-7 * DAY, D), Step(timedelta(0), D), Step(7 * DAY, P)),
    ClockKind.BASIS_ENDS: (
        Step(-30 * DAY, D),
        Step(-7 * DAY, D),
        Step(timedelta(0), D),
        Step(DAY, P),
    ),
    ClockKind.EMERGENCY_REVIEW: (Step(-DAY, D), Step(timedelta(0), D), Step(DAY, P)),
    ClockKind.VOICE: (Step(-DAY, D), Step(timedelta(0), D), Step(DAY, P)),
    ClockKind.RIGHTS_ANSWER: (
        Step(-7 * DAY, D),
        Step(-DAY, D),
        Step(timedelta(0), D),
        Step(DAY, P),
    ),
    ClockKind.BREACH: (Step(-2 * DAY, D), Step(-DAY, D), Step(timedelta(0), D), Step(HOUR, P)),
    ClockKind.OWN_CONSENT: (Step(timedelta(0), D), Step(30 * DAY, P)),
    ClockKind.OF_AGE: (Step(timedelta(0), D), Step(30 * DAY, P)),
    ClockKind.MEASURE_END: (
        Step(-30 * DAY, D),
        Step(-7 * DAY, D),
        Step(timedelta(0), D),
        Step(DAY, P),
    ),
}


def ladder(kind: ClockKind, urgent: bool) -> tuple[Step, ...]:
    """Who hears of a clock of this kind, and when; `urgent` is a crisis, day and night."""
    return AT_NIGHT if urgent else LADDERS.get(kind, ORDINARY)
