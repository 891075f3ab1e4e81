"""Pages of somebody's own and what was said on them, as the house is told of them."""

from marshmallow import fields

from network.consent.giving import Giver
from network.consent.kinds import Category, SharingPurpose
from network.own_pages.kinds import Topic
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some


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
    programme_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())
    answered_at = fields.DateTime(**perhaps())
    answered_by = fields.String(**some())


VoicePage = page_of(VoiceLine)


class Voice(VoiceLine):
    """The same with the words, and the answer once there is one."""

    words = fields.String(**some())
    answer = fields.String(**some())


class ConsentAnswer(Told):
    """To what of it somebody has agreed on their page; nothing is an explicit no."""

    reader = code(Giver, **some())
    agreed = codes(Category)
    created_at = fields.DateTime(**some())


class ConsentQuestion(Told):
    """A consent that was put to somebody. Without recipients: to be shown to every home that is
    asked."""

    id = fields.UUID(**some())
    person_id = fields.UUID(**some())
    readers = codes(Giver)
    categories = codes(Category)
    recipients = fields.List(fields.UUID(), **some())
    purpose = code(SharingPurpose, **some())
    programme_id = fields.UUID(**perhaps())
    programme_name = fields.String(**some())
    starts = fields.Date(**some())
    ends = fields.Date(**some())
    why = fields.String(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())
    closed_at = fields.DateTime(**perhaps())
    closed_by = fields.String(**some())
    answers = fields.List(fields.Nested(ConsentAnswer), **some())


class ConsentQuestionList(Told):
    items = fields.List(fields.Nested(ConsentQuestion), **some())
