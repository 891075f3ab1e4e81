"""Pages of somebody's own and what was said on them, as the house is told of them."""

from marshmallow import fields

from network.consent.giving import Giver
from network.consent.kinds import Category
from network.own_pages.kinds import Topic
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class OwnPage(Told):
    """Who has a page on a file, and what it may show. Never its link, code or word."""

    id = fields.UUID(**some())
    person_id = fields.UUID(**some())
    reader = code(Giver, **some())
    categories = fields.List(code(Category), **some())
    names_homes = fields.Boolean(**some())
    reach = fields.String(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())
    seen_at = fields.DateTime(**perhaps())
    locked_at = fields.DateTime(**perhaps())
    closed_at = fields.DateTime(**perhaps())
    closed_by = fields.String(**some())


class OwnPageList(Told):
    items = fields.List(fields.Nested(OwnPage), **some())


class VoiceLine(Told):
    """That somebody spoke up, without what they said."""

    id = fields.UUID(**some())
    person_id = fields.UUID(**some())
    number = fields.String(**some())
    reader = code(Giver, **some())
    topic = code(Topic, **some())
    created_at = fields.DateTime(**some())
    answered_at = fields.DateTime(**perhaps())
    answered_by = fields.String(**some())


VoicePage = page_of(VoiceLine)


class Voice(VoiceLine):
    """The same with the words, and the answer once there is one."""

    words = fields.String(**some())
    answer = fields.String(**some())
