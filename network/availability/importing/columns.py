"""Which columns a list of groups may have, and what people call them. Pure."""

from enum import StrEnum

from network.availability.importing.words import NEEDS
from network.availability.profile import Need
from network.availability.spelling import plain


class Column(StrEnum):
    """What a column holds."""

    INSTITUTION = "institution"
    GROUP = "group"
    FORM = "form"
    TOWN = "town"
    SEX = "sex"
    AGE_FROM = "age_from"
    AGE_TO = "age_to"
    AGES = "ages"
    SCHOOL = "school"
    CAPACITY = "capacity"
    RESTRICTION = "restriction"
    LEGAL_GROUPS = "legal_groups"
    NEEDS_TAKEN = "needs_taken"
    NEEDS_ASKED = "needs_asked"
    NEEDS_NOT_TAKEN = "needs_not_taken"
    DUTY_PHONE = "duty_phone"
    NOTE = "note"
    CLOSED_PLACES = "closed_places"
    CLOSED_FROM = "closed_from"
    CLOSED_UNTIL = "closed_until"
    CLOSED_REASON = "closed_reason"
    SOURCE = "source"


Heading = Column | Need
"""A column, or one need with "yes", "no" or "by agreement" in its cells."""

# The first name of each is the one we write ourselves.
NAMES: dict[Column, str] = {
    Column.INSTITUTION: "zavod, ustanova, organizacija, izvajalec, dom, institution, organisation",
    Column.GROUP: "skupina, ime skupine, naziv skupine, enota, group, group name, name",
    Column.FORM: "oblika, vrsta, oblika bivanja, vrsta skupine, form, kind, type",
    Column.TOWN: "kraj, mesto (kraj), naselje, lokacija, town, city, place",
    Column.SEX: "spol, sex, gender",
    Column.AGE_FROM: "starost od, od let, najnižja starost, age from, youngest, min age",
    Column.AGE_TO: "starost do, do let, najvišja starost, age to, oldest, max age",
    Column.AGES: "starost, starostni razpon, age, ages, age range",
    Column.SCHOOL: "šola, stopnja šolanja, šole, school, schools, school levels",
    Column.CAPACITY: (
        "mest, število mest, št. mest, mesta, kapaciteta, zmogljivost, capacity, places"
    ),
    Column.RESTRICTION: "stopnja omejevanja, omejevanje, restriction level, restriction",
    Column.LEGAL_GROUPS: "pravne skupine, pravna skupina, pravna podlaga, legal groups",
    Column.NEEDS_TAKEN: "sprejema, potrebe sprejema, sprejemamo, needs taken, takes",
    Column.NEEDS_ASKED: "po dogovoru, potrebe po dogovoru, needs asked about, asks about",
    Column.NEEDS_NOT_TAKEN: (
        "ne sprejema, potrebe ne sprejema, ne sprejemamo, needs not taken, does not take"
    ),
    Column.DUTY_PHONE: (
        "dežurni telefon, telefon, dežurna številka, tel, duty phone, duty telephone, phone"
    ),
    Column.NOTE: "opombe, opomba, pripombe, note, notes, remarks",
    Column.CLOSED_PLACES: "zaprtih mest, zaprta mesta, closed places",
    Column.CLOSED_FROM: "zaprto od, closed from",
    Column.CLOSED_UNTIL: "zaprto do, closed until, closed to",
    Column.CLOSED_REASON: "razlog zaprtja, closure reason, reason",
    Column.SOURCE: "vir, viri, source",
}

# Kept out on purpose: where somebody read the number is not part of a group's profile.
LEFT_OUT = frozenset({Column.SOURCE})

REQUIRED = (Column.GROUP, Column.FORM, Column.TOWN, Column.SEX, Column.CAPACITY)
AGES = (frozenset({Column.AGE_FROM, Column.AGE_TO}), frozenset({Column.AGES}))
"""Either of these says the ages."""

BY_NAME: dict[str, Column] = {
    plain(name): column for column, names in NAMES.items() for name in names.split(", ")
}


def written(heading: Heading) -> str:
    """How we write the heading of a column ourselves."""
    if isinstance(heading, Need):
        return NEEDS.written(heading)
    return NAMES[heading].partition(", ")[0]


def recognised(header: str) -> Heading | None:
    """The column that somebody called so, or None."""
    name = plain(header)
    if name in BY_NAME:
        return BY_NAME[name]
    found = NEEDS.find(header)
    return found[0] if found else None
