"""What a file holds: fields in categories, each with who may ever see it. Pure.

Names are codes, never reused. What a field is worth is written where a form or a program sends it.
"""

from dataclasses import dataclass
from enum import StrEnum

from network.consent.kinds import Category


class Sensitivity(StrEnum):
    """Who opens a file beside its team: the head, the head with an entry in the trail, nobody."""

    STANDARD = "standard"
    PROTECTED = "protected"
    SEALED = "sealed"


class Exclusion(StrEnum):
    """Why a member of the house never opens a file."""

    RELATIVE = "relative"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    OWN_WISH = "own_wish"
    OTHER = "other"


class Visibility(StrEnum):
    """The most that a field may ever be shown to; a basis is needed beside it."""

    INTERNAL = "internal"
    SHAREABLE = "shareable"
    PARENT_VISIBLE = "parent_visible"
    YOUNG_PERSON_VISIBLE = "young_person_visible"


class Shape(StrEnum):
    """How a field is written."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    YES = "yes"
    EMSO = "emso"
    SEX = "sex"
    CARE = "care"


class ParentalCare(StrEnum):
    """Who has parental responsibility (DZ articles 135, 151 and following)."""

    BOTH = "both"
    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    shape: Shape
    visibility: Visibility = Visibility.SHAREABLE


V, S = Visibility, Shape
FIELDS: dict[Category, tuple[Field, ...]] = {
    Category.IDENTITY: (
        Field("first_name", S.LINE, V.YOUNG_PERSON_VISIBLE),
        Field("last_name", S.LINE, V.YOUNG_PERSON_VISIBLE),
        Field("birth_date", S.DAY, V.YOUNG_PERSON_VISIBLE),
        Field("emso", S.EMSO),
        Field("sex", S.SEX, V.YOUNG_PERSON_VISIBLE),
        Field("citizenship", S.LINE),
        Field("languages", S.LINE, V.YOUNG_PERSON_VISIBLE),
    ),
    Category.CONTACT: (
        Field("address", S.TEXT),
        Field("telephone", S.LINE, V.YOUNG_PERSON_VISIBLE),
        Field("email", S.LINE, V.YOUNG_PERSON_VISIBLE),
        Field("contact_safety", S.TEXT, V.INTERNAL),
    ),
    Category.FAMILY: (
        Field("mother", S.LINE),
        Field("father", S.LINE),
        Field("guardian", S.LINE),
        Field("parental_care", S.CARE, V.PARENT_VISIBLE),
        Field("parents_disagree", S.YES, V.INTERNAL),
        Field("siblings", S.TEXT),
        Field("family_situation", S.TEXT, V.INTERNAL),
        Field("weekends", S.TEXT, V.PARENT_VISIBLE),
    ),
    Category.SCHOOL: (
        Field("school", S.LINE, V.PARENT_VISIBLE),
        Field("grade", S.LINE, V.PARENT_VISIBLE),
        Field("guidance_decision", S.YES, V.PARENT_VISIBLE),
        Field("school_situation", S.TEXT, V.PARENT_VISIBLE),
    ),
    Category.NEEDS: (
        Field("strengths", S.TEXT, V.YOUNG_PERSON_VISIBLE),
        Field("difficulties", S.TEXT),
        Field("what_helps", S.TEXT, V.YOUNG_PERSON_VISIBLE),
    ),
    Category.HEALTH: (
        Field("allergies", S.TEXT, V.YOUNG_PERSON_VISIBLE),
        Field("medication", S.TEXT, V.YOUNG_PERSON_VISIBLE),
        Field("conditions", S.TEXT),
        Field("doctor", S.LINE, V.PARENT_VISIBLE),
    ),
    Category.RISK: (
        Field("self_harm", S.TEXT),
        Field("running_away", S.TEXT),
        Field("harm_to_others", S.TEXT),
        Field("harm_from_others", S.TEXT, V.INTERNAL),
    ),
    Category.COURT: (
        Field("court", S.LINE, V.PARENT_VISIBLE),
        Field("decision_number", S.LINE, V.PARENT_VISIBLE),
        Field("decided_on", S.DAY, V.PARENT_VISIBLE),
        Field("final_on", S.DAY, V.PARENT_VISIBLE),
        Field("measure_ends", S.DAY, V.PARENT_VISIBLE),
    ),
    Category.HISTORY: (
        Field("earlier_placements", S.TEXT),
        Field("earlier_help", S.TEXT),
    ),
    Category.OWN_WORDS: (
        Field("wants", S.TEXT, V.YOUNG_PERSON_VISIBLE),
        Field("does_not_want", S.TEXT, V.YOUNG_PERSON_VISIBLE),
        Field("worries", S.TEXT, V.YOUNG_PERSON_VISIBLE),
    ),
}
# What a form and a page show; documents are kept as files of their own.
WRITTEN = tuple(FIELDS)


def named(category: Category) -> tuple[str, ...]:
    """The fields of a category by name."""
    return tuple(field.name for field in FIELDS[category])
