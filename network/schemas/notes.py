"""What is given to notes of the own organisation."""

from marshmallow import fields

from network.notes.actions import LONGEST
from network.schemas.values import Given, text


class OwnNoteIn(Given):
    """A note for the own organisation alone, and a colleague who is told of it."""

    body = text(LONGEST, required=True)
    told_id = fields.UUID(allow_none=True, load_default=None)
