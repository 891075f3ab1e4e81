"""Drafts of requests, and what in a text may tell who it is about."""

from marshmallow import fields

from network.requests.identity import Trace
from network.schemas.answers.values import Told, code, perhaps, some


class Draft(Told):
    """A request that is still being written; `content` has the fields of a request that are known,
    `missing` names those without which it cannot be sent."""

    id = fields.UUID(**some())
    member_id = fields.UUID(**some())
    step = fields.Integer(**some())
    content = fields.Dict(keys=fields.String(), **some())
    missing = fields.List(fields.String(), **some())
    family_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())
    kept_until = fields.DateTime(**some())
    version = fields.Integer(**some())


class DraftList(Told):
    """One's own drafts, the last changed first."""

    items = fields.List(fields.Nested(Draft), **some())


class Finding(Told):
    """A passage of the text, from `start` up to `end` (characters); a certain one has to be
    confirmed where a request is written."""

    trace = code(Trace, **some())
    start = fields.Integer(**some())
    end = fields.Integer(**some())
    certain = fields.Boolean(**some())


class FindingList(Told):
    """What may tell who it is about, in the order of the text."""

    items = fields.List(fields.Nested(Finding), **some())
