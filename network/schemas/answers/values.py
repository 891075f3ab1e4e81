"""The kinds of values in answers."""

from enum import IntEnum, StrEnum
from typing import Any

from marshmallow import Schema, fields, validate


class Told(Schema):
    """Part of an answer, with its fields in the order in which they stand here."""


def code(kind: type[StrEnum], **options: Any) -> fields.String:
    """A coded value. It may stand in a row as plain text, so it is told as one."""
    return fields.String(validate=validate.OneOf([each.value for each in kind]), **options)


def level(kind: type[IntEnum]) -> fields.Integer:
    """A coded step of a ladder."""
    return fields.Integer(required=True, validate=validate.OneOf([each.value for each in kind]))


def codes(kind: type[StrEnum]) -> fields.List[str]:
    return fields.List(code(kind), required=True)


def some(**options: Any) -> dict[str, Any]:
    """Options of a field that is always there and never null."""
    return {"required": True} | options


def perhaps(**options: Any) -> dict[str, Any]:
    """Options of a field that is always there and may be null."""
    return {"required": True, "allow_none": True} | options


def page_of(told: type[Told], **more: fields.Field[Any]) -> type[Schema]:
    """Some of many: the items, and the cursor with which the next ones are asked for."""
    members: dict[str, Any] = {
        "items": fields.List(fields.Nested(told), required=True),
        "next": fields.String(
            required=True,
            allow_none=True,
            metadata={"description": "Ask again with after=<this>; null on the last page."},
        ),
    }
    name = told.__name__ + "Page"
    return type(name, (Told,), members | more | {"__doc__": f"A page of {told.__name__}."})
