"""What the own organisation noted for itself, and what a member has not read."""

from marshmallow import fields

from network.clocks.subjects import SubjectKind
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class Note(Told):
    """A note that only the own organisation sees; `told_id` is the colleague told of it."""

    id = fields.UUID(**some())
    created_at = fields.DateTime(**some())
    by_member_id = fields.UUID(**some())
    by_name = fields.String(**some())
    body = fields.String(**some())
    told_id = fields.UUID(**perhaps())


NotePage = page_of(Note)


class Thread(Told):
    """What the member has not read on one thing; `mentioned` where a colleague tells them of it."""

    subject = code(SubjectKind, **some())
    subject_id = fields.UUID(**some())
    number = fields.String(**some())
    count = fields.Integer(**some())
    mentioned = fields.Boolean(**some())
    at = fields.DateTime(**some())


class NotRead(Told):
    """How many messages and notes the member has not read, of what they answer for; and where,
    the newest first, at most twenty-five."""

    requests = fields.Integer(**some())
    asks = fields.Integer(**some())
    placements = fields.Integer(**some())
    threads = fields.List(fields.Nested(Thread), **some())


class Change(Told):
    """One thing that somebody else did: a move, a message or a note."""

    subject = code(SubjectKind, **some())
    subject_id = fields.UUID(**some())
    number = fields.String(**some())
    kind = fields.String(**some())
    by_name = fields.String(**some())
    at = fields.DateTime(**some())


ChangePage = page_of(Change, since=fields.DateTime(**some()))
