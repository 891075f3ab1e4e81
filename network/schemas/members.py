"""Members of a tenant: inviting, changing, handing over."""

from marshmallow import Schema, fields, validate

from network.schemas.signin import LONGEST_NAME
from tenants.scope import Role


class MemberFacts(Schema):
    """What colleagues see of a member, and until when the membership holds (a last day)."""

    name = fields.String(required=True, validate=validate.Length(min=2, max=LONGEST_NAME))
    roles = fields.List(
        fields.Enum(Role, by_value=True), required=True, validate=validate.Length(min=1)
    )
    until = fields.Date(allow_none=True, load_default=None)


class Invite(MemberFacts):
    """A person who is to become a member."""

    email = fields.Email(required=True, validate=validate.Length(max=254))


class ChangeMember(MemberFacts):
    """`version` is the one the reader saw: two changes at once must not overwrite each other."""

    version = fields.Integer(required=True)


class HandOver(Schema):
    """Who takes over what somebody answers for."""

    to_id = fields.UUID(required=True)
