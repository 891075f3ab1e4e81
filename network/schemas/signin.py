"""Signing in, joining by a link, and setting passwords."""

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from network.schemas.values import line
from tenants.errors import N_

TWO_PASSWORDS = N_("The two passwords are not the same.")
LONGEST_NAME = 120
LONGEST_EMAIL = 254
LONGEST_CODE = 40
LONGEST_CREDENTIAL = 20_000
LONGEST_KEY_NAME = 60


class SignIn(Schema):
    """An e-mail address and a password. Which of them is wrong is never told."""

    email = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_EMAIL))
    password = fields.String(required=True)


class SecondStep(Schema):
    """A code of the app, or one of the recovery codes."""

    code = fields.String(required=True, validate=validate.Length(max=LONGEST_CODE))


class Signed(Schema):
    """What a browser answered with a passkey (JSON)."""

    credential = fields.String(
        required=True, validate=validate.Length(min=1, max=LONGEST_CREDENTIAL)
    )


class AddPasskey(Signed):
    """A new passkey, and what its person calls it."""

    name = line(LONGEST_KEY_NAME, required=True)


class Proof(Schema):
    """The password or a code, once more, before something of signing in is changed."""

    password = fields.String(load_default="")
    code = fields.String(load_default="", validate=validate.Length(max=LONGEST_CODE))


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
