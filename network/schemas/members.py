"""Members of a tenant: inviting, changing, handing over."""

from marshmallow import fields, validate

from network.programmes.cases.kinds import Profession
from network.schemas.signin import LONGEST_EMAIL, LONGEST_NAME
from network.schemas.values import Given, Several, day, one_line, one_of
from tenants.scope import Role


class MemberFacts(Given):
    """What colleagues see of a member, and until when the membership holds (a last day).

    A form sends all of it; a program may send a part (`MemberFacts(partial=True)`).
    """

    name = fields.String(
        required=True, validate=[validate.Length(min=2, max=LONGEST_NAME), one_line]
    )
    roles = Several(one_of(Role), required=True, validate=validate.Length(min=1))
    until = day(allow_none=True, load_default=None)


class Invite(MemberFacts):
    """A person who is to become a member."""

    email = fields.Email(required=True, validate=[validate.Length(max=LONGEST_EMAIL), one_line])


class ChangeMember(MemberFacts):
    """`version` is the one the reader saw: two changes at once must not overwrite each other."""

    version = fields.Integer(required=True)


class HandOver(Given):
    """Who takes over what somebody answers for, and in which profession on mobile teams."""

    to_id = fields.UUID(required=True)
    profession = one_of(Profession, load_default=None, allow_none=True)
