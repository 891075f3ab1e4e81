"""What a list of groups would do, or has done."""

from marshmallow import fields

from network.availability.importing.plan import Move
from network.availability.profile import Form
from network.schemas.answers.values import Told, code, some
from tenants.scope import TenantKind


class ListFault(Told):
    """One thing that is wrong, in one row and column of the file."""

    line = fields.Integer(**some())
    column = fields.String(**some())
    sentence = fields.String(**some())


class FieldChange(Told):
    """What stands in a field, and what would stand there."""

    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


class ListedGroup(Told):
    """What one row does to a group."""

    line = fields.Integer(**some())
    move = code(Move, **some())
    name = fields.String(**some())
    form = code(Form, **some())
    restriction_level = fields.Integer(**some())
    town = fields.String(**some())
    capacity = fields.Integer(**some())
    changes = fields.Dict(keys=fields.String(), values=fields.Nested(FieldChange), **some())
    closures = fields.Integer(**some())


class ListedHome(Told):
    """One home of the list."""

    name = fields.String(**some())
    kind = code(TenantKind, **some())
    town = fields.String(**some())
    admitted = fields.Boolean(**some(metadata={"description": "New to the network."}))
    resembles = fields.String(**some())
    groups = fields.List(fields.Nested(ListedGroup), **some())


class ListRehearsal(Told):
    """Home by home what a list does; with faults, nothing of it is done."""

    homes = fields.List(fields.Nested(ListedHome), **some())
    faults = fields.List(fields.Nested(ListFault), **some())
    ignored = fields.List(fields.String(), **some(metadata={"description": "Columns left out."}))
