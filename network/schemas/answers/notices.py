"""What a member was told, and how they want to be told."""

from marshmallow import fields

from network.notices.kinds import Mail, NoticeKind
from network.schemas.answers.values import Told, code, page_of, perhaps, some

HOUR = {"pattern": "^[0-2][0-9]:[0-5][0-9]$"}


class Notice(Told):
    """One thing the member was told. `path` is where it leads to on the pages."""

    id = fields.UUID(**some())
    kind = code(NoticeKind, **some())
    number = fields.String(**some())
    path = fields.String(**some())
    urgent = fields.Boolean(**some())
    created_at = fields.DateTime(**some())
    read_at = fields.DateTime(**perhaps())


NoticePage = page_of(Notice, unread=fields.Integer(**some()))


class Unread(Told):
    """How many notices the member has not read."""

    unread = fields.Integer(**some())


class Wishes(Told):
    """When mail comes, the hours in which only a crisis breaks through, and days of absence."""

    mail = code(Mail, **some())
    digest_at = fields.String(**some(metadata=HOUR))
    quiet_from = fields.String(**some(metadata=HOUR))
    quiet_until = fields.String(**some(metadata=HOUR))
    absent_from = fields.Date(**perhaps())
    absent_until = fields.Date(**perhaps())
