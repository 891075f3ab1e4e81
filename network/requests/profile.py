"""What a request says of a young person without saying who it is. Pure.

Disclosure level 0 is age band, sex, region, needs, legal group and urgency; level 1 adds the
school level, the risks and the young person's own words (capabilities: disclosure ladder).
"""

from enum import IntEnum, StrEnum


class Urgency(StrEnum):
    CRISIS = "crisis"
    URGENT = "urgent"
    PLANNED = "planned"


class RequestKind(StrEnum):
    """What is sought: a place to live, or a programme without one."""

    PLACE = "place"
    PROGRAMME = "programme"


class Level(IntEnum):
    """How much of a request, and from the second on of the file, one home may see."""

    ANONYMOUS = 0
    NEED_PROFILE = 1
    IDENTITY = 2
    DOCUMENTS = 3


class AgeBand(StrEnum):
    """Wide enough that an age does not point at a child."""

    UP_TO_5 = "0-5"
    FROM_6_TO_9 = "6-9"
    FROM_10_TO_12 = "10-12"
    FROM_13_TO_15 = "13-15"
    FROM_16_TO_18 = "16-18"
    FROM_19_TO_21 = "19-21"
    OVER_21 = "22+"


def age_band(age: int) -> AgeBand:
    """The band of an age in whole years."""
    for oldest, band in zip((5, 9, 12, 15, 18, 21), AgeBand, strict=False):
        if age <= oldest:
            return band
    return AgeBand.OVER_21
