"""Signing in, joining by a link, and setting passwords."""

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from tenants.errors import N_

TWO_PASSWORDS = N_("The two passwords are not the same.")
LONGEST_NAME = 120
LONGEST_EMAIL = 254


class SignIn(Schema):
    """An e-mail address and a password. Which of them is wrong is never told."""

    email = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_EMAIL))
    password = fields.String(required=True)


class ProvePassword(Schema):
    """The password somebody already has."""

    password = fields.String(required=True)


class NewPassword(Schema):
    """A password typed twice. Whether it is good enough is a rule of `tenants.passwords`."""

    password = fields.String(required=True)
    again = fields.String(required=True)

    @validates_schema(skip_on_field_errors=True)
    def same_twice(self, data: dict[str, str], **_kwargs: object) -> None:
        if data["password"] != data["again"]:
            raise ValidationError(TWO_PASSWORDS, "again")


class Join(NewPassword):
    """A new account: how colleagues will see the person, and a password."""

    name = fields.String(required=True, validate=validate.Length(min=2, max=LONGEST_NAME))


class ChangePassword(NewPassword):
    """The own password, replaced by whoever knows it."""

    current = fields.String(required=True)
