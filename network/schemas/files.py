"""What is written into a young person's file, category by category."""

from collections.abc import Callable
from functools import cache
from typing import Any

from marshmallow import Schema, ValidationError, fields
from stdnum.si import emso

from network.availability.profile import Sex
from network.consent.kinds import Category
from network.records.fields import FIELDS, Exclusion, ParentalCare, Sensitivity, Shape
from network.schemas.values import Given, day, line, one_of, text, whole
from tenants.errors import N_


def real_emso(value: str) -> None:
    """Refuse what cannot be an EMŠO: thirteen digits with a date and a check digit."""
    if value and not emso.is_valid(value):
        raise ValidationError(N_("Check this EMŠO: it has a wrong digit."))


def _emso() -> fields.Field[Any]:
    made = line(13, load_default="")
    made.validators.append(real_emso)
    return made


OPTIONAL: dict[str, Any] = {"load_default": None, "allow_none": True}
MAKERS: dict[Shape, Callable[[], fields.Field[Any]]] = {
    Shape.LINE: lambda: line(load_default=""),
    Shape.TEXT: lambda: text(load_default=""),
    Shape.DAY: lambda: day(**OPTIONAL),
    Shape.YES: lambda: fields.Boolean(load_default=False),
    Shape.EMSO: _emso,
    Shape.SEX: lambda: one_of(Sex, **OPTIONAL),
    Shape.CARE: lambda: one_of(ParentalCare, **OPTIONAL),
}


@cache
def begun_schema() -> type[Schema]:
    """What a file begins with."""
    return _schema("FileIn", Category.IDENTITY, {})


@cache
def part_schema(category: Category) -> type[Schema]:
    """The fields of one category, and which version of it somebody has changed."""
    version = whole(0, 2**31 - 1, load_default=None, allow_none=True)
    return _schema(f"{category.name.title()}PartIn", category, {"version": version})


def _schema(name: str, category: Category, more: dict[str, fields.Field[Any]]) -> type[Schema]:
    members = {each.name: MAKERS[each.shape]() for each in FIELDS[category]}
    return type(name, (Given,), members | more)


class TeamIn(Given):
    """Somebody of the house who needs the file for their work, or leaves its team."""

    member_id = fields.UUID(required=True)


class ExclusionIn(Given):
    """Somebody of the house who never opens the file, and why."""

    member_id = fields.UUID(required=True)
    reason = one_of(Exclusion, required=True)


class SensitivityIn(Given):
    """How closely the file is kept."""

    sensitivity = one_of(Sensitivity, required=True)
