"""Who has to agree, by age and parental responsibility. Pure.

Fifteen is the age of one's own consent (ZVOP-2 article 8); at eighteen nobody else decides. Below
fifteen one parent speaks for both, as long as they are not known to disagree (DZ article 151; the
Information Commissioner advises to ask both whenever that is known).
"""

from datetime import date
from enum import StrEnum

OWN_CONSENT, OF_AGE = 15, 18  # years


class Giver(StrEnum):
    """By whom a consent is given."""

    YOUNG_PERSON = "young_person"
    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"
    CENTRE = "centre"


class Care(StrEnum):
    """Who has parental responsibility."""

    BOTH = "both"
    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"
    CENTRE = "centre"


def age_on(born: date, on: date) -> int:
    """Whole years. Who was born on 29 February is a year older on 1 March of a common year."""
    before_birthday = (on.month, on.day) < (born.month, born.day)
    return on.year - born.year - before_birthday


def birthday(born: date, years: int) -> date:
    """The day on which somebody becomes so many years old."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def needed(born: date, on: date, care: Care, parents_disagree: bool) -> list[frozenset[Giver]]:
    """Of each of these sets at least one has to agree, on that day."""
    if age_on(born, on) >= OWN_CONSENT:
        return [frozenset({Giver.YOUNG_PERSON})]
    if care is not Care.BOTH:
        return [frozenset({Giver(care.value)})]
    parents = (Giver.MOTHER, Giver.FATHER)
    if parents_disagree:
        return [frozenset({each}) for each in parents]
    return [frozenset(parents)]


def suffices(given: frozenset[Giver], wanted: list[frozenset[Giver]]) -> bool:
    """Whether everybody has agreed whose word is needed."""
    return all(not each.isdisjoint(given) for each in wanted)
