"""What is given to notes of the own organisation."""

from marshmallow import fields

from network.notes.actions import LONGEST
from network.schemas.values import Given, moment, text


class OwnNoteIn(Given):
    """A note for the own organisation alone, and a colleague who is told of it."""

    body = text(LONGEST, required=True)
    told_id = fields.UUID(allow_none=True, load_default=None)


class ReadUntilIn(Given):
    """Up to when everything was read; now, where it is left out."""

    until = moment(load_default=None, allow_none=True)


class SinceIn(Given):
    """From when on; since the member's last visit to their day, where it is left out."""

    since = moment(load_default=None, allow_none=True)
