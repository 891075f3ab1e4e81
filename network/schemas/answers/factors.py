"""What somebody has besides the password. Never what it is made of."""

from marshmallow import fields

from network.schemas.answers.values import Told, perhaps, some


class Passkey(Told):
    """A passkey by what its person calls it."""

    id = fields.UUID(**some())
    name = fields.String(**some())
    created_at = fields.DateTime(**some())
    last_used_at = fields.DateTime(**perhaps())


class SecondFactor(Told):
    """`needed` where one of the person's roles asks for a second factor; `app_since` is when the
    app with one-time codes was set up, if it is."""

    needed = fields.Boolean(**some())
    app_since = fields.DateTime(**perhaps())
    passkeys = fields.List(fields.Nested(Passkey), **some())
    recovery_codes_left = fields.Integer(**some())
