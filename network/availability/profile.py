"""Whom a group is for: the words a profile and a request share. Pure.

Sources: forms and school levels from the published programmes of the institutions; legal groups
from ZOOMTVI (Uradni list RS 200/20), whose four target groups are joined here by the young
adults who stay by their own agreement; regions are the twelve statistical regions of Slovenia.
"""

from enum import StrEnum


class Form(StrEnum):
    """The form of living together, in the order from least to most restrictive."""

    DAY_GROUP = "day_group"
    YOUTH_FLAT = "youth_flat"
    HOUSING_GROUP = "housing_group"
    CRISIS_WARD = "crisis_ward"
    RESIDENTIAL_GROUP = "residential_group"
    INTENSIVE_GROUP = "intensive_group"


# What a form means for a young person's freedom, 1 (least) to 4 (most restrictive). A group may
# differ from its form; this is where it starts.
RESTRICTION: dict[Form, int] = {
    Form.DAY_GROUP: 1,
    Form.YOUTH_FLAT: 1,
    Form.HOUSING_GROUP: 2,
    Form.CRISIS_WARD: 2,
    Form.RESIDENTIAL_GROUP: 3,
    Form.INTENSIVE_GROUP: 4,
}


class GroupSex(StrEnum):
    """Whom a group takes."""

    MIXED = "mixed"
    GIRLS = "girls"
    BOYS = "boys"


class Sex(StrEnum):
    """Of a young person, as the groups are divided."""

    FEMALE = "female"
    MALE = "male"


TAKES: dict[GroupSex, frozenset[Sex]] = {
    GroupSex.MIXED: frozenset(Sex),
    GroupSex.GIRLS: frozenset({Sex.FEMALE}),
    GroupSex.BOYS: frozenset({Sex.MALE}),
}


class SchoolLevel(StrEnum):
    PRIMARY = "primary"
    VOCATIONAL = "vocational"
    SECONDARY = "secondary"
    NOT_IN_SCHOOL = "not_in_school"


class LegalGroup(StrEnum):
    """On what the stay rests."""

    NOT_GUIDED = "not_guided"
    GUIDANCE_DECISION = "guidance_decision"
    FAMILY_LAW = "family_law"
    CRIMINAL_MEASURE = "criminal_measure"
    YOUNG_ADULT = "young_adult"


class Need(StrEnum):
    """What a home must be able to meet; a tag, never a diagnosis."""

    VIOLENT_BEHAVIOUR = "violent_behaviour"
    SELF_HARM = "self_harm"
    SUICIDE_RISK = "suicide_risk"
    RUNAWAY = "runaway"
    SUBSTANCE_USE = "substance_use"
    SEXUAL_ABUSE = "sexual_abuse"
    DOMESTIC_VIOLENCE = "domestic_violence"
    SCHOOL_PROBLEMS = "school_problems"
    LEARNING_DIFFICULTIES = "learning_difficulties"
    PSYCHIATRIC_TREATMENT = "psychiatric_treatment"
    HEALTH_CARE = "health_care"
    PHYSICAL_DISABILITY = "physical_disability"
    NIGHT_SUPERVISION = "night_supervision"
    OFFENDING = "offending"


class Region(StrEnum):
    """The statistical regions of Slovenia (NUTS 3)."""

    POMURSKA = "pomurska"
    PODRAVSKA = "podravska"
    KOROSKA = "koroska"
    SAVINJSKA = "savinjska"
    ZASAVSKA = "zasavska"
    POSAVSKA = "posavska"
    JUGOVZHODNA = "jugovzhodna"
    OSREDNJESLOVENSKA = "osrednjeslovenska"
    GORENJSKA = "gorenjska"
    PRIMORSKO_NOTRANJSKA = "primorsko_notranjska"
    GORISKA = "goriska"
    OBALNO_KRASKA = "obalno_kraska"


class OccupancyKind(StrEnum):
    """What fills a place over a range of days."""

    STAY = "stay"
    HOLD = "hold"
    RESERVATION = "reservation"
    CLOSURE = "closure"


class ClosureReason(StrEnum):
    """Why a place cannot be given although nobody is on it: lost place-days."""

    STAFF_SHORTAGE = "staff_shortage"
    INCIDENT = "incident"
    SINGLE_OCCUPANCY = "single_occupancy"
    ILLNESS = "illness"
    WORKS = "works"
    PREPARATION = "preparation"
    OTHER = "other"


class ExtraReason(StrEnum):
    """Why a head puts up a place more than the group is for."""

    COURT_ORDER = "court_order"
    CRISIS = "crisis"
    SIBLING = "sibling"
    RETURN = "return"
    OVERLAP = "overlap"
    OTHER = "other"


YOUNGEST, OLDEST = 3, 26  # ages in whole years that any group of the networks may take
