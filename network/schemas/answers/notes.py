"""What the own organisation noted for itself, and what a member has not read."""

from marshmallow import fields

from network.schemas.answers.values import Told, page_of, perhaps, some


class Note(Told):
    """A note that only the own organisation sees; `told_id` is the colleague told of it."""

    id = fields.UUID(**some())
    created_at = fields.DateTime(**some())
    by_member_id = fields.UUID(**some())
    by_name = fields.String(**some())
    body = fields.String(**some())
    told_id = fields.UUID(**perhaps())


NotePage = page_of(Note)
